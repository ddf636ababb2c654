public import Statistics

/// The replicates of a fitted law, from which those of all derived figures are computed.
///
/// Nothing else turns refits into an interval. There is no interval if
/// - no refits were made, or the runs leave no degrees of freedom;
/// - the figure depends on a direction of the coefficients that the runs do not determine;
/// - fewer than nine in ten replicates could be refitted and have the figure;
/// - another fit consistent with the runs gives a figure outside it: an equally good minimum, or one with a
///   term off the bound at which the replicates have it.
public struct LawDraws: Sendable {
  /// θ: the point estimates, in the order of the law.
  let values: [Double]
  /// The coefficients of the refits that did not fail.
  let refits: [[Double]]
  /// The number that failed.
  let failed: Int
  /// The level of the intervals.
  let level: Double
  /// The factor by which the replicates of every figure deviate more from it than those of the refits; see
  /// ``BootstrapSummary/widening``.
  public let widening: Double
  /// Why the refits carry no information about the uncertainty; `nil` if they do.
  let absence: String?
  /// Directions in which the coefficients are undetermined, in the order of the law.
  let directions: [[Double]]
  /// The reason given if a figure depends on one of them.
  let undeterminedText: String
  /// Other fits consistent with the runs: equally good minima, and fits off a bound.
  let rivals: [Rival]
  /// How an interval is read from the replicates.
  let reading: Reading

  /// A way of reading an interval from replicates.
  enum Reading: Sendable {
    /// Their quantiles.
    case percentile
    /// Their quantiles at levels corrected for bias and acceleration, with the coefficients of a jackknife.
    case accelerated([[Double]])
    /// The quantiles of the figure's linear part, along the axes of a distribution in which each replicate has
    /// one score per axis.
    case wald(WaldBasis, scores: [[Double]])
  }

  /// An alternative fit, whose figures an interval must contain.
  struct Rival: Sendable {
    /// Its coefficients, in the order of the law.
    let values: [Double]
    /// Its description, as in `another equally good minimum`.
    let name: String
  }

  /// The replicates of a function of the coefficients.
  ///
  /// - Parameters:
  ///   - phrase: The reason if the function is undefined for a replicate, as in
  ///     `have no compute optimum`.
  ///   - function: The function; NaN if undefined.
  /// - Returns: One value per replicate, failed ones last.
  public func of(
    orElse phrase: String = "are not defined", _ function: ([Double]) -> Double
  ) -> Draws {
    if let reason = withheld(from: function) { return .none(because: reason) }
    switch reading {
    case .percentile, .accelerated:
      let draws = Draws(
        refits.map(function), level: level, orElse: phrase, failed: failed,
        failure: "could not be refitted"
      ).widened(by: widening, about: widening == 1 ? .nan : function(values))
      guard case .accelerated(let jackknife) = reading else { return draws }
      return draws.accelerated(by: jackknife.map(function))
    case .wald(let basis, let scores):
      return Draws(
        basis.linearised(function, at: values, scores: scores, coefficients: refits)
          ?? refits.map(function),
        level: level, method: .waldT, orElse: phrase)
    }
  }

  /// Whether intervals are the quantiles of any figure's replicates.
  public var arePercentiles: Bool {
    if case .percentile = reading { true } else { false }
  }

  /// The estimate of a function of the coefficients; see ``of(orElse:_:)``.
  public func estimate(
    orElse phrase: String = "are not defined", _ function: ([Double]) -> Double
  ) -> Estimate {
    agreeing(of(orElse: phrase, function).estimate(of: function(values)), function)
  }

  /// The estimate, without its interval if another fit consistent with the runs lies outside it.
  public func agreeing(_ estimate: Estimate, _ function: ([Double]) -> Double) -> Estimate {
    guard let interval = estimate.interval else { return estimate }
    for rival in rivals {
      let other = function(rival.values)
      if !(interval.lower <= other && other <= interval.upper) {
        return .missing(estimate.value, because: "\(rival.name) gives \(brief(other))")
      }
    }
    return estimate
  }

  /// Why a function of the coefficients has no interval, whatever its replicates; `nil` if they decide.
  public func withheld(from function: ([Double]) -> Double) -> String? {
    absence ?? (directions.contains { depends(function, on: $0) } ? undeterminedText : nil)
  }

  /// Whether a function changes along a direction to first order, beyond rounding.
  private func depends(_ function: ([Double]) -> Double, on direction: [Double]) -> Bool {
    let step = 1e-4
    let ahead = function(zip(values, direction).map { $0 + step * $1 })
    let behind = function(zip(values, direction).map { $0 - step * $1 })
    let value = function(values)
    guard ahead.isFinite, behind.isFinite, value.isFinite else { return true }
    return abs(ahead - behind) > 1e-6 * step * max(abs(value), .leastNormalMagnitude)
  }
}

/// A number for a sentence, to four significant digits.
package func brief(_ value: Double) -> String {
  guard value.isFinite, value != 0 else { return "\(value)" }
  var exponent = 0
  var scaled = abs(value)
  while scaled >= 10 { (scaled, exponent) = (scaled / 10, exponent + 1) }
  while scaled < 1 { (scaled, exponent) = (scaled * 10, exponent - 1) }
  let digits = (scaled * 1000).rounded() / 1000
  let sign = value < 0 ? "-" : ""
  switch exponent {
  case -3...5:
    var power = 1.0
    for _ in 0..<abs(3 - exponent) { power *= 10 }
    let rounded =
      exponent <= 3
      ? (abs(value) * power).rounded() / power : (abs(value) / power).rounded() * power
    return sign + compact(rounded)
  default:
    return "\(sign)\(compact(digits))e\(exponent)"
  }
}
