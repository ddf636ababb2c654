import ArgumentParser
import EnergyModel
import Planning
import Tables
import TrainingRuns

/// The use for which a model is planned beside its training.
struct ServingArguments: ParsableArguments {
  @Option(
    name: .customLong("inference-tokens"), parsing: .unconditional,
    help: ArgumentHelp(
      "Plan for training and for serving this many tokens together, as in 2T.",
      valueName: "tokens"),
    transform: QuantityList.init)
  var inferenceTokens: QuantityList?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The energy of a FLOP of inference over one of training, the same for all sizes, in place of "
        + "the energy calibrated on measured models. 1 counts FLOP alone.",
      valueName: "ratio"))
  var kappa: Double?

  @Option(
    name: .customLong("output-share"),
    help: ArgumentHelp(
      "The share of the tokens of --inference-tokens that are written, not read. (default: 0.5)",
      valueName: "share"))
  var outputShare: Double?

  @Option(
    name: .customLong("serving-batch"),
    help: ArgumentHelp(
      "How many requests are decoded together. (default: 64)", valueName: "count"))
  var servingBatch: Double?

  @Option(
    name: .customLong("serving-precision"),
    help: "The format of the weights that are served. (default: bf16)")
  var servingPrecision: NumericPrecision?

  func validate() throws {
    if let inferenceTokens, inferenceTokens.values.count > 1 {
      throw ValidationError("--inference-tokens takes one number of tokens")
    }
    let others: [(String, Double?)] = [
      ("--kappa", kappa), ("--output-share", outputShare), ("--serving-batch", servingBatch),
    ]
    var given = others.filter { $0.1 != nil }.map(\.0)
    if servingPrecision != nil { given.append("--serving-precision") }
    if let name = given.first, inferenceTokens == nil {
      throw ValidationError("\(name) goes with --inference-tokens, as in --inference-tokens 2T")
    }
    if kappa != nil, outputShare != nil || servingBatch != nil || servingPrecision != nil {
      throw ValidationError(
        "--kappa counts every token alike; leave out --output-share, --serving-batch and "
          + "--serving-precision")
    }
    if let kappa, !(kappa >= 0 && kappa.isFinite) {
      throw ValidationError("--kappa needs a number of at least 0")
    }
    if let outputShare, !(0...1).contains(outputShare) {
      throw ValidationError("--output-share needs a number from 0 to 1")
    }
  }

  /// The use, on an accelerator; `nil` where none is said.
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
