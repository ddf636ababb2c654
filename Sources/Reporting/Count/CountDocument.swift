import Architectures

/// What `echelle count --format json` writes.
struct CountDocument: Encodable {
  let schema = "echelle.count/1"
  let models: [Model]

  struct Model: Encodable {
    let name: String
    let architecture: String
    let layers: Int
    let width: Int
    let contextLength: Nullable<Int>
    let parameters: Count
    let withoutEmbeddings: Count
    let parts: [String: Count]
    let flopPerToken: [Convention]
    let assumptions: [String]
  }

  struct Count: Encodable {
    let total: Int
    let active: Int
  }

  struct Convention: Encodable {
    let name: String
    let pass: String
    let countsAttention: Bool
    let formula: String
    let source: String
    let value: Nullable<Double>
    let reason: Nullable<String>
  }
}

extension CountDocument.Model {
  init(_ model: CountReport.Model) {
    let shape = model.shape
    let count = shape.parameters
    name = model.name
    architecture = shape.architecture
    layers = shape.layers
    width = shape.width
    contextLength = Nullable(model.contextLength)
    parameters = CountDocument.Count(total: count.total, active: count.active)
    withoutEmbeddings = CountDocument.Count(
      total: count.totalWithoutEmbeddings, active: count.activeWithoutEmbeddings)
    parts = Dictionary(
      uniqueKeysWithValues: count.parts.map { part, count in
        (part.rawValue, CountDocument.Count(total: count.total, active: count.active))
      })
    flopPerToken = FLOPConvention.all.map { convention in
      CountDocument.Convention(
        name: convention.name, pass: convention.pass.rawValue,
        countsAttention: convention.countsAttention, formula: convention.formula,
        source: convention.source, value: Nullable(model.flopPerToken(convention)),
        reason: Nullable(model.reason(convention)))
    }
    assumptions = shape.assumptions
  }
}
