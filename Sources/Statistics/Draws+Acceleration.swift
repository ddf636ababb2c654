#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension Draws {
  /// The probabilities whose quantiles are the ends of the interval.
  ///
  /// Without a jackknife they are (1 ∓ level)/2. With one they are corrected for the bias z₀, the normal
  /// quantile of the share of draws below the estimate, and for the acceleration a, the skewness of the
  /// jackknife values over 6√m:
  ///
  ///     Φ(z₀ + (z₀ + z)/(1 − a(z₀ + z)))
  ///
  /// Reference: Efron 1987, doi:10.1080/01621459.1987.10478410.
  ///
  /// - Parameters:
  ///   - value: The estimate.
  ///   - sorted: The defined draws, ascending.
  /// - Returns: The probabilities of the lower and the upper end.
  func ends(of value: Double, sorted: [Double]) -> (lower: Double, upper: Double) {
    let plain = (lower: (1 - level) / 2, upper: (1 + level) / 2)
    guard method == .bootstrapAccelerated else { return plain }
    // A tie counts half.
    let below = Double(sorted.count { $0 < value }) + Double(sorted.count { $0 == value }) / 2
    let share = below / Double(sorted.count)
    guard share > 0, share < 1 else { return plain }
    let bias = normalQuantile(share)
    let acceleration = acceleration
    func corrected(_ probability: Double) -> Double {
      let shifted = bias + normalQuantile(probability)
      let slope = 1 - acceleration * shifted
      // Beyond the pole the end is the last draw.
      guard slope > 0 else { return shifted > 0 ? 1 : 0 }
      return normalProbability(bias + shifted / slope)
    }
    return (corrected(plain.lower), corrected(plain.upper))
  }

  /// Σ d³ / 6(Σ d²)^1.5 over the deviations d of the jackknife values from their mean, with the sign of
  /// influences; 0 where they do not vary.
  private var acceleration: Double {
    let defined = jackknife.filter(\.isFinite)
    let mean = defined.reduce(0, +) / Double(max(defined.count, 1))
    let scale = defined.reduce(0) { max($0, abs($1 - mean)) }
    guard scale > 0 else { return 0 }
    let deviations = defined.map { (mean - $0) / scale }
    let squares = deviations.reduce(0) { $0 + $1 * $1 }
    return deviations.reduce(0) { $0 + $1 * $1 * $1 } / (6 * squares * squares.squareRoot())
  }
}

/// The distribution function Φ of the standard normal distribution.
func normalProbability(_ z: Double) -> Double {
  erfc(-z / 2.0.squareRoot()) / 2
}
