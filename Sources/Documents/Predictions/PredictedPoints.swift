public import Inference
public import ScalingLaws
public import TrainingRuns

/// The predictions of one fit, with what a table of points says about each.
public struct PredictedPoints: Sendable {
  /// The fit.
  public var fit: FittedLaw
  /// A prediction for each point.
  public var predictions: [LossPrediction]
  /// The ensemble that forecasts the points too; `nil` if there is none.
  public var ensemble: LossEnsemble?
  /// The forecast of each point by the ensemble; `nil` for a point at which it is undefined.
  public var calibrated: [CalibratedForecast?]
  /// The columns of the table that are not variables of the law, with a cell for each point.
  public var carried: [CarriedColumn]

  /// Predictions for some points.
  public init(_ fit: FittedLaw, _ predictions: [LossPrediction]) {
    self.fit = fit
    self.predictions = predictions
    calibrated = []
    carried = []
  }

  /// Predictions for some points, also by the ensemble of the fit's runs.
  public init(
    _ analysed: AnalysedFit, _ predictions: [LossPrediction], carried: [CarriedColumn] = []
  ) {
    self.init(analysed.fit, predictions)
    self.carried = carried
    guard let ensemble = analysed.ensemble else { return }
    self.ensemble = ensemble
    calibrated = predictions.map { prediction in
      guard let size = prediction.point[.parameterCount], let tokens = prediction.point[.tokenCount]
      else { return nil }
      return ensemble.forecast(
        parameterCount: size, tokenCount: tokens, level: analysed.fit.bootstrap.level)
    }
  }
}
