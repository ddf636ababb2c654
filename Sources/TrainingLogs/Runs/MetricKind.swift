import TrainingRuns

/// The kind of a logged quantity, inferred from its name.
struct MetricKind: Equatable {
  /// The unit implied by the name.
  enum Unit {
    case loss
    case perplexity
    case bitsPerByte
  }

  var unit: Unit
  /// Whether it was measured on held-out data.
  var isEvaluation: Bool

  /// A kind.
  init(unit: Unit, isEvaluation: Bool) {
    self.unit = unit
    self.isEvaluation = isEvaluation
  }

  /// The kind of a quantity with this name; `nil` if it is not a loss over tokens.
  init?(name: String) {
    let words = HeaderPattern.words(of: name).map { $0.lowercased() }
    let joined = words.joined(separator: " ")
    guard !words.contains(where: Self.others.contains) else { return nil }
    if words.contains(where: ["ppl", "perplexity"].contains) {
      unit = .perplexity
    } else if words.contains("bpb") || joined.contains("bits per byte") {
      unit = .bitsPerByte
    } else if words.contains(where: ["loss", "nll", "crossentropy"].contains)
      || joined.contains("cross entropy")
    {
      unit = .loss
    } else {
      return nil
    }
    isEvaluation = words.contains(where: Self.evaluation.contains)
  }

  private static let evaluation: Set<String> = [
    "eval", "evaluation", "val", "valid", "validation", "test", "dev", "heldout",
  ]
  /// Words of loss-related quantities that are not losses over tokens.
  private static let others: Set<String> = [
    "aux", "auxiliary", "z", "balance", "balancing", "std", "sd", "se", "sem", "stderr", "var",
    "variance", "min", "max", "lower", "upper", "scale", "scaling", "weight", "coef", "coefficient",
    "ratio", "delta", "diff", "function", "fn", "type", "name", "unit", "mtp", "router", "best",
    "accuracy", "acc", "time", "runtime", "skipped", "nan", "norm",
  ]
}
