internal import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The terms of a sum whose amplitudes cannot fall below 0, and how much they add at most.
struct BoundedTerms {
  private let law: ScalingLaw
  private let terms: [Term]
  /// The least of what the law is of.
  private let least: Double

  /// A term by the place of its amplitude, and for each factor the exponent with the least and the greatest
  /// of multiplier · log x over the runs.
  private struct Term {
    let amplitude: Int
    let factors: [(exponent: Exponent, lower: Double, upper: Double)]
  }

  /// An exponent, by its place among the coefficients where it is not fixed.
  private enum Exponent {
    case fitted(Int)
    case fixed(Double)

    func value(_ values: [Double]) -> Double {
      switch self {
      case .fitted(let place): values[place]
      case .fixed(let value): value
      }
    }
  }

  /// A term that adds less than this share of the loss to every run is at zero.
  private static let negligibleShare = 1e-9

  init(law: ScalingLaw, runs: RunTable, rows: [Int]) {
    self.law = law
    least = rows.reduce(Double.infinity) { min($0, runs.loss[$1]) }
    let bounded = (law.hasTransformedResponse ? [] : law.terms ?? []).filter {
      law.fixed[$0.amplitude] == nil && law.domains[$0.amplitude] == .positive
    }
    terms = bounded.map { term in
      Term(
        amplitude: law.index(of: term.amplitude),
        factors: term.factors.map { factor in
          let values = runs.values(of: factor.variable)
          let logarithms = rows.map { factor.multiplier * log(values[$0]) }
          return (
            law.fixed[factor.exponent].map { .fixed($0) }
              ?? .fitted(law.index(of: factor.exponent)), logarithms.min() ?? 0,
            logarithms.max() ?? 0
          )
        })
    }
  }

  /// The amplitudes of which the replicates give no lower end: at least a share `tail` of them is at zero.
  ///
  /// - Parameters:
  ///   - draws: The coefficients of the replicates.
  ///   - tail: The share of an interval's level on each side.
  ///   - certificate: That of the fit; what it has at a bound is among them.
  /// - Returns: The symbols.
  /// - Complexity: O(replicates · terms).
  func amplitudes(
    atBoundIn draws: [[Double]], tail: Double, knownAtBound certificate: FitCertificate
  ) -> Set<String> {
    let found = terms.filter { term in
      let count = draws.count { isNegligible(term, $0) }
      return count > 0 && Double(count) >= tail * Double(draws.count)
    }.map { law.coefficients[$0.amplitude] }
    return Set(found).union(certificate.coefficientsAtBound)
  }

  private func isNegligible(_ term: Term, _ values: [Double]) -> Bool {
    // The largest that the term can be over the box of the runs.
    let power = term.factors.reduce(0) { sum, factor in
      let exponent = factor.exponent.value(values)
      return sum + max(exponent * factor.lower, exponent * factor.upper)
    }
    return values[term.amplitude] * exp(power) < Self.negligibleShare * least
  }
}
