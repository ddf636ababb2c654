internal import Statistics

/// The coefficients of a fit, and what follows from them alone, with the uncertainty of the draws.
struct CoefficientEstimates {
  let coefficients: [String: Estimate]
  let derived: [String: Estimate]

  init(
    law: ScalingLaw, values: [Double], draws: [[Double]], replicateCount: Int, level: Double
  ) {
    let failed = replicateCount - draws.count
    let reason: String? =
      replicateCount == 0
      ? "no bootstrap was asked for"
      : failed > 0 ? "\(failed) of \(replicateCount) replicates failed" : nil
    coefficients = Dictionary(
      uniqueKeysWithValues: law.coefficients.enumerated().map { index, symbol in
        let own = draws.map { $0[index] }
        return (symbol, Estimate(value: values[index], draws: own, level: level, reason: reason))
      })
    guard let optimum = ComputeOptimum(law) else {
      derived = [:]
      return
    }
    let point = optimum.exponents(values)
    let defined = draws.map(optimum.exponents).filter { !$0.a.isNaN }
    let undefined = draws.count - defined.count
    func estimate(_ exponent: ((a: Double, b: Double)) -> Double) -> Estimate {
      var estimate = Estimate(
        value: exponent(point), draws: defined.map(exponent), level: level, reason: reason)
      if undefined > 0 {
        estimate.reason =
          "\(undefined) of \(draws.count) replicates have an exponent that is not positive, "
          + "hence no compute optimum"
      }
      return estimate
    }
    derived = ["a": estimate(\.a), "b": estimate(\.b)]
  }
}
