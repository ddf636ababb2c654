package import Inference

extension CalibrationDocument {
  /// A calibration, and the tables that were left out of it.
  package init(_ calibration: Calibration, leftOut: [(name: String, reason: String)]) {
    let tuned = calibration.tunedScales()
    let isAlone = tuned.count < 2
    level = calibration.level
    discrepancy = DiscrepancyRecord(calibration.discrepancy)
    sweeps = calibration.trials.map {
      Sweep(
        name: $0.name, group: $0.group, runs: $0.runCount, cutoffs: $0.cutoffCount,
        tunedScale: Nullable(isAlone ? nil : tuned[$0.group]))
    }
    self.leftOut = leftOut.map { LeftOut(name: $0.name, reason: $0.reason) }
    let forecasters: [(String, Calibration.Forecaster)] =
      [("ensemble", .ensemble)] + (isAlone ? [] : [("ensemble-tuned", .tuned)])
      + calibration.laws.map { ($0, .law($0)) }
    scores = forecasters.flatMap { name, forecaster in
      let outcomes = calibration.outcomes(of: forecaster, tuned: tuned)
      return [false, true].flatMap { unmarkedOnly in
        Calibration.distances.compactMap { distance in
          CalibrationScore(outcomes, level: calibration.level) {
            distance.from <= $0.decadesBeyond && $0.decadesBeyond < distance.to
              && !(unmarkedOnly && $0.isMarked)
          }.map {
            Score($0, forecaster: name, distance: distance, unmarkedOnly: unmarkedOnly)
          }
        }
      }
    }
  }
}

extension CalibrationDocument.Score {
  fileprivate init(
    _ score: CalibrationScore, forecaster: String, distance: (from: Double, to: Double),
    unmarkedOnly: Bool
  ) {
    self.forecaster = forecaster
    decadesFrom = distance.from
    decadesTo = Nullable(finite(distance.to))
    self.unmarkedOnly = unmarkedOnly
    sweeps = score.sweeps
    groups = score.groups
    forecasts = score.forecasts
    hitRate = score.hitRate
    medianWidth = score.medianWidth
    intervalScore = score.intervalScore
    medianError = score.medianError
  }
}
