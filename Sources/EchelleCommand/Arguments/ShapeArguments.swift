import Architectures
import ArgumentParser

/// The shape of a model, in place of a configuration.
struct ShapeArguments: ParsableArguments {
  @Option(help: "Number of layers.")
  var layers: String?

  @Option(help: "Model width.")
  var width: String?

  @Option(help: "Number of attention heads.")
  var heads: String?

  @Option(help: "Vocabulary size.")
  var vocabulary: String?

  @Option(
    name: .customLong("kv-heads"),
    help: "Number of key-value heads. (default: as many as query heads)")
  var keyValueHeads: String?

  @Option(name: .customLong("head-size"), help: "Head size. (default: width / heads)")
  var headSize: String?

  @Option(
    name: .customLong("feed-forward"),
    help: "Feed-forward width. (default: 4 widths, if ungated)")
  var feedForward: String?

  @Option(help: "Number of experts, for a mixture of experts.")
  var experts: String?

  @Option(
    name: .customLong("active-experts"), help: "Number of experts active per token.")
  var activeExperts: String?

  @Option(
    help: ArgumentHelp(
      "Architecture, as a model_type. (default: norms with gains, no biases)",
      valueName: "name"))
  var architecture: String?

  @Flag(help: "Gated feed-forward: three matrices instead of two.")
  var gated = false

  @Flag(help: "Output head tied to the token embedding.")
  var tied = false

  /// Whether any of the options was given.
  var isGiven: Bool { !options.isEmpty }

  func validate() throws {
    let names = options.map(\.name)
    let missing = ["--layers", "--width", "--heads", "--vocabulary"].filter { !names.contains($0) }
    guard names.isEmpty || missing.isEmpty else {
      throw ValidationError("a shape also needs \(missing.joined(separator: ", "))")
    }
    // A model without a feed-forward part is still a model.
    let positive = [
      ("--layers", layers), ("--width", width), ("--heads", heads), ("--vocabulary", vocabulary),
      ("--kv-heads", keyValueHeads), ("--head-size", headSize), ("--experts", experts),
      ("--active-experts", activeExperts),
    ]
    if let (name, _) = positive.first(where: { $0.1.map(Double.init) == 0 }) {
      throw ValidationError("\(name) needs a whole number of at least 1")
    }
    try OptionConflict.require("--experts", experts != nil, for: ["--active-experts"])
  }

  /// The configuration that the options describe.
  func configuration(contextLength: Int?) throws -> ModelConfiguration {
    let context = contextLength.map { [(name: "--context", key: "context", value: "\($0)")] }
    return try ModelConfiguration(options: options + (context ?? []))
  }

  /// What was given, by the keys of a configuration.
  private var options: [(name: String, key: String, value: String)] {
    let all: [(name: String, key: String, value: String?)] = [
      ("--architecture", "model_type", architecture), ("--layers", "layers", layers),
      ("--width", "width", width), ("--heads", "heads", heads),
      ("--vocabulary", "vocabulary", vocabulary), ("--kv-heads", "key_value_heads", keyValueHeads),
      ("--head-size", "head_size", headSize), ("--feed-forward", "feed_forward_width", feedForward),
      ("--experts", "experts", experts), ("--active-experts", "active_experts", activeExperts),
      ("--gated", "gated", gated ? "true" : nil),
      ("--tied", "tied_embeddings", tied ? "true" : nil),
    ]
    return all.compactMap { option in option.value.map { (option.name, option.key, $0) } }
  }
}
