internal import LeastSquares

/// How far the terms that a fit leaves at zero may be from it.
///
/// Where an amplitude is at its bound, so it is in most replicates, which then say what the other
/// coefficients are without the term. Whether the runs say so is another question: over little range a
/// constant and a small exponent look alike. The profile of the amplitude answers it: the largest
/// amplitude at which the objective, the other coefficients refitted, rises by one standard error.
struct OffBound<Problem: LawProblem> {
  let problem: Problem
  let objective: Problem.Points
  /// The minimiser of one refit.
  let minimizer: NewtonMinimizer
  let deviance: Deviance
  /// θ at the minimum, and the objective there.
  let theta: [Double]
  let value: Double

  /// An exponent as scaling laws have it, for a term that is at zero and says nothing about its own.
  private static var usualExponent: Double { 0.3 }

  /// The fit with an amplitude as far from its bound as the runs allow.
  ///
  /// - Parameters:
  ///   - symbol: The amplitude.
  ///   - largest: The largest rise of the objective in units of chance.
  /// - Returns: The fit; `nil` where they allow none that a refit reaches.
  func fit(moving symbol: String, largest: Double) -> Minimum? {
    guard let place = problem.symbols.firstIndex(of: symbol) else { return nil }
    var start = theta
    let exponents = (problem.law.terms ?? []).filter { $0.amplitude == symbol }
      .flatMap(\.factors).compactMap { problem.symbols.firstIndex(of: $0.exponent) }
    for exponent in exponents { start[exponent] = Self.usualExponent }
    let held = [place] + exponents

    var allowed: Minimum?
    var (least, step) = (start[place], 1.0)
    // Away from the bound by ever longer steps, then back by halves.
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

  /// The fit with the amplitude at `amplitude`; `nil` where it is not as good.
  private func refit(from start: [Double], _ held: [Int], _ amplitude: Double, _ largest: Double)
    -> Minimum?
  {
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
