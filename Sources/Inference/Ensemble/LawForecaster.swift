internal import ScalingLaws

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Forecasts by one law: what all points share is computed once.
struct LawForecaster: Sendable, Equatable {
  private let center: JoinedLaw
  /// The law after a small step along each axis of the covariance, and before it.
  private let sides: [Side]
  private let deviation: Double

  private struct Side: Equatable {
    let ahead: JoinedLaw
    let behind: JoinedLaw
    /// The change of log L by one standard error along the axis, per difference of the two.
    let factor: Double
  }

  /// - Precondition: The law is one of ``EnsembleLaws/usual``.
  init(_ fit: LawCovariance) {
    func law(_ step: [Double]) -> JoinedLaw {
      JoinedLaw(fit.law, values: fit.law.moved(fit.values, by: step))
    }
    center = JoinedLaw(fit.law, values: fit.values)
    deviation = fit.deviation
    sides = fit.axes.compactMap { axis in
      let length = axis.reduce(0) { max($0, abs($1)) }
      guard length > 0 else { return nil }
      let step = 1e-5 / length
      return Side(
        ahead: law(axis.map { step * $0 }), behind: law(axis.map { -step * $0 }),
        factor: 1 / (2 * step))
    }
  }

  /// The forecast for N, D and C from runs that reach up to `edge` in C.
  ///
  /// The drop is that along constant D/N from where C is as large as that of the runs.
  func forecast(
    parameterCount: Double, tokenCount: Double, compute: Double, edge: Double
  ) -> LawForecast {
    let value = center.logLoss(parameterCount: parameterCount, tokenCount: tokenCount)
    let variance = sides.reduce(deviation * deviation) { sum, side in
      let change =
        side.factor
        * (side.ahead.logLoss(parameterCount: parameterCount, tokenCount: tokenCount)
          - side.behind.logLoss(parameterCount: parameterCount, tokenCount: tokenCount))
      return sum + change * change
    }
    guard compute > edge else { return LawForecast(center: value, variance: variance, drop: 0) }
    let back = (edge / compute).squareRoot()
    let start = center.logLoss(
      parameterCount: back * parameterCount, tokenCount: back * tokenCount)
    return LawForecast(center: value, variance: variance, drop: start - value)
  }
}
