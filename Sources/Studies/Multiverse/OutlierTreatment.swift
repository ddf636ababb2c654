/// Which runs a fit leaves out as outliers.
public enum OutlierTreatment: String, Sendable, CaseIterable, Codable {
  /// None.
  case none
  /// Those that the rules of the dataset, and of the user, drop.
  case described = "dataset"
  /// The five with the highest loss.
  case fiveHighest = "five-highest"
  /// Those with |log L − log L̂| above five median absolute deviations, in the fit with the same
  /// objective to all runs.
  case residuals = "5-mad"

  /// How many median absolute deviations a residual may have.
  static let residualLimit = 5.0
}
