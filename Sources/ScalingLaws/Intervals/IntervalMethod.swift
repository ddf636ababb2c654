/// How the intervals of a fit are found: how the draws of its coefficients are made, and how an interval is
/// read from those of a figure.
public enum IntervalMethod: String, Sendable, Codable, CaseIterable {
  /// Chosen by the runs and the fit; by degrees of freedom and regularity.
  case auto
  /// Quantiles of the refits to resampled runs.
  case percentile
  /// The same at levels corrected for bias and acceleration.
  case bca
  /// Student's t about the estimate, with the standard error from the curvature at the minimum.
  case wald
}

extension LawFitter {
  /// The degrees of freedom from which on percentiles of refits hold their level.
  static let enoughSpareRuns = 20

  /// The method of intervals, and why it was chosen if the user left it open.
  ///
  /// With few degrees of freedom, resampled runs lack the spread of others that could have been made, and their
  /// percentiles do not hold their level; Student's t does. It needs a regular minimum.
  ///
  /// - Parameters:
  ///   - runs: m, the number of runs with a weight.
  ///   - coefficients: n.
  ///   - irregularity: Why the curvature at the minimum does not give standard errors; `nil` if it does.
  /// - Returns: The method, and the reason for it unless the user named it.
  func intervalChoice(
    runs: Int, coefficients: Int, irregularity: String?
  ) -> (method: IntervalMethod, reason: String?) {
    guard options.interval == .auto else { return (options.interval, nil) }
    let spare = runs - coefficients
    if spare >= Self.enoughSpareRuns {
      return (.percentile, "\(runs) runs are enough for percentiles of refits")
    }
    if let irregularity { return (.percentile, irregularity) }
    let degrees = spare == 1 ? "1 degree of freedom is" : "\(spare) degrees of freedom are"
    return (.wald, "\(degrees) too few for percentiles of refits")
  }
}
