internal import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The fits of several laws to the same runs, and their forecasts of the larger runs from the smaller.
struct EnsembleEvidence: Sendable {
  /// The laws, fitted to all runs.
  let fits: [LawCovariance]
  /// The forecasts at each cut-off.
  let trials: [Trial]
  /// k in C = k·N·D.
  let flopPerParameterToken: Double
  /// The range of the runs.
  let range: RunRange
  /// The number of runs.
  let runCount: Int

  /// The forecasts of the runs beyond one cut-off.
  struct Trial: Sendable {
    /// The quantile of C.
    let quantile: Double
    /// log L of the runs beyond.
    let logLosses: [Double]
    /// Those of each law, one per run; `nil` if it could not be fitted.
    let forecasts: [[LawForecast]?]
  }
}

extension EnsembleEvidence.Trial {
  /// The errors z = (log L − log L̂)/s of each law; `nil` if it could not be fitted, or is undefined at a run.
  func errors(_ discrepancy: Discrepancy) -> [[Double]?] {
    forecasts.map { forecasts in
      let errors = forecasts.map {
        zip(logLosses, $0).map { ($0 - $1.center) / $1.scale(discrepancy) }
      }
      return errors?.allSatisfy(\.isFinite) == true ? errors : nil
    }
  }

  /// The mean log score of each law; `nil` where it has no ``errors(_:)``.
  func scores(_ discrepancy: Discrepancy) -> [Double?] {
    let distribution = StudentT(degreesOfFreedom: discrepancy.degreesOfFreedom)
    return zip(forecasts, errors(discrepancy)).map { forecasts, errors in
      guard let forecasts, let errors else { return nil }
      let scores = zip(forecasts, errors).map {
        max(Self.lowest, distribution.logDensity($1) - log($0.scale(discrepancy)))
      }
      return scores.reduce(0, +) / Double(scores.count)
    }
  }

  /// The lowest score of one forecast, so that no single run decides.
  private static let lowest = -6.0
}

extension LossEnsemble {
  /// The ensemble that the evidence gives with a discrepancy.
  init(_ evidence: EnsembleEvidence, discrepancy: Discrepancy) {
    let scores = evidence.trials.map { $0.scores(discrepancy) }
    let weights = Self.weights(
      scores, count: evidence.fits.count, skill: discrepancy.skill)
    self.init(
      members: evidence.fits.indices.map { law in
        Member(
          fit: evidence.fits[law], weight: weights[law], scores: scores.compactMap { $0[law] })
      },
      discrepancy: discrepancy, flopPerParameterToken: evidence.flopPerParameterToken,
      range: evidence.range, runCount: evidence.runCount,
      rollout: InnerRollout(evidence.trials, weights: weights, discrepancy: discrepancy))
  }

  /// The weight of each law; one without a score at a cut-off counts as the worst there.
  private static func weights(_ scores: [[Double?]], count: Int, skill: Double) -> [Double] {
    let totals = (0..<count).map { law in
      scores.reduce(0.0) { sum, scores in
        sum + (scores[law] ?? scores.compactMap { $0 }.min() ?? 0)
      }
    }
    let best = totals.max() ?? 0
    let weights = totals.map { exp(skill * ($0 - best)) }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }
}

extension InnerRollout {
  /// The size of the laws' weighted errors over all cut-offs; `nil` without any.
  init?(_ trials: [EnsembleEvidence.Trial], weights: [Double], discrepancy: Discrepancy) {
    var (used, count) = ([Double](), 0)
    var weighted: [(error: Double, weight: Double)] = []
    for trial in trials {
      let errors = trial.errors(discrepancy)
      guard errors.contains(where: { $0 != nil }) else { continue }
      used.append(trial.quantile)
      count += trial.logLosses.count
      for (weight, errors) in zip(weights, errors) {
        weighted += (errors ?? []).map { ($0, weight) }
      }
    }
    let total = weighted.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return nil }
    var (large, below) = (0.0, 0.0)
    for (error, weight) in weighted.sorted(by: { abs($0.error) < abs($1.error) }) {
      large = abs(error)
      below += weight
      if below >= Self.largeShare * total { break }
    }
    let usual = StudentT(degreesOfFreedom: discrepancy.degreesOfFreedom)
      .quantile((1 + Self.largeShare) / 2)
    self.init(
      quantiles: used, count: count,
      meanError: weighted.reduce(0) { $0 + $1.error * $1.weight } / total,
      largeError: large / usual)
  }
}
