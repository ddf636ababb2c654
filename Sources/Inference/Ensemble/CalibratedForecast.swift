internal import ScalingLaws
public import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The loss of a new run with an interval that allows for laws which are only nearly true.
public struct CalibratedForecast: Sendable, Equatable {
  /// The median, with a central interval.
  public var loss: Estimate
  /// log₁₀ of C over that of the largest run; 0 within the runs.
  public var decadesBeyond: Double
  /// Why the interval may not hold.
  public var remarks: [Remark]
}

extension LossEnsemble {
  /// The forecast at N parameters and D tokens.
  ///
  /// - Returns: `nil` if a law is undefined there.
  public func forecast(
    parameterCount: Double, tokenCount: Double, level: Double
  ) -> CalibratedForecast? {
    guard
      let distribution = distribution(parameterCount: parameterCount, tokenCount: tokenCount)
    else { return nil }
    return CalibratedForecast(
      loss: distribution.estimate(level: level),
      decadesBeyond: decadesBeyond(parameterCount: parameterCount, tokenCount: tokenCount),
      remarks: remarks(parameterCount: parameterCount, tokenCount: tokenCount))
  }

  /// log₁₀ of C over that of the largest run; 0 within the runs.
  private func decadesBeyond(parameterCount: Double, tokenCount: Double) -> Double {
    let compute = flopPerParameterToken * parameterCount * tokenCount
    // A budget read from text may differ from the largest run by rounding.
    let decades = log10(compute / range.largestCompute)
    return decades > 1e-9 ? decades : 0
  }

  /// What limits a forecast at N parameters and D tokens.
  public func remarks(parameterCount: Double, tokenCount: Double) -> [Remark] {
    let decades = decadesBeyond(parameterCount: parameterCount, tokenCount: tokenCount)
    return remarks + [tooFar(decades), unusual(tokenCount / parameterCount)].compactMap { $0 }
  }

  /// What limits all forecasts from these runs.
  public var remarks: [Remark] { [untested, tooHigh].compactMap { $0 } }

  private var untested: Remark? {
    guard isUntested else { return nil }
    let reason =
      runCount < Self.fewestRuns
      ? "\(runCount) runs are fewer than the \(Self.fewestRuns) with which they were tested"
      : "the runs do not allow a forecast of the larger from the smaller"
    return Remark(
      .untestedForecast, .warning,
      "calibrated intervals from these runs are untested: \(reason); they are "
        + "\(brief(widening)) times as wide as for tested ones",
      values: ["runs": Double(runCount), "widening": widening])
  }

  private var tooHigh: Remark? {
    guard let rollout, rollout.fallsFaster else { return nil }
    return Remark(
      .fallingFaster, .warning,
      "among the runs, the loss falls ever faster than the laws forecast, so forecasts will be too "
        + "high; calibrated intervals are \(brief(widening)) times as wide as usual",
      values: ["meanError": rollout.meanError, "widening": widening])
  }

  /// The farthest distance at which public sweeps test forecasts, decades.
  private static let farthest = 2.0

  private func tooFar(_ decades: Double) -> Remark? {
    guard decades > Self.farthest else { return nil }
    return Remark(
      .untestedForecast, .warning,
      "few sweeps test forecasts \(brief((decades * 10).rounded() / 10)) decades beyond the runs",
      values: ["decadesC": decades])
  }

  private func unusual(_ ratio: Double) -> Remark? {
    guard ratio < range.smallestRatio * (1 - 1e-9) || ratio > range.largestRatio * (1 + 1e-9)
    else { return nil }
    return Remark(
      .untestedForecast, .warning,
      "D/N = \(brief(ratio)) lies outside that of the runs, \(brief(range.smallestRatio)) to "
        + "\(brief(range.largestRatio)), where calibrated intervals hold less often",
      subjects: ["N", "D"], values: ["tokensPerParameter": ratio])
  }
}
