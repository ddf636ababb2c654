/// How often intervals of forecasts held on many sweeps, by distance beyond the runs that were fitted.
public struct Calibration: Sendable {
  /// The sweeps.
  public var trials: [CalibrationTrial]
  /// The discrepancy of the ensemble.
  public var discrepancy: Discrepancy
  /// The nominal level of the intervals.
  public var level: Double
  /// The single laws that the ensemble is compared with, by name.
  public var laws: [String]

  /// What forecasts.
  public enum Forecaster: Sendable, Equatable {
    /// The ensemble.
    case ensemble
    /// The ensemble, each sweep with the discrepancy that suits the other groups best.
    case tuned
    /// A single law with its own bootstrap intervals.
    case law(String)
  }

  /// A calibration from trials.
  public init(
    trials: [CalibrationTrial], discrepancy: Discrepancy, level: Double, laws: [String]
  ) {
    self.trials = trials
    self.discrepancy = discrepancy
    self.level = level
    self.laws = laws
  }

  /// The distances of the table in decades of C, each from one end up to the other.
  public static let distances: [(from: Double, to: Double)] = [
    (0, 0.5), (0.5, 1), (1, 2), (2, .infinity),
  ]

  /// The values of τ among which each group's is chosen from the others'.
  private static let scales = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6]

  /// The τ with the lowest mean interval score on all groups but each one, by group.
  public func tunedScales() -> [String: Double] {
    let groups = Set(trials.map(\.group))
    // Every forecast is scored once for each τ; the groups are left out afterwards.
    let scored = Self.scales.map { scale in
      var other = discrepancy
      other.scale = scale
      return (scale, trials.map { ($0.group, $0.outcomes(other, level: level)) })
    }
    return Dictionary(
      uniqueKeysWithValues: groups.map { group in
        let best = scored.min { score($0.1, without: group) < score($1.1, without: group) }
        return (group, best?.0 ?? discrepancy.scale)
      })
  }

  /// The mean over the distances up to two decades of the interval score, without one group.
  private func score(
    _ outcomes: [(String, [ForecastOutcome])], without group: String
  ) -> Double {
    let others = outcomes.filter { $0.0 != group }
    let scores = Self.distances.prefix(3).compactMap { distance in
      CalibrationScore(others, level: level) {
        distance.from <= $0.decadesBeyond && $0.decadesBeyond < distance.to
      }?.intervalScore
    }
    return scores.isEmpty ? .infinity : scores.reduce(0, +) / Double(scores.count)
  }

  /// The outcomes of a forecaster on every sweep, with the group of each.
  public func outcomes(
    of forecaster: Forecaster, tuned scales: [String: Double] = [:]
  ) -> [(group: String, outcomes: [ForecastOutcome])] {
    trials.map { trial in
      switch forecaster {
      case .ensemble: return (trial.group, trial.outcomes(discrepancy, level: level))
      case .tuned:
        var own = discrepancy
        own.scale = scales[trial.group] ?? discrepancy.scale
        return (trial.group, trial.outcomes(own, level: level))
      case .law(let name): return (trial.group, trial.outcomes(ofLaw: name))
      }
    }
  }
}
