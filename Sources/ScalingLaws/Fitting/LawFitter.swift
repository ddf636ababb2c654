internal import LeastSquares
internal import LinearAlgebra
internal import Statistics
public import TrainingRuns

/// Fits a law to training runs, with intervals.
///
///     minimise Σᵢ wᵢ ρ(rᵢ),   rᵢ = log Lᵢ − log L̂(Nᵢ, Dᵢ; θ)   (or Lᵢ − L̂ᵢ)
///
/// The minimum is the best of many starts, and comes with a certificate. Its uncertainty is that of
/// the bootstrap replicates, which are kept as draws for every figure computed from the law later.
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
  ///   - table: m runs, at least as many as the law has coefficients after the drop rules.
  ///   - progress: Called with the progress of the fit.
  /// - Returns: The fit; its certificate shows whether it converged.
  /// - Throws: ``FitError`` if the runs cannot determine the law.
  /// - Complexity: O(m·n²) per iteration, with about 60 iterations per start and 7 per replicate.
  public func fit(_ table: RunTable, progress: FitProgress? = nil) async throws -> FittedLaw {
    let runs = table.inCanonicalOrder()
    let law = options.law
    let used = runs.countedRows()
    let weighted = try weightedRows(of: runs, used: used, needed: law.coefficients.count)
    try checkResponse(of: runs, rows: weighted)
    if law.fastTerms != nil {
      try checkPowers(of: runs, rows: weighted)
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
    let problem = try FormulaProblem(
      law, expression: expression, runs: runs, centeredOn: [(runs, used)])
    do {
      return try await fit(runs, used: used, problem: problem, progress: progress)
    } catch FitError.noFiniteObjective(let dataset) {
      let starts = problem.starts(.linear, copies: runs.copies(of: used), seed: options.seed)
      try checkValues(of: runs, rows: weighted, at: starts.prefix(8).map(problem.coefficients))
      throw FitError.noFiniteObjective(dataset: dataset)
    }
  }

  private func fit(
    _ runs: RunTable, used: [Int], problem: some LawProblem, progress: FitProgress?
  ) async throws -> FittedLaw {
    let resampling = Resampling([(runs, used)], seed: options.seed)
    let solution = try await solve(
      problem, copies: runs.copies(of: used), resampling: resampling,
      dataset: runs.printableName, progress: progress)
    return fittedLaw(
      runs, used: used, solution: solution,
      part: LawSolutionPart(
        values: solution.values, uncertainty: solution.uncertainty,
        residuals: solution.objective.residuals(at: solution.theta),
        classical: solution.classical))
  }

  /// The rows of `used` that have a weight.
  ///
  /// - Throws: ``FitError`` if there are none, or fewer than `needed`.
  func weightedRows(of runs: RunTable, used: [Int], needed: Int) throws(FitError) -> [Int] {
    let weighted = used.filter { (runs.weight?[$0] ?? 1) > 0 }
    guard !used.isEmpty else {
      throw .noRuns(dataset: runs.printableName, rowsRead: runs.rowsRead)
    }
    guard weighted.count >= needed else {
      throw .tooFewRuns(dataset: runs.printableName, count: weighted.count, needed: needed)
    }
    return weighted
  }

  /// Refuses runs with a constant response: any law reduced to its constant fits them.
  private func checkResponse(of runs: RunTable, rows: [Int]) throws(FitError) {
    let response = options.law.response(of: runs)
    guard let first = rows.first, rows.count > 1,
      rows.allSatisfy({ response[$0] == response[first] })
    else { return }
    throw .constantResponse(dataset: runs.printableName, value: runs.loss[first])
  }

  /// Refuses a run with a non-positive variable, whose powers are undefined.
  private func checkPowers(of runs: RunTable, rows: [Int]) throws(FitError) {
    for variable in options.law.variables {
      let values = runs.values(of: variable)
      if let row = runs.firstInFile(rows, where: { !(values[$0] > 0) }) {
        throw undefined(runs, row: row)
      }
    }
  }

  /// Refuses a run at which the law is undefined for all of several sets of coefficients.
  private func checkValues(
    of runs: RunTable, rows: [Int], at coefficients: [[Double]]
  ) throws(FitError) {
    let law = options.law
    let row = runs.firstInFile(rows) { row in
      let point = runs.point(of: law, row: row)
      return coefficients.allSatisfy { law.rightSide(at: point)($0).isNaN }
    }
    if let row, !coefficients.isEmpty { throw undefined(runs, row: row) }
  }

  private func undefined(_ runs: RunTable, row: Int) -> FitError {
    let point = runs.point(of: options.law, row: row)
    return .undefined(
      dataset: runs.printableName, line: runs.line[row],
      point: Dictionary(uniqueKeysWithValues: point.map { ($0.symbol, $1) }))
  }

  /// Refuses runs over which the variables of a sum of power terms are collinear.
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
}

extension RunTable {
  /// The first of `rows`, in file order, that satisfies a condition.
  func firstInFile(_ rows: [Int], where condition: (Int) -> Bool) -> Int? {
    rows.filter(condition).min { rowNumber[$0] < rowNumber[$1] }
  }

  /// The multiplicity of each row: 1 if it is in `used`.
  package func copies(of used: [Int]) -> [Double] {
    var copies = Array(repeating: 0.0, count: count)
    for row in used { copies[row] = 1 }
    return copies
  }
}
