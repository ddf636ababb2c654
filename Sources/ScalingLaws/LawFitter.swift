internal import LeastSquares
internal import LinearAlgebra
internal import Statistics
public import TrainingRuns

/// Fits a law to training runs, with intervals.
///
///     minimise Σᵢ wᵢ ρ(rᵢ),   rᵢ = log Lᵢ − log L̂(Nᵢ, Dᵢ; θ)   (or Lᵢ − L̂ᵢ)
///
/// The minimum is the best of many starts, and is told with a certificate. Its uncertainty is that of
/// the bootstrap's replicates, which are kept as draws for every figure computed from the law later.
public struct LawFitter: Sendable {
  /// How the law is fitted.
  public var options: FitOptions
  /// The version of Echelle, for the record.
  public var version: String

  /// A fitter with the given options.
  public init(options: FitOptions, version: String) {
    self.options = options
    self.version = version
  }

  /// Fits the law to `runs`.
  ///
  /// - Parameters:
  ///   - runs: m runs, at least as many as the law has coefficients after the drop rules.
  ///   - progress: Told how far the fit is.
  /// - Returns: The fit, whether or not it converged: its certificate says.
  /// - Throws: ``FitError`` where the runs cannot determine the law.
  /// - Complexity: O(m·n²) for each of the iterations, about 60 a start and 7 a replicate.
  public func fit(_ runs: RunTable, progress: FitProgress? = nil) async throws -> FittedLaw {
    let used = runs.rowsAfterDrops().used
    let weighted = used.filter { (runs.weight?[$0] ?? 1) > 0 }
    let law = options.law
    guard !used.isEmpty else {
      throw FitError.noRuns(dataset: runs.printableName, rowsRead: runs.rowsRead)
    }
    guard weighted.count >= law.coefficients.count else {
      throw FitError.tooFewRuns(
        dataset: runs.printableName, count: weighted.count, needed: law.coefficients.count)
    }
    if law.terms != nil, law.leftSide.map(\.isSymbol) ?? true {
      let problem = PowerSumProblem(law, runs: runs, used: used)
      try check(runs, used: weighted, problem: problem)
      return try await fit(runs, used: used, problem: problem, progress: progress)
    }
    guard options.starts == .linear || !options.givenStarts.isEmpty else {
      throw FitError.startsOfAnotherLaw(law: law.name, starts: options.starts.rawValue)
    }
    guard let expression = law.expression else {
      preconditionFailure("the formula of \(law.name) was read before")
    }
    let problem = try FormulaProblem(law, expression: expression, runs: runs)
    return try await fit(runs, used: used, problem: problem, progress: progress)
  }

  private func fit(
    _ runs: RunTable, used: [Int], problem: some LawProblem, progress: FitProgress?
  ) async throws -> FittedLaw {
    var copies = Array(repeating: 0.0, count: runs.count)
    for row in used { copies[row] = 1 }
    let outcome = try await bestOfStarts(problem, copies: copies, dataset: runs.printableName)
    let objective = usedPoints(problem, copies: copies)
    var best = outcome.best
    var kink: AbsoluteDeviationsMinimum?
    if options.objective == .leastAbsoluteDeviations {
      let sharpened = objective.absoluteDeviationsMinimum(near: best)
      best.coefficients = sharpened.coefficients
      kink = sharpened
    }
    let certificate = FitCertificate(
      of: outcome, minimum: best, kink: kink, objective: objective, problem: problem)
    if options.law.terms == nil, certificate.coefficientsAtBound.isEmpty {
      // The terms of a power sum are known to differ; one at zero is told by the certificate instead.
      let traded = unidentified(
        objective.jacobian(at: best.coefficients).jacobian, symbols: problem.symbols)
      guard traded.isEmpty else {
        throw FitError.notIdentified(dataset: runs.printableName, symbols: traded)
      }
    }
    let resampling = Resampling(runs, used: used, seed: options.seed)
    let draws = try await draws(
      resampling, problem: problem, start: best.coefficients, progress: progress)
    let estimates = CoefficientEstimates(
      law: options.law, values: problem.coefficients(best.coefficients), draws: draws,
      replicateCount: options.replicateCount, level: options.level)
    return FittedLaw(
      dataset: DatasetSummary(runs, used: used),
      law: options.law,
      objective: ObjectiveSummary(
        options.objective, space: problem.space(options.objective), value: kink?.value ?? best.value
      ),
      coefficients: estimates.coefficients,
      derived: estimates.derived,
      certificate: certificate,
      classical: options.objective.loss == .squares
        ? ClassicalErrors(of: objective, at: best.coefficients, problem: problem) : nil,
      bootstrap: BootstrapSummary(
        replicates: options.replicateCount, failed: options.replicateCount - draws.count,
        redrawsDrops: resampling.redrawsDrops, level: options.level),
      residuals: objective.residuals(at: best.coefficients),
      draws: draws,
      provenance: Provenance(
        version: version, seed: options.seed, kernel: options.kernel.name,
        blas: linearAlgebraLibrary(),
        starts: options.givenStarts.isEmpty ? options.starts.rawValue : "given"))
  }

