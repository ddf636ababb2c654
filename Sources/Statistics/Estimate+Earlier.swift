extension Estimate {
  /// An estimate whose uncertainty is that of `draws`; callers move to ``Draws``.
  public init(
    value: Double, draws: [Double], level: Double,
    method: ConfidenceInterval.Method = .bootstrapPercentile, reason: String? = nil
  ) {
    self =
      draws.count < 2
      ? .missing(value, because: reason ?? "there are fewer than two draws")
      : Draws(draws, level: level, method: method).estimate(of: value)
  }
}
