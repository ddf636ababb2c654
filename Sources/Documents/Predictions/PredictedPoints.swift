public import ScalingLaws
public import TrainingRuns

/// The predictions of one fit, with what a table of points says about each.
public struct PredictedPoints: Sendable {
  /// The fit.
  public var fit: FittedLaw
  /// A prediction for each point.
  public var predictions: [LossPrediction]
  /// The columns of the table that are not variables of the law, with a cell for each point.
  public var carried: [CarriedColumn]

  /// Predictions for some points.
  public init(_ fit: FittedLaw, _ predictions: [LossPrediction], carried: [CarriedColumn] = []) {
    self.fit = fit
    self.predictions = predictions
    self.carried = carried
  }
}
