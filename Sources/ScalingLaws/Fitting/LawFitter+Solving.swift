internal import LeastSquares
internal import LinearAlgebra
internal import Statistics

/// The minimum of a problem, with its certificate and bootstrap draws.
struct LawSolution<Problem: LawProblem> {
  let problem: Problem
  /// The points that the fit uses.
  let objective: Problem.Points
  /// θ at the minimum.
  let theta: [Double]
  /// The minimum: the weighted sum over the runs used.
  let value: Double
  let certificate: FitCertificate
  /// Whether the law fits every run to rounding error.
  let isExact: Bool
  /// The standard errors of θ; see ``Identifiability/standardErrors``.
  let standardErrors: [Double]?
  /// The classical standard errors; `nil` unless a sum of squares was minimised.
  let classical: ClassicalErrors?
  /// What was minimised, with the δ that was found if it was scaled.
  let minimised: FitObjective
  /// The draws of the coefficients.
  let uncertainty: LawUncertainty

  /// The coefficients at the minimum.
  var values: [Double] { problem.coefficients(theta) }
}

/// A fit with an amplitude off its bound, in the problem's coordinates and for the record.
private struct MovedFit {
  let theta: [Double]
  let record: FitCertificate.OffBoundFit
}

extension LawFitter {
  /// Minimises the objective of `problem`, and draws its bootstrap replicates.
  ///
  /// - Parameters:
  ///   - problem: The law and its runs.
  ///   - copies: The multiplicity of each run: 1 if the fit uses it, otherwise 0.
  ///   - resampling: How the replicates are drawn.
  ///   - dataset: The name of the runs in errors.
  ///   - progress: Called with the number of replicates done.
  /// - Returns: The minimum; its certificate shows whether it converged.
  /// - Throws: ``FitError`` if the runs cannot determine the law.
  func solve<Problem: LawProblem>(
    _ problem: Problem, copies: [Double], resampling: Resampling, dataset: String,
    progress: FitProgress?
  ) async throws -> LawSolution<Problem> {
    try await scaled(to: problem, copies: copies, dataset: dataset).solveAsIs(
      problem, copies: copies, resampling: resampling, dataset: dataset, progress: progress)
  }

  /// ``solve(_:copies:resampling:dataset:progress:)`` once δ is known.
  private func solveAsIs<Problem: LawProblem>(
    _ problem: Problem, copies: [Double], resampling: Resampling, dataset: String,
    progress: FitProgress?
  ) async throws -> LawSolution<Problem> {
    let outcome = try await bestOfStarts(problem, copies: copies, dataset: dataset)
    let objective = usedPoints(problem, copies: copies)
    var best = outcome.best
    var kink: AbsoluteDeviationsMinimum?
    if options.objective.loss == .absolute {
      let sharpened = objective.absoluteDeviationsMinimum(near: best, within: problem.limits)
      best.coefficients = sharpened.coefficients
      kink = sharpened
    }
    // If the objective decreases without bound, a coefficient may overflow.
    let endless = zip(problem.coefficientSymbols, problem.coefficients(best.coefficients))
      .filter { !$0.1.isFinite }
    guard endless.isEmpty else {
      throw FitError.endless(dataset: dataset, symbols: endless.map(\.0))
    }
    let points = objective.jacobian(at: best.coefficients)
    let identifiability = Identifiability(
      residuals: points.residuals, jacobian: points.jacobian, weights: objective.weights)
    let offBound = offBound(
      problem, objective: objective, minimum: outcome.best, residuals: points.residuals,
      coefficientsAtBound: problem.coefficientsAtBound(points.jacobian))
    let certificate = FitCertificate(
      of: outcome, minimum: best, kink: kink, objective: objective, problem: problem,
      identifiability: identifiability, offBound: offBound.map(\.record))
    let minimum = FoundMinimum(
      problem: problem, objective: objective, copies: copies, theta: best.coefficients,
      residuals: points.residuals, certificate: certificate, identifiability: identifiability,
      isExact: zip(objective.weights, points.residuals)
        .reduce(0) { $0 + $1.0 * $1.1 * $1.1 / 2 } <= objective.negligibleValue)
    return LawSolution(
      problem: problem, objective: objective, theta: best.coefficients,
      value: kink?.value ?? best.value, certificate: certificate, isExact: minimum.isExact,
      standardErrors: identifiability.standardErrors,
      classical: options.objective.loss == .squares
        ? ClassicalErrors(of: objective, at: best.coefficients, problem: problem) : nil,
      minimised: options.objective,
      uncertainty: try await uncertainty(
        of: minimum,
        // At a bound the gradient with respect to the log amplitude vanishes, so refits stay there.
        start: offBound.first?.theta ?? best.coefficients, resampling: resampling,
        dataset: dataset, progress: progress))
  }

  /// The fits with an amplitude as far from its bound as the runs allow, for each of `coefficientsAtBound`
  /// that can leave it.
  private func offBound<Problem: LawProblem>(
    _ problem: Problem, objective: Problem.Points, minimum: Minimum, residuals: [Double],
    coefficientsAtBound: [String]
  ) -> [MovedFit] {
    let spare = max(objective.weights.count { $0 > 0 } - problem.symbols.count, 1)
    let inflation = (Double(objective.weights.count) / Double(spare)).squareRoot()
    let deviation = inflation * robustScale(of: residuals)
    guard deviation > 0, minimum.value > objective.negligibleValue else { return [] }
    let delta = objective.delta
    let search = OffBound(
      problem: problem, objective: objective, minimizer: problem.minimizer(options.objective),
      deviance: Deviance(
        delta == .infinity
          ? .squares : .huber(delta: delta, above: options.objective.above),
        deviation: deviation),
      theta: minimum.coefficients, value: minimum.value)
    return coefficientsAtBound.compactMap { symbol in
      let z = normalQuantile((1 + options.level) / 2)
      guard let fit = search.fit(moving: symbol, largest: 1),
        let limit = search.fit(moving: symbol, largest: z * z),
        let place = problem.coefficientSymbols.firstIndex(of: symbol)
      else { return nil }
      let coefficients = problem.coefficients(fit.coefficients)
      let upper = problem.coefficients(limit.coefficients)[place]
      // The refit may make another term overflow.
      guard upper.isFinite, coefficients.allSatisfy(\.isFinite) else { return nil }
      return MovedFit(
        theta: fit.coefficients,
        record: FitCertificate.OffBoundFit(
          moved: symbol, limit: upper,
          coefficients: Dictionary(
            uniqueKeysWithValues: zip(problem.coefficientSymbols, coefficients))))
    }
  }
}
