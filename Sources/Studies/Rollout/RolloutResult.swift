public import ScalingLaws
internal import TrainingRuns

/// What a rollout found.
public struct RolloutResult: Sendable {
  /// The name of the runs.
  public var dataset: String
  /// The law.
  public var law: ScalingLaw
  /// The unit of the loss.
  public var lossUnit: String
  /// What is predicted.
  public var predicted: PredictedQuantity
  /// The number of runs.
  public var runCount: Int
  /// Whether rules drop the highest rows before each fit.
  public var dropsHighest: Bool
  /// With what the laws were fitted.
  public var options: FitOptions
  /// With what it was made.
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
  /// A run beyond several cut-offs is among them once for each, predicted from other runs each time.
  public var forecasts: [RolloutForecast] { cutoffs.flatMap { $0.trial?.forecasts ?? [] } }

  /// Which values of what is predicted are better, by the first fit.
  public var direction: Direction { cutoffs.compactMap(\.trial).first?.fit.direction ?? .lower }

  /// The scores of every predictor on some of the forecasts.
  ///
  /// - Parameters:
  ///   - forecasts: The forecasts.
  ///   - bin: The distance of those that count; `nil` for all.
  /// - Returns: A score for each predictor; none where no forecast counts.
  public func scores(of forecasts: [RolloutForecast], in bin: DistanceBin? = nil) -> [RolloutScore]
  {
    let chosen = forecasts.filter { bin?.contains($0.decadesBeyond) ?? true }
    return RolloutPredictor.allCases.compactMap {
      RolloutScore($0, of: chosen, level: options.level)
    }
  }
}
