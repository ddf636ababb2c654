extension ConfidenceInterval {
  /// The score interval of a proportion with `successes` in `count` independent trials.
  ///
  ///     (p̂ + z²/2n ± z √(p̂(1 − p̂)/n + z²/4n²)) / (1 + z²/n),   z = Φ⁻¹((1 + level)/2)
  ///
  /// It stays within [0, 1], and has positive width even at 0 and n successes.
  ///
  /// - Returns: `nil` for no trials.
  /// - Precondition: 0 ≤ `successes` ≤ `count`, and `level` in (0, 1).
  ///
  /// Reference: Wilson 1927, doi:10.1080/01621459.1927.10502953.
  public init?(wilsonOf successes: Int, among count: Int, level: Double) {
    precondition(0 <= successes && successes <= count, "successes are some of the trials")
    guard count > 0 else { return nil }
    let n = Double(count)
    let share = Double(successes) / n
    let z = normalQuantile((1 + level) / 2)
    let center = share + z * z / (2 * n)
    let reach = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    // Up to rounding, the lower end is 0 without successes, and the upper end is 1 without failures.
    self.init(
      level: level, lower: successes == 0 ? 0 : max(0, (center - reach) / scale),
      upper: successes == count ? 1 : min(1, (center + reach) / scale), method: .wilson)
  }
}
