internal import ScalingLaws

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

  /// The forecast for N, D and C of a law whose runs reach up to `edge` in C.
  ///
  /// The drop is that along constant D/N from where C is as large as that of the runs.
  init(
    _ fit: LawCovariance, parameterCount: Double, tokenCount: Double, compute: Double,
    edge: Double
  ) {
    center = fit.logLoss(at: [.parameterCount: parameterCount, .tokenCount: tokenCount])
    variance =
      fit.variance(at: [.parameterCount: parameterCount, .tokenCount: tokenCount])
      + fit.deviation * fit.deviation
    guard compute > edge else {
      drop = 0
      return
    }
    let back = (edge / compute).squareRoot()
    drop =
      fit.logLoss(at: [.parameterCount: back * parameterCount, .tokenCount: back * tokenCount])
      - center
  }

  /// The scale of log L about ``center``.
  func scale(_ discrepancy: Discrepancy) -> Double {
    (variance + discrepancy.variance(drop: drop)).squareRoot()
  }
}
