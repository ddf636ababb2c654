import Architectures
import ArgumentParser
import Diagnostics
import Foundation
import Reporting
import Tables

struct CountCommand: AsyncParsableCommand, ManyOptions {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "Count a model's parameters and FLOP per token.",
    discussion: """
      Reports N in total, active per token and without embeddings, by component; and FLOP per \
      token under the published conventions, with and without attention, each with its formula and \
      source. Several configurations make one table.

      CONFIG is a config.json of Hugging Face Transformers, a folder with one, - for standard \
      input, or YAML or JSON with the keys layers, width, heads, vocabulary, key_value_heads, \
      head_size, feed_forward_width, gated, biases, tied_embeddings, experts, active_experts, \
      shared_experts, expert_width, dense_layers, context.

      EXAMPLES
        echelle count config.json
        echelle count Llama-3.1-8B Mixtral-8x7B --context 8192
        echelle count --layers 12 --width 768 --heads 12 --vocabulary 50257 \\
          --context 1024
        echelle count config.json --format json
      """)

  static let mainOptions = [
    "context", "layers", "width", "heads", "vocabulary", "experts", "active-experts", "gated",
    "format", "output",
  ]

  @Argument(help: ArgumentHelp("Model configurations.", valueName: "config"))
  var configurations: [String] = []

  @Option(
    help: ArgumentHelp(
      "Sequence length for attention. (default: the longest in the configuration)",
      valueName: "tokens"), transform: OneQuantity.init)
  var context: OneQuantity?

  @OptionGroup(title: "Shape, instead of a configuration") var shape: ShapeArguments
  @OptionGroup(title: "Output") var output: OutputArguments

  func validate() throws {
    if let context, context.value > 1e9 || context.value.rounded() != context.value {
      throw ValidationError("--context needs a whole number up to 1e9")
    }
    guard !shape.isGiven || configurations.isEmpty else {
      throw ValidationError("give configurations or the options of a shape, not both")
    }
    guard shape.isGiven || !configurations.isEmpty else {
      throw ValidationError(
        "name a model: a config.json, or --layers, --width, --heads and --vocabulary")
    }
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let contextLength = context.map { Int($0.value) }
      let models =
        shape.isGiven
        ? [try shape.configuration(contextLength: contextLength)]
        : try configurations.map(configuration)
      try output.write(
        CountReport(
          try models.map {
            CountReport.Model(name: $0.name, shape: try $0.shape(), contextLength: contextLength)
          }))
    }
  }

  private func configuration(_ path: String) throws -> ModelConfiguration {
    guard path == "-" else { return try ModelConfiguration(path: path) }
    let bytes = FileHandle.standardInput.readDataToEndOfFile()
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Diagnostic(origin: Origin(file: "<stdin>"), what: "this is not UTF-8 text")
    }
    return try ModelConfiguration(parsing: text, path: "<stdin>")
  }
}
