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
    let problem = PowerSumProblem(options.law, runs: runs, used: used)
    try check(runs, used: used, problem: problem)
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
    let draws = try await draws(
      runs, used: used, problem: problem, start: best.coefficients, progress: progress)
    let estimates = CoefficientEstimates(
      law: options.law, values: problem.coefficients(best.coefficients), draws: draws,
      replicateCount: options.replicateCount, level: options.level)
    return FittedLaw(
      dataset: DatasetSummary(runs, used: used),
      law: options.law,
      objective: ObjectiveSummary(options.objective, value: kink?.value ?? best.value),
      coefficients: estimates.coefficients,
      derived: estimates.derived,
      certificate: FitCertificate(
        of: outcome, minimum: best, kink: kink, objective: objective, problem: problem),
      bootstrap: BootstrapSummary(
        replicates: options.replicateCount, failed: options.replicateCount - draws.count,
        redrawsDrops: redrawsDrops(runs), level: options.level),
      residuals: objective.residuals(at: best.coefficients),
      draws: draws,
      provenance: Provenance(
        version: version, seed: options.seed, kernel: options.kernel.name,
        blas: linearAlgebraLibrary(), starts: options.starts.rawValue))
  }

  private func redrawsDrops(_ runs: RunTable) -> Bool {
    runs.redrawDrops && !runs.dropRules.isEmpty
  }

  /// The law's coefficients of the bootstrap replicates that did not fail.
  private func draws(
    _ runs: RunTable, used: [Int], problem: some LawProblem, start: [Double],
    progress: FitProgress?
  ) async throws -> [[Double]] {
    let redraws = redrawsDrops(runs)
    let bootstrap = Bootstrap(
      problem: problem, objective: options.objective, kernel: options.kernel, seed: options.seed,
      rows: redraws ? Array(0..<runs.count) : used, dropRules: redraws ? runs.dropRules : [],
      start: start)
    return try await concurrentChunks(
      count: options.replicateCount, threads: options.threadCount, chunkSize: 125,
      progress: progress
    ) { bootstrap.replicates($0) }.compactMap { $0 }
  }

  private func check(
    _ runs: RunTable, used: [Int], problem: PowerSumProblem
  ) throws(FitError) {
    let weighted = used.filter { problem.weights[$0] > 0 }
    guard !used.isEmpty else {
      throw .noRuns(dataset: runs.printableName, rowsRead: runs.rowsRead)
    }
    guard weighted.count >= options.law.coefficients.count else {
      throw .tooFewRuns(
        dataset: runs.printableName, count: weighted.count, needed: options.law.coefficients.count)
    }
    for variable in options.law.variables {
      let values = runs.values(of: variable)
      let first = values[weighted[0]]
      if weighted.allSatisfy({ values[$0] == first }) {
        throw .constantVariable(
          dataset: runs.printableName, symbol: variable.rawValue, value: first,
          terms: options.law.terms.filter { $0.factors.contains { $0.variable == variable } }
            .map(\.amplitude))
      }
    }
    if problem.variableCondition(used: weighted) > 1e7 {
      throw .collinearVariables(
        dataset: runs.printableName, symbols: options.law.variables.map(\.rawValue))
    }
  }

  /// The objective over the runs that the fit uses.
  private func usedPoints<Problem: LawProblem>(
    _ problem: Problem, copies: [Double]
  ) -> Problem.Points {
    let used = problem.emptyObjective(options.objective, kernel: options.kernel)
    used.resample(
      problem.objective(options.objective, kernel: options.kernel), multiplicity: copies)
    return used
  }

  private func bestOfStarts(
    _ problem: some LawProblem, copies: [Double], dataset: String
  ) async throws -> MultiStartOutcome {
    let starts = problem.starts(options.starts, copies: copies, seed: options.seed)
    let minima = try await concurrentChunks(
      count: starts.count, threads: options.threadCount, chunkSize: 64, progress: nil
    ) { range in
      var objective = usedPoints(problem, copies: copies)
      let minimizer = options.objective.minimizer
      return range.map { minimizer.minimize(&objective, from: starts[$0]) }
    }
    let negligible = usedPoints(problem, copies: copies).negligibleValue
    guard let outcome = MultiStartOutcome(minima, negligibleValue: negligible) else {
      throw FitError.noFiniteObjective(dataset: dataset)
    }
    return outcome
  }
}
