internal import ScalingLaws
internal import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A predictive distribution of the loss beyond one law: several laws, weighted for their skill in forecasting the
/// larger of the runs from the smaller, each with a discrepancy that grows beyond the runs.
public struct LossEnsemble: Sendable, Equatable {
  /// A law of the ensemble.
  public struct Member: Sendable, Equatable {
    /// The law, fitted to all runs.
    public var fit: LawCovariance
    /// Its weight; they add up to 1.
    public var weight: Double
    /// Its mean log score at each inner cut-off at which it could be fitted, in the order of the cut-offs.
    public var scores: [Double]
  }

  /// The laws, at least one.
  public let members: [Member]
  /// The discrepancy.
  public var discrepancy: Discrepancy
  /// k in C = k·N·D.
  public var flopPerParameterToken: Double
  /// The range of the fitted runs.
  public var range: RunRange
  /// The number of fitted runs.
  public var runCount: Int
  /// The forecasts of the larger of the fitted runs from the smaller; `nil` if there are too few runs for any.
  public var rollout: InnerRollout?
  /// The forecasts of each law.
  private let forecasters: [LawForecaster]

  init(
    members: [Member], discrepancy: Discrepancy, flopPerParameterToken: Double, range: RunRange,
    runCount: Int, rollout: InnerRollout?
  ) {
    self.members = members
    self.discrepancy = discrepancy
    self.flopPerParameterToken = flopPerParameterToken
    self.range = range
    self.runCount = runCount
    self.rollout = rollout
    forecasters = members.map { LawForecaster($0.fit) }
  }

  /// The fewest runs with which forecasts were tested.
  public static let fewestRuns = 10
  /// The factor of all scales where forecasts are untested.
  private static let untestedFactor = 3.0

  /// Whether forecasts of such runs are untested: too few runs, or no forecast within them.
  public var isUntested: Bool { runCount < Self.fewestRuns || rollout == nil }

  /// The factor by which all scales are widened: the size of the errors of the forecasts within the runs, at least 1.
  public var widening: Double {
    isUntested ? Self.untestedFactor : rollout?.widening ?? 1
  }

  /// The predictive distribution of log L at N parameters and D tokens.
  ///
  /// - Returns: `nil` if a law is undefined there.
  public func distribution(parameterCount: Double, tokenCount: Double) -> PredictiveMixture? {
    let compute = flopPerParameterToken * parameterCount * tokenCount
    let parts = zip(members, forecasters).map { member, forecaster in
      let forecast = forecaster.forecast(
        parameterCount: parameterCount, tokenCount: tokenCount, compute: compute,
        edge: range.largestCompute)
      return PredictiveMixture.Component(
        weight: member.weight, center: forecast.center,
        scale: widening * forecast.scale(discrepancy))
    }
    guard parts.allSatisfy({ $0.center.isFinite && $0.scale.isFinite }) else { return nil }
    return PredictiveMixture(
      components: parts, errors: StudentT(degreesOfFreedom: discrepancy.degreesOfFreedom))
  }
}

/// The range of fitted runs.
public struct RunRange: Sendable, Equatable, Codable {
  /// The largest C, FLOP.
  public var largestCompute: Double
  /// The smallest D/N, tokens per parameter.
  public var smallestRatio: Double
  /// The largest D/N, tokens per parameter.
  public var largestRatio: Double
}
