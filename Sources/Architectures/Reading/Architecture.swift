import Diagnostics
import TrainingRuns

/// An architecture that configurations can name, and how its shape is read.
struct Architecture: Sendable {
  /// The value of `model_type`.
  let modelType: String
  /// Reads a shape.
  let read: @Sendable (ModelConfiguration) throws -> ShapeParts

  /// A shape as it is read, before it is counted.
  struct ShapeParts {
    var layers: Double
    var width: Double
    var context: Double?
    var blocks: [Block]
    var ends: ModelShape.Ends
    var assumptions: [String] = []
  }

  /// The default for configurations without an architecture name.
  static let plain = Architecture(modelType: "transformer") { try $0.decoder(.plain) }

  /// All of them, by name.
  static let all: [Architecture] =
    DecoderTraits.byModelType.map { modelType, traits in
      Architecture(modelType: modelType) { try $0.decoder(traits) }
    }
    + ["deepseek_v2", "deepseek_v3"].map { modelType in
      Architecture(modelType: modelType) {
        try $0.latentDecoder(hasRouterBias: modelType.hasSuffix("3"))
      }
    } + [
      Architecture(modelType: "bert") { try $0.bert() },
      Architecture(modelType: "vit") { try $0.visionTransformer() },
      Architecture(modelType: "t5") { try $0.encoderDecoder() }, plain,
    ]

  /// The keys that Echelle reads from configurations without an architecture name.
  static let knownKeys = Set(ConfigurationKey.allCases.flatMap(\.names) + ["model_type"])

  /// Whether an architecture has this name.
  static func isKnown(_ modelType: String) -> Bool { all.contains { $0.modelType == modelType } }

  /// The architecture that `configuration` names.
  ///
  /// - Throws: `Diagnostic` if it is unknown, or where no name is given and a key is unknown.
  static func named(by configuration: ModelConfiguration) throws -> Architecture {
    guard let value = configuration["model_type"] else {
      for key in configuration.keys where !knownKeys.contains(key) {
        let near = nearestNames(to: key, in: knownKeys.sorted())
        throw configuration[key].map {
          configuration.error(
            $0, "unknown key '\(key)'",
            why: "without a 'model_type', only keys that describe the shape are read",
            fix: near.isEmpty
              ? "remove it, or add the key 'model_type'" : "did you mean '\(near[0])'?")
        } ?? configuration.missing(.layers)
      }
      return plain
    }
    let name = try value.text()
    if let architecture = all.first(where: { $0.modelType == name }) { return architecture }
    let known = all.map(\.modelType).sorted()
    let near = nearestNames(to: name, in: known)
    let nested = configuration["text_config"] != nil
    throw configuration.error(
      value, "unknown model_type '\(name.prefix(60))'",
      why: "the known types are \(known.map { "'\($0)'" }.joined(separator: ", "))",
      fix: nested
        ? "save the object under 'text_config' to its own file and count that"
        : near.isEmpty
          ? "describe the model by layers, width, heads and vocabulary instead"
          : "did you mean \(near.map { "'\($0)'" }.joined(separator: ", "))?")
  }
}

extension ModelConfiguration {
  /// The shape of the model, with its parameters counted.
  ///
  /// - Throws: `Diagnostic` that names what is missing, unknown or impossible.
  public func shape() throws -> ModelShape {
    let architecture = try Architecture.named(by: self)
    let parts = try architecture.read(self)
    guard let parameters = ParameterCount(blocks: parts.blocks, ends: parts.ends) else {
      throw Diagnostic(
        origin: location, what: "more than 2^53 parameters",
        why: "counts are exact only up to 2^53", fix: "check the configuration")
    }
    guard parameters.total > 0 else {
      throw Diagnostic(
        origin: location, what: "the model has no parameters",
        why: "with these layers, widths and vocabulary there is nothing to count",
        fix: "check the configuration")
    }
    return ModelShape(
      architecture: architecture.modelType, layers: Int(parts.layers), width: Int(parts.width),
      contextLength: parts.context.map { Int($0) }, assumptions: parts.assumptions,
      parameters: parameters, blocks: parts.blocks, ends: parts.ends)
  }
}
