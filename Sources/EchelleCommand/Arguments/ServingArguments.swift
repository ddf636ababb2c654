import ArgumentParser
import EnergyModel
import Planning
import Tables
import TrainingRuns

/// The serving that a plan includes beside training.
struct ServingArguments: ParsableArguments {
  @Option(
    name: .customLong("inference-tokens"), parsing: .unconditional,
    help: ArgumentHelp(
      "Plan for training and for serving this many tokens over the model's lifetime, as in 2T.",
      valueName: "tokens"),
    transform: QuantityList.init)
  var inferenceTokens: QuantityList?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Energy of an inference FLOP relative to a training FLOP, instead of the calibrated value. With 1, "
        + "only FLOP are compared.",
      valueName: "ratio"))
  var kappa: Double?

  @Option(
    name: .customLong("output-share"),
    help: ArgumentHelp(
      "Share of --inference-tokens that is generated rather than read. (default: 0.5)",
      valueName: "share"))
  var outputShare: Double?

  @Option(
    name: .customLong("serving-batch"),
    help: ArgumentHelp(
      "Number of requests decoded together. (default: 64)", valueName: "count"))
  var servingBatch: Double?

  @Option(
    name: .customLong("serving-precision"),
    help: "Format of the served weights. (default: bf16)")
  var servingPrecision: NumericPrecision?

  func validate() throws {
    if let inferenceTokens, inferenceTokens.values.count > 1 {
      throw ValidationError("--inference-tokens takes one number of tokens")
    }
    let details = ["--output-share", "--serving-batch", "--serving-precision"]
    try OptionConflict.require(
      "--inference-tokens, as in --inference-tokens 2T", inferenceTokens != nil,
      for: ["--kappa"] + details)
    try OptionConflict.refuse(details, with: ["--kappa"], because: "it counts every token alike")
    if let kappa, !(kappa >= 0 && kappa.isFinite) {
      throw ValidationError("--kappa needs a number of at least 0")
    }
    if let outputShare, !(0...1).contains(outputShare) {
      throw ValidationError("--output-share needs a number from 0 to 1")
    }
  }

  /// The serving, on an accelerator; `nil` where none is planned.
  func serving(
    _ energy: EnergyArguments, _ tables: ReferenceTables, accelerator: String
  ) throws -> Serving? {
    guard let tokens = inferenceTokens?.values.first else { return nil }
    if let kappa { return Serving(tokens: tokens, cost: .ratio(kappa)) }
    return Serving(
      tokens: tokens,
      cost: try energy.serving(
        tables, accelerator: accelerator, precision: servingPrecision ?? .bf16,
        batch: servingBatch ?? 64, outputShare: outputShare ?? 0.5))
  }
}