  /// The law's coefficients of the bootstrap replicates that did not fail.
  private func draws(
    _ resampling: Resampling, problem: some LawProblem, start: [Double], progress: FitProgress?
  ) async throws -> [[Double]] {
    let bootstrap = Bootstrap(
      problem: problem, objective: options.objective, kernel: options.kernel,
      resampling: resampling, start: start)
    return try await concurrentChunks(
      count: options.replicateCount, threads: options.threadCount, chunkSize: 125,
      progress: progress
    ) { bootstrap.replicates($0) }.compactMap { $0 }
  }

  /// Refuses runs over which the variables of a sum of power terms cannot be told apart.
  private func check(
    _ runs: RunTable, used: [Int], problem: PowerSumProblem
  ) throws(FitError) {
    for variable in options.law.variables {
      let values = runs.values(of: variable)
      let first = values[used[0]]
      if used.allSatisfy({ values[$0] == first }) {
        throw .constantVariable(
          dataset: runs.printableName, symbol: variable.symbol, value: first,
          terms: problem.terms.filter { $0.factors.contains { $0.variable == variable } }
            .map(\.amplitude))
      }
    }
    if problem.variableCondition(used: used) > 1e7 {
      throw .collinearVariables(
        dataset: runs.printableName, symbols: options.law.variables.map(\.symbol))
    }
  }

  /// The objective over the runs that the fit uses.
  private func usedPoints<Problem: LawProblem>(
    _ problem: Problem, copies: [Double]
  ) -> Problem.Points {
    let all = problem.objective(options.objective, kernel: options.kernel)
    let used = problem.room(for: all)
    used.resample(all, multiplicity: copies)
    return used
  }

  private func bestOfStarts(
    _ problem: some LawProblem, copies: [Double], dataset: String
  ) async throws -> MultiStartOutcome {
    let given = try options.givenStarts.map { start in
      let coefficients = problem.law.coefficients
      let values = coefficients.compactMap { start[$0] }
      guard start.count == coefficients.count, values.count == coefficients.count,
        let theta = problem.theta(values)
      else {
        throw FitError.badStart(law: problem.law.name, start: start, coefficients: coefficients)
      }
      return theta
    }
    let starts =
      given.isEmpty
      ? problem.starts(options.starts, copies: copies, seed: options.seed) : given
    let minima = try await concurrentChunks(
      count: starts.count, threads: options.threadCount, chunkSize: 64, progress: nil
    ) { range in
      var objective = usedPoints(problem, copies: copies)
      var minimizer = options.objective.minimizer
      // Given starts may be many decades from the minimum.
      if !options.givenStarts.isEmpty { minimizer.longestShare = problem.longestShare }
      return range.map {
        given.isEmpty
          ? minimizer.minimize(&objective, from: starts[$0])
          : minimizer.minimizeThoroughly(&objective, from: starts[$0])
      }
    }
    let negligible = usedPoints(problem, copies: copies).negligibleValue
    guard let outcome = MultiStartOutcome(minima, negligibleValue: negligible) else {
      throw FitError.noFiniteObjective(dataset: dataset)
    }
    return outcome
  }
}
