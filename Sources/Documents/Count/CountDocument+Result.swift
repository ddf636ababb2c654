package import Architectures
import Diagnostics

extension CountDocument.Model {
  /// A model called `name`, whose attention is counted for a context of `contextLength` tokens.
  package init(name: String, shape: ModelShape, contextLength: Int?) {
    let count = shape.parameters
    self.name = name
    architecture = shape.architecture
    layers = shape.layers
    width = shape.width
    self.contextLength = Nullable(contextLength)
    parameters = CountDocument.Count(total: count.total, active: count.active)
    withoutEmbeddings = CountDocument.Count(
      total: count.totalWithoutEmbeddings, active: count.activeWithoutEmbeddings)
    parts = CountDocument.Parts(count)
    flopPerToken = FLOPConvention.all.map {
      CountDocument.Convention($0, shape: shape, contextLength: contextLength)
    }
    assumptions = shape.assumptions
  }
}

extension CountDocument {
  /// Counts of models.
  package init(_ models: [Model]) {
    self.init(models: models)
  }
}

extension CountDocument.Parts {
  fileprivate init(_ count: ParameterCount) {
    func part(_ part: ParameterCount.Part) -> CountDocument.Count {
      let count = count.parts[part]
      return CountDocument.Count(total: count?.total ?? 0, active: count?.active ?? 0)
    }
    embeddings = part(.embeddings)
    attention = part(.attention)
    feedForward = part(.feedForward)
    norms = part(.norms)
    router = part(.router)
    head = part(.head)
  }
}

extension CountDocument.Convention {
  fileprivate init(_ convention: FLOPConvention, shape: ModelShape, contextLength: Int?) {
    name = convention.name
    pass = convention.pass.rawValue
    countsAttention = convention.countsAttention
    formula = convention.formula
    source = convention.source
    value = Nullable(convention.flopPerToken(of: shape, contextLength: contextLength))
    reason = Nullable(convention.obstacle(of: shape, contextLength: contextLength))
  }
}

extension FLOPConvention {
  /// Why it does not apply to a model; `nil` if it does.
  package func obstacle(of shape: ModelShape, contextLength: Int?) -> String? {
    guard flopPerToken(of: shape, contextLength: contextLength) == nil else { return nil }
    return flopPerToken(of: shape, contextLength: 1) == nil
      ? "a token passes through the encoder or the decoder, not both"
      : spelled("no context length: pass \(.contextLength)")
  }
}
