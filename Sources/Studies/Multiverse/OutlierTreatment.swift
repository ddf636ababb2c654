/// The runs that a fit excludes as outliers.
public enum OutlierTreatment: String, Sendable, CaseIterable, Codable {
  /// None.
  case none
  /// Those dropped by the rules of the dataset and the user.
  case described = "dataset"
  /// The five with the highest loss.
  case fiveHighest = "five-highest"
  /// Those with |log L − log L̂| above five median absolute deviations, in the fit with the same
  /// objective to all runs.
  case residuals = "5-mad"

  /// The maximum residual in median absolute deviations.
  static let residualLimit = 5.0
}
