internal import LeastSquares

/// How far terms at zero may be from it.
///
/// If an amplitude is at its bound, it is so in most replicates, which then show what the other
/// coefficients are without the term. Whether the runs support that is another question: over a small range, a
/// constant and a small exponent look alike. The profile of the amplitude answers it: the largest
/// amplitude at which the objective, with the other coefficients refitted, rises by one standard error.
struct OffBound<Problem: LawProblem> {
  let problem: Problem
  let objective: Problem.Points
  /// The minimiser of one refit.
  let minimizer: NewtonMinimizer
  let deviance: Deviance
  /// θ at the minimum, and the objective there.
  let theta: [Double]
  let value: Double

  /// A typical scaling exponent, for a term at zero, whose own is undetermined.
  private static var usualExponent: Double { 0.3 }

  /// The fit with an amplitude as far from its bound as the runs allow.
  ///
  /// - Parameters:
  ///   - symbol: The amplitude.
  ///   - largest: The maximum rise of the objective in units of sampling noise.
  /// - Returns: The fit; `nil` if no refit reaches one.
  func fit(moving symbol: String, largest: Double) -> Minimum? {
    guard let place = problem.symbols.firstIndex(of: symbol) else { return nil }
    var start = theta
    let exponents = (problem.law.terms ?? []).filter { $0.amplitude == symbol }
      .flatMap(\.factors).compactMap { problem.symbols.firstIndex(of: $0.exponent) }
    for exponent in exponents { start[exponent] = Self.usualExponent }
    let held = [place] + exponents

    var allowed: Minimum?
    var (least, step) = (start[place], 1.0)
    // Move away from the bound in growing steps, then bisect.
    while step < 2000,
      let found = refit(from: allowed?.coefficients ?? start, held, least + step, largest)
    {
      allowed = found
      (least, step) = (least + step, step * 2)
    }
    while step > 0.02 {
      step /= 2
      if let found = refit(from: allowed?.coefficients ?? start, held, least + step, largest) {
        allowed = found
        least += step
      }
    }
    return allowed
  }

  /// The fit with the amplitude at `amplitude`; `nil` if it is not good enough.
  private func refit(from start: [Double], _ held: [Int], _ amplitude: Double, _ largest: Double)
    -> Minimum?
  {
    if let limits = minimizer.limits, !limits.contains(amplitude, at: held[0]) { return nil }
    var start = start
    start[held[0]] = amplitude
    var profile = HeldObjective(objective, holding: held)
    let minimum = minimizer.minimize(&profile, from: start)
    guard minimum.termination != .notFinite, minimum.value.isFinite,
      deviance.of(minimum.value - value) <= largest
    else { return nil }
    return minimum
  }
}
