public import Documents
public import ScalingLaws

/// The predictions of fitted laws for some models, in the forms that `echelle predict` writes.
public struct PredictionReport: Report, Sendable {
  /// The fits and their predictions, one for each model.
  public var results: [PredictedPoints]

  /// A report of predictions.
  public init(_ results: [PredictedPoints]) {
    self.results = results
  }

  /// A report of predictions for models that no table gives.
  public init(_ results: [(fit: FittedLaw, predictions: [LossPrediction])]) {
    self.results = results.map { PredictedPoints($0.fit, $0.predictions) }
  }

  /// JSON: `predictions`, each with the dataset that the law was fitted to.
  public func json() throws -> String {
    try PredictionsDocument(results).json()
  }

  /// CSV in tidy form: a row for each figure of each model.
  public func csv() -> String { PredictionCSV(results).text }

  /// Text: a table for each fit, with a row for each model.
  public func text() -> String { text(on: .plain) }

  /// Text: a table for each fit, with a row for each model, between what limits the fit and how far each
  /// model lies beyond the runs.
  public func text(on page: TextPage) -> String {
    results.map { PredictionText($0).lines.text(on: page) }.joined(separator: "\n")
  }
}
