internal import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The terms of a sum with non-negative amplitudes, with their maximum contribution.
struct BoundedTerms {
  private let law: ScalingLaw
  private let terms: [Term]
  /// The minimum of the fitted quantity.
  private let least: Double

  /// A term by the index of its amplitude, and for each factor the exponent with the minimum and maximum
  /// of multiplier · log x over the runs.
  private struct Term {
    let amplitude: Int
    let factors: [(exponent: Exponent, lower: Double, upper: Double)]
  }

  /// An exponent, by its index among the coefficients unless it is fixed.
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

  /// A term that contributes less than this fraction of the loss to every run counts as zero.
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

  /// The amplitudes without a lower end: at least a share `tail` of the replicates is at zero.
  ///
  /// - Parameters:
  ///   - draws: The coefficients of the replicates.
  ///   - tail: The tail probability of an interval.
  ///   - certificate: That of the fit; its coefficients at a bound are included.
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
      .subtracting(certificate.boundsReached.keys)
  }

  private func isNegligible(_ term: Term, _ values: [Double]) -> Bool {
    // The maximum of the term over the bounding box of the runs.
    let power = term.factors.reduce(0) { sum, factor in
      let exponent = factor.exponent.value(values)
      return sum + max(exponent * factor.lower, exponent * factor.upper)
    }
    return values[term.amplitude] * exp(power) < Self.negligibleShare * least
  }
}
