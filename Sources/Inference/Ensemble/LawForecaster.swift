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
    let variance = changes(parameterCount: parameterCount, tokenCount: tokenCount)
      .reduce(deviation * deviation) { $0 + $1 * $1 }
    guard compute > edge else { return LawForecast(center: value, variance: variance, drop: 0) }
    let back = (edge / compute).squareRoot()
    let start = center.logLoss(
      parameterCount: back * parameterCount, tokenCount: back * tokenCount)
    return LawForecast(center: value, variance: variance, drop: start - value)
  }

  /// The forecast of coefficients that are moved by so many standard errors along each axis: only runs scatter about it.
  func forecast(
    parameterCount: Double, tokenCount: Double, compute: Double, edge: Double,
    moved scores: [Double]
  ) -> LawForecast {
    func value(_ scale: Double) -> Double {
      let (size, tokens) = (scale * parameterCount, scale * tokenCount)
      return zip(changes(parameterCount: size, tokenCount: tokens), scores)
        .reduce(center.logLoss(parameterCount: size, tokenCount: tokens)) { $0 + $1.0 * $1.1 }
    }
    let end = value(1)
    return LawForecast(
      center: end, variance: deviation * deviation,
      drop: compute > edge ? value((edge / compute).squareRoot()) - end : 0)
  }

  /// The change of log L by one standard error along each axis.
  func changes(parameterCount: Double, tokenCount: Double) -> [Double] {
    sides.map { side in
      side.factor
        * (side.ahead.logLoss(parameterCount: parameterCount, tokenCount: tokenCount)
          - side.behind.logLoss(parameterCount: parameterCount, tokenCount: tokenCount))
    }
  }

  /// The compute optimum of the coefficients, moved by so many standard errors along each axis to first order.
  ///
  /// Far along an axis that the runs hardly determine, the laws themselves are of no use.
  func optimum(moved scores: [Double]) -> JoinedOptimum {
    zip(sides, scores).reduce(JoinedOptimum(center)) { optimum, axis in
      let (ahead, behind) = (JoinedOptimum(axis.0.ahead), JoinedOptimum(axis.0.behind))
      return optimum.moved(from: behind, to: ahead, times: axis.0.factor * axis.1)
    }
  }

  /// The number of axes.
  var axisCount: Int { sides.count }
}
