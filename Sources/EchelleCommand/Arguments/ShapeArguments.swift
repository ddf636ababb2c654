import Architectures
import ArgumentParser

/// The shape of a model, by options instead of a configuration.
struct ShapeArguments: ParsableArguments {
  @Option(help: "The number of layers.")
  var layers: String?

  @Option(help: "The width of the model.")
  var width: String?

  @Option(help: "The number of attention heads.")
  var heads: String?

  @Option(help: "The size of the vocabulary.")
  var vocabulary: String?

  @Option(
    name: .customLong("kv-heads"),
    help: "The number of heads of keys and values. (default: as many as of queries)")
  var keyValueHeads: String?

  @Option(name: .customLong("head-size"), help: "The size of a head. (default: width / heads)")
  var headSize: String?

  @Option(
    name: .customLong("feed-forward"),
    help: "The inner width of the feed-forward part. (default: 4 widths, where it has no gate)")
  var feedForward: String?

  @Option(help: "The number of experts of a mixture.")
  var experts: String?

  @Option(
    name: .customLong("active-experts"), help: "The number of experts that a token is sent to.")
  var activeExperts: String?

  @Option(
    help: ArgumentHelp(
      "An architecture, by the name it has in model_type; without it, one with gains and no biases.",
      valueName: "name"))
  var architecture: String?

  @Flag(help: "The feed-forward part has a gate: three matrices instead of two.")
  var gated = false

  @Flag(help: "The head is the token embedding.")
  var tied = false

  /// Whether any of the options was given.
  var isGiven: Bool { !options.isEmpty }

  func validate() throws {
    let names = options.map(\.name)
    let missing = ["--layers", "--width", "--heads", "--vocabulary"].filter { !names.contains($0) }
    guard names.isEmpty || missing.isEmpty else {
      throw ValidationError("a shape also needs \(missing.joined(separator: ", "))")
    }
    // Without a feed-forward part there still is a model.
    let positive = [
      ("--layers", layers), ("--width", width), ("--heads", heads), ("--vocabulary", vocabulary),
      ("--kv-heads", keyValueHeads), ("--head-size", headSize), ("--experts", experts),
      ("--active-experts", activeExperts),
    ]
    if let (name, _) = positive.first(where: { $0.1.map(Double.init) == 0 }) {
      throw ValidationError("\(name) needs a whole number of at least 1")
    }
    if experts == nil {
      try refuseIdle(["--active-experts"], "without --experts", fix: "give how many there are")
    }
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
