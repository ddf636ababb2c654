public import Statistics

/// The replicates of a fitted law, from which those of everything computed from it follow.
///
/// Nothing else turns refits into an interval. It has none where
/// - no refits were made, or the runs leave nothing to judge them by;
/// - the figure depends on a direction of the coefficients that the runs do not determine;
/// - fewer than nine in ten replicates could be refitted and have the figure;
/// - another fit that the runs allow gives a figure outside it: an equally good minimum, or one with a
///   term off the bound at which the replicates leave it.
public struct LawDraws: Sendable {
  /// θ: the point estimates, in the order of the law.
  let values: [Double]
  /// The coefficients of the refits that did not fail.
  let refits: [[Double]]
  /// How many failed.
  let failed: Int
  /// The level of the intervals.
  let level: Double
  /// Why the refits say nothing about the uncertainty; `nil` where they do.
  let absence: String?
  /// Directions in which the coefficients are not determined, in the order of the law.
  let directions: [[Double]]
  /// What is said where a figure depends on one of them.
  let undeterminedText: String
  /// Other fits that the runs allow: minima that are equally good, and fits off a bound.
  let rivals: [Rival]

  /// A fit beside the best, whose figures an interval must hold.
  struct Rival: Sendable {
    /// Its coefficients, in the order of the law.
    let values: [Double]
    /// What it is, as in `another minimum that is equally good`.
    let name: String
  }

  /// The replicates of a function of the coefficients.
  ///
  /// - Parameters:
  ///   - phrase: What is the matter with a replicate of which it has no value, as in
  ///     `have no compute optimum`.
  ///   - function: The function; NaN where it has no value.
  /// - Returns: A value for each replicate, those that failed last.
  public func of(
    orElse phrase: String = "are not defined", _ function: ([Double]) -> Double
  ) -> Draws {
    if let reason = withheld(from: function) { return .none(because: reason) }
    return Draws(
      refits.map(function), level: level, orElse: phrase, failed: failed,
      failure: "could not be refitted")
  }

  /// The estimate of a function of the coefficients; see ``of(orElse:_:)``.
  public func estimate(
    orElse phrase: String = "are not defined", _ function: ([Double]) -> Double
  ) -> Estimate {
    agreeing(of(orElse: phrase, function).estimate(of: function(values)), function)
  }

  /// The estimate without its interval where another fit that the runs allow lies outside it.
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

  /// Why a function of the coefficients has no interval, whatever its replicates; `nil` where they decide.
  public func withheld(from function: ([Double]) -> Double) -> String? {
    absence ?? (directions.contains { depends(function, on: $0) } ? undeterminedText : nil)
  }

  /// Whether a function changes along a direction, by more than rounding, to first order.
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
func brief(_ value: Double) -> String {
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
