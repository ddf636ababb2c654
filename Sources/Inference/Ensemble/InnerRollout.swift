internal import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// How well the ensemble forecast the larger of the fitted runs from the smaller.
///
/// Errors are z = (log L − log L̂)/s for each law, weighted as the laws are.
public struct InnerRollout: Sendable, Equatable, Codable {
  /// The quantiles of C of the cut-offs that could be used.
  public var quantiles: [Double]
  /// The number of forecasts over all cut-offs.
  public var count: Int
  /// The mean of z: below 0 if the forecasts were too high.
  public var meanError: Double
  /// The ``largeShare`` quantile of |z| over that of the t distribution of the errors: 1 if the scales are right.
  public var largeError: Double

  /// The share of the forecasts whose errors are compared with the t distribution: its tails are too rare among
  /// few forecasts.
  static let largeShare = 0.9
  /// The mean error below which the loss falls ever faster than the laws.
  private static let fastest = -1.5
  /// The most by which scales are widened.
  private static let widest = 6.0

  /// Whether the loss falls ever faster than the laws can follow, so that forecasts will be too high.
  public var fallsFaster: Bool { meanError < Self.fastest }

  /// The factor of all scales.
  var widening: Double { min(max(largeError, abs(meanError), 1), Self.widest) }
}
