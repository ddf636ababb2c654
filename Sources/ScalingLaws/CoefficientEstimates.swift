internal import Statistics

/// The coefficients of a fit, and what follows from them alone, with the uncertainty of the draws.
struct CoefficientEstimates {
  let coefficients: [String: Estimate]
  let derived: [String: Estimate]

  init(
    law: ScalingLaw, values: [Double], draws: [[Double]], replicateCount: Int, level: Double
  ) {
    let reason =
      replicateCount == 0
      ? "no bootstrap was asked for"
      : "\(replicateCount - draws.count) of \(replicateCount) replicates failed"
    coefficients = Dictionary(
      uniqueKeysWithValues: law.coefficients.enumerated().map { index, symbol in
        let own = draws.map { $0[index] }
        return (symbol, Estimate(value: values[index], draws: own, level: level, reason: reason))
      })
    guard let optimum = ComputeOptimum(law) else {
      derived = [:]
      return
    }
    let exponents = draws.map(optimum.exponents)
    let point = optimum.exponents(values)
    derived = [
      "a": Estimate(value: point.a, draws: exponents.map(\.a), level: level, reason: reason),
      "b": Estimate(value: point.b, draws: exponents.map(\.b), level: level, reason: reason),
    ]
  }
}
