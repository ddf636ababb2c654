import ArgumentParser
import ScalingLaws
import Tables

/// Quantiles with commas between them: `0.05,0.5,0.95`.
struct QuantileList {
  let probabilities: [Double]

  init(_ argument: String) throws {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    probabilities = try parts.map { part in
      guard let value = parseQuantity(part), value > 0, value < 1 else {
        throw ValidationError(
          "'\(part)' is not between 0 and 1: a quantile is named by the share of the distribution "
            + "below it, as in 0.05,0.5,0.95")
      }
      return value
    }
    for (index, value) in probabilities.enumerated()
    where probabilities[..<index].contains(value) {
      throw ValidationError("the quantile \(value) is given twice; leave one of them out")
    }
  }

  /// Refuses quantiles that the replicates to be made will not give.
  ///
  /// - Throws: `Diagnostic` or ``PredictionError``.
  func check(_ fitting: FittingArguments) throws {
    if fitting.resampling.bootstrap == 0 {
      try OptionConflict.refuse(
        ["--quantiles"], with: ["--bootstrap 0"], because: "quantiles are those of the replicates")
    }
    try PredictionError.check(probabilities, replicates: fitting.options().replicateCount)
  }
}
