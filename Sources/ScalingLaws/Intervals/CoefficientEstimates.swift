internal import Statistics

/// The coefficients of a fit and derived quantities, with the uncertainty of the draws.
struct CoefficientEstimates {
  let coefficients: [String: Estimate]
  let derived: [String: Estimate]

  /// - Parameters:
  ///   - law: The law.
  ///   - draws: Its replicates.
  ///   - bounds: The coefficients with enough replicates at their lower bound, 0, for a
  ///     one-sided interval.
  ///   - limited: The coefficients at a bound of the law, or with enough replicates there, for a one-sided
  ///     interval.
  ///   - limits: The profile upper limits of coefficients at their bound: an interval extends at
  ///     least that far.
  init(
    law: ScalingLaw, draws: LawDraws, atBound bounds: Set<String>,
    limited: [String: CoefficientBounds.Side], limits: [String: Double]
  ) {
    coefficients = Dictionary(
      uniqueKeysWithValues: law.coefficients.enumerated().map { index, symbol in
        let own: ([Double]) -> Double = { $0[index] }
        if let side = limited[symbol], let bound = law.bounds[symbol]?.bound(side) {
          let estimate =
            side == .lower
            ? draws.of(own).estimate(of: draws.values[index], atLowerBound: bound)
            : draws.of(own).estimate(of: draws.values[index], atUpperBound: bound)
          return (symbol, draws.agreeing(estimate, own))
        }
        var estimate =
          bounds.contains(symbol)
          ? draws.of(own).estimate(of: draws.values[index], atLowerBound: 0)
          : draws.of(own).estimate(of: draws.values[index])
        if let limit = limits[symbol], let upper = estimate.interval?.upper,
          estimate.interval?.isOneSided == true
        {
          estimate.interval?.upper = max(upper, limit)
        }
        return (symbol, draws.agreeing(estimate, own))
      })
    guard let optimum = ComputeOptimum(law) else {
      derived = [:]
      return
    }
    let phrase = "have an exponent that is not positive, hence no compute optimum"
    derived = [
      "a": draws.estimate(orElse: phrase) { optimum.exponents($0).a },
      "b": draws.estimate(orElse: phrase) { optimum.exponents($0).b },
    ]
  }
}
