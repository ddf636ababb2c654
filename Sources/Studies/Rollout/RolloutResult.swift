public import ScalingLaws
internal import TrainingRuns

/// The result of a rollout.
public struct RolloutResult: Sendable {
  /// The name of the runs.
  public var dataset: String
  /// The law.
  public var law: ScalingLaw
  /// The unit of the loss.
  public var lossUnit: String
  /// The predicted quantity.
  public var predicted: PredictedQuantity
  /// The number of runs.
  public var runCount: Int
  /// Whether rules drop the highest rows before each fit.
  public var dropsHighest: Bool
  /// The software and settings of the fits.
  public var options: FitOptions
  /// The software and settings.
  public var provenance: Provenance
  /// The cut-offs, in the order of their quantiles.
  public var cutoffs: [RolloutCutoff]

  init(
    _ runs: RunTable, options: FitOptions, provenance: Provenance, cutoffs: [RolloutCutoff]
  ) {
    dataset = runs.name
    law = options.law
    lossUnit = runs.lossUnit
    predicted = PredictedQuantity(law: options.law, metric: runs.metric, unit: runs.lossUnit)
    runCount = runs.count
    dropsHighest = !runs.dropRules.isEmpty
    self.options = options
    self.provenance = provenance
    self.cutoffs = cutoffs
  }

  /// The forecasts of all cut-offs.
  ///
  /// A run beyond several cut-offs occurs once for each, predicted from different runs.
  public var forecasts: [RolloutForecast] { cutoffs.flatMap { $0.trial?.forecasts ?? [] } }

  /// The better direction of the predicted quantity, from the first fit.
  public var direction: Direction { cutoffs.compactMap(\.trial).first?.fit.direction ?? .lower }

  /// The scores of every predictor on some of the forecasts.
  ///
  /// - Parameters:
  ///   - forecasts: The forecasts.
  ///   - bin: The range of distances; `nil` for all.
  /// - Returns: One score per predictor; none without forecasts.
  public func scores(of forecasts: [RolloutForecast], in bin: DistanceBin? = nil) -> [RolloutScore]
  {
    let chosen = forecasts.filter { bin?.contains($0.decadesBeyond) ?? true }
    return RolloutPredictor.allCases.compactMap {
      RolloutScore($0, of: chosen, level: options.level)
    }
  }
}
