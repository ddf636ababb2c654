import ArgumentParser
import Planning
import Tables

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
      "The energy of a FLOP of inference over one of training: 1 counts FLOP alone, decoding has "
        + "measured 1.3 to 10. (default: 3)",
      valueName: "ratio"))
  var kappa: Double?

  func validate() throws {
    if let inferenceTokens, inferenceTokens.values.count > 1 {
      throw ValidationError("--inference-tokens takes one number of tokens")
    }
    if kappa != nil, inferenceTokens == nil {
      throw ValidationError("--kappa goes with --inference-tokens, as in --inference-tokens 2T")
    }
    if let kappa, !(kappa >= 0 && kappa.isFinite) {
      throw ValidationError("--kappa needs a number of at least 0")
    }
  }

  /// The use; `nil` where none is said.
  var serving: Serving? {
    inferenceTokens.map { Serving(tokens: $0.values[0], energyRatio: kappa ?? 3) }
  }
}
