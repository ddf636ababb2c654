#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A law's forecast of log L of a new run, without and with a discrepancy.
struct LawForecast: Sendable, Equatable {
  /// log L̂.
  let center: Double
  /// Its variance and that of a run, if the law is true.
  let variance: Double
  /// r, the further drop in log L that the law predicts beyond the runs; 0 within.
  let drop: Double

  /// The scale of log L about ``center``.
  func scale(_ discrepancy: Discrepancy) -> Double {
    (variance + discrepancy.variance(drop: drop)).squareRoot()
  }
}
