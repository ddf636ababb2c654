/// The coefficients at one of the bounds that the law gives them, in the fit or in many of its replicates.
struct LimitedCoefficients {
  /// The bound at which each is, or which many of its replicates reach.
  let sides: [String: CoefficientBounds.Side]
  /// Those at their bound in the fit itself.
  let reached: [String: CoefficientBounds.Side]
  /// The share of the replicates of the others that are at their bound.
  let shares: [String: Double]

  /// - Parameters:
  ///   - law: The law.
  ///   - draws: The coefficients of the replicates.
  ///   - tail: The share of replicates at a bound from which on an interval has no end there: the tail
  ///     probability of an interval.
  ///   - certificate: That of the fit.
  init(law: ScalingLaw, draws: [[Double]], tail: Double, certificate: FitCertificate) {
    reached = certificate.boundsReached
    var sides = certificate.boundsReached
    var shares: [String: Double] = [:]
    for (place, symbol) in law.coefficients.enumerated() {
      guard let bounds = law.bounds[symbol], sides[symbol] == nil, !draws.isEmpty else { continue }
      let found = draws.compactMap { bounds.side(of: $0[place]) }
      let lower = found.count { $0 == .lower }
      let side = 2 * lower >= found.count ? CoefficientBounds.Side.lower : .upper
      let count = side == .lower ? lower : found.count - lower
      guard count > 0, Double(count) >= tail * Double(draws.count) else { continue }
      sides[symbol] = side
      shares[symbol] = Double(count) / Double(draws.count)
    }
    self.sides = sides
    self.shares = shares
  }

  /// None, for a fit whose law has no bounds.
  init() {
    (sides, reached, shares) = ([:], [:], [:])
  }
}
