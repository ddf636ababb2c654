internal import LeastSquares
internal import Statistics

extension LawFitter {
  /// Huber's δ over the standard deviation of normal residuals at which the fit has 95 % of the efficiency of
  /// least squares.
  static let efficientBend = 1.345

  /// This fitter with δ scaled to the residuals, if its objective asks for that; otherwise itself.
  ///
  /// The law is fitted with a first objective, then with δ from the residuals until δ settles. An exact fit
  /// keeps the first objective.
  ///
  /// - Parameters:
  ///   - problem: The law and its runs.
  ///   - copies: The multiplicity of each run: 1 if the fit uses it, otherwise 0.
  ///   - dataset: The name of the runs in errors.
  /// - Returns: A fitter whose objective has a δ.
  /// - Throws: ``FitError`` if the first objective cannot be minimised.
  func scaled(
    to problem: some LawProblem, copies: [Double], dataset: String
  ) async throws -> LawFitter {
    guard options.objective.isScaled else { return self }
    let (space, above) = (options.objective.space, options.objective.above)
    var fitter = self
    fitter.options.objective = options.objective.firstOfScaled
    var theta = try await fitter.bestOfStarts(problem, copies: copies, dataset: dataset)
      .best.coefficients
    var last = 0.0
    for _ in 0..<Self.scalingLimit {
      var points = fitter.usedPoints(problem, copies: copies)
      let delta =
        Self.efficientBend
        * spareScale(
          of: zip(points.weights, points.residuals(at: theta)).filter { $0.0 > 0 }.map(\.1),
          coefficients: theta.count)
      let scale = points.weights.reduce(0) { $0 + $1 * delta * delta }
      guard scale > points.negligibleValue, abs(delta - last) > 1e-6 * last else { break }
      last = delta
      fitter.options.objective =
        space == .log
        ? .huber(delta: delta, above: above) : .levelHuber(delta: delta, above: above)
      points = fitter.usedPoints(problem, copies: copies)
      let minimum = problem.minimizer(fitter.options.objective).minimize(&points, from: theta)
      guard minimum.value.isFinite else { break }
      theta = minimum.coefficients
    }
    return fitter
  }

  /// How often δ is found again.
  private static let scalingLimit = 20
}

/// A robust standard deviation of the residuals of a fit with n coefficients: 1.4826 times the median of the
/// m − n largest |r|.
///
/// A law passes through n runs, or nearly; with few more, the median over all runs would be that of those.
///
/// Reference: Hill and Holland 1977, doi:10.1080/01621459.1977.10480995.
private func spareScale(of residuals: [Double], coefficients: Int) -> Double {
  let spare = max(residuals.count - coefficients, 1)
  return robustScale(of: residuals.sorted { abs($0) < abs($1) }.suffix(spare))
}
