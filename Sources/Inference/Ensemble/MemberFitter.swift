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
  ///   - start: Coefficients to start from; `nil` to search from many starts.
  /// - Returns: `nil` if there are too few runs, or they do not determine the law.
  /// - Throws: `CancellationError`.
  func fit(
    _ law: ScalingLaw, to table: RunTable, from start: [Double]? = nil
  ) async throws -> LawCovariance? {
    guard table.count >= 2 * law.coefficients.count else { return nil }
    var best = start
    var delta: Double?
    var covariance: LawCovariance?
    for _ in 0..<Self.roundLimit {
      guard let fit = try await minimum(law, table, from: best, delta: delta) else { return nil }
      best = fit.values
      covariance = LawCovariance(law, values: fit.values, table: table)
      guard let deviation = covariance?.deviation, deviation > 0 else { break }
      let next = LawCovariance.threshold * deviation
      if let delta, abs(next - delta) < 0.02 * delta { break }
      delta = next
    }
    return covariance
  }

  /// The most rounds of fitting and scaling.
  private static let roundLimit = 5

  private func minimum(
    _ law: ScalingLaw, _ table: RunTable, from start: [Double]?, delta: Double?
  ) async throws -> FittedLaw? {
    var options = options
    options.law = law
    options.replicateCount = 0
    options.objective = delta.map { .huber(delta: $0) } ?? .hoffmann
    options.givenStarts = [start.map { Dictionary(zip(law.coefficients, $0)) { $1 } }]
      .compactMap { $0 }
    do {
      let fit = try await LawFitter(options: options, version: version).fit(table)
      return fit.certificate.converged ? fit : nil
    } catch is FitError {
      return nil
    }
  }
}
