internal import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A forecast of a run beyond a cut-off, compared with its loss.
public struct ForecastOutcome: Sendable, Equatable {
  /// log₁₀ of C over the largest C of the runs that were fitted.
  public var decadesBeyond: Double
  /// log L̂ − log L.
  public var error: Double
  /// The width of the interval of log L.
  public var width: Double
  /// How far log L is outside of the interval; 0 if it is inside.
  public var miss: Double
  /// Whether the forecast was marked: untested, or too high.
  public var isMarked: Bool

  /// Whether the interval held.
  public var isHit: Bool { miss == 0 }

  /// The interval score, which rewards narrow intervals that hold.
  ///
  /// Reference: Gneiting and Raftery 2007, §6.2, doi:10.1198/016214506000001437.
  public func intervalScore(level: Double) -> Double { width + 2 / (1 - level) * miss }

  /// The outcome of an estimate with an interval; `nil` without one, or if it is not positive.
  init?(_ estimate: Estimate, loss: Double, decadesBeyond: Double, isMarked: Bool = false) {
    guard let interval = estimate.interval, interval.lower > 0, interval.upper.isFinite else {
      return nil
    }
    self.decadesBeyond = decadesBeyond
    self.isMarked = isMarked
    error = log(estimate.value / loss)
    width = log(interval.upper / interval.lower)
    miss = max(0, log(interval.lower / loss), log(loss / interval.upper))
  }
}
