internal import ScalingLaws
internal import Statistics
internal import TrainingRuns

/// Fits a law by Huber's function with δ = 1.345 σ, for the robust standard deviation σ of its own residuals.
///
/// Reference: Huber and Ronchetti 2009, "Robust statistics", §4.5, doi:10.1002/9780470434697.
struct MemberFitter: Sendable {
  /// The settings other than the law, the objective and the replicates.
  var options: FitOptions
  /// The version of Echelle, for the record.
  var version: String

  /// The fit of a law to runs without drop rules.
  ///
  /// - Parameters:
  ///   - law: The law.
  ///   - table: The runs, at least twice as many as the law has coefficients.
  ///   - other: A fit to similar runs to start from; `nil` to search from many starts.
  /// - Returns: `nil` if there are too few runs, or they do not determine the law.
  /// - Throws: `CancellationError`.
  func fit(
    _ law: ScalingLaw, to table: RunTable, near other: LawCovariance? = nil
  ) async throws -> LawCovariance? {
    guard table.count >= 2 * law.coefficients.count else { return nil }
    var options = options
    options.law = law
    var (start, covariance) = (other?.values, LawCovariance?.none)
    if let other, other.deviation > 0 {
      options.objective = .huber(delta: LawCovariance.threshold * other.deviation)
    }
    do {
      for _ in 0..<Self.roundLimit {
        let fitter = LawFitter(options: options, version: version)
        guard let minimum = try await fitter.minimum(table, from: start),
          let found = LawCovariance(law, at: minimum)
        else { return nil }
        (start, covariance) = (minimum.values, found)
        let delta = LawCovariance.threshold * found.deviation
        guard delta > 0 else { break }
        if let last = options.objective.delta, abs(delta - last) < 0.02 * last { break }
        options.objective = .huber(delta: delta)
      }
    } catch is FitError {
      return nil
    }
    return covariance
  }

  /// The most rounds of fitting and scaling.
  private static let roundLimit = 4
}
