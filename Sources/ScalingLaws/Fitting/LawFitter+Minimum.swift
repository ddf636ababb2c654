internal import LeastSquares
package import LinearAlgebra
package import TrainingRuns

/// A minimum without certificate and replicates, for studies that need many fits.
package struct LawMinimum: Sendable {
  /// The coefficients, in the order of the law.
  package let values: [Double]
  /// The residuals of the runs used, in the order of the table's own.
  package let residuals: [Double]
  /// The weights of these runs.
  package let weights: [Double]
  /// ∂rᵢ/∂θⱼ in the solver's coordinates θ, m × n.
  package let jacobian: Matrix
  /// The change of each coefficient's transform with θⱼ, one list for each j.
  ///
  /// The transform is the logarithm of a positive coefficient, the logit of one in the unit interval, and
  /// any other coefficient itself; one at a bound does not change.
  package let changes: [[Double]]
}

extension LawFitter {
  /// The minimum of the objective over the runs of a table, in the space of log residuals.
  ///
  /// - Parameters:
  ///   - table: The runs.
  ///   - start: Coefficients near the minimum; `nil` to search from the starts of the strategy.
  /// - Returns: `nil` if no minimum is reached.
  /// - Throws: ``FitError`` if the runs cannot determine the law.
  package func minimum(
    _ table: RunTable, from start: [Double]? = nil
  ) async throws -> LawMinimum? {
    let runs = table.inCanonicalOrder()
    let law = options.law
    let used = runs.countedRows()
    _ = try weightedRows(of: runs, used: used, needed: law.coefficients.count)
    let copies = runs.copies(of: used)
    if law.fastTerms != nil {
      return try await minimum(
        of: PowerSumProblem(law, runs: runs, used: used), copies: copies, from: start)
    }
    guard let expression = law.expression else {
      preconditionFailure("the formula of \(law.name) was read before")
    }
    return try await minimum(
      of: FormulaProblem(law, expression: expression, runs: runs, centeredOn: [(runs, used)]),
      copies: copies, from: start)
  }

  private func minimum<Problem: LawProblem>(
    of problem: Problem, copies: [Double], from start: [Double]?
  ) async throws -> LawMinimum? {
    var points = usedPoints(problem, copies: copies)
    let minimum: Minimum
    if let start {
      guard let theta = problem.theta(start) else { return nil }
      minimum = problem.refitMinimizer(
        options.objective, residuals: points.residuals(at: theta)
      ).minimize(&points, from: theta)
    } else {
      let minima = try await minima(
        of: problem, copies: copies,
        from: problem.starts(options.starts, copies: copies, seed: options.seed))
      guard let lowest = minima.filter(\.value.isFinite).min(by: { $0.value < $1.value }) else {
        return nil
      }
      minimum = lowest
    }
    let theta = minimum.coefficients
    let values = problem.coefficients(theta)
    guard minimum.value.isFinite, values.allSatisfy(\.isFinite) else { return nil }
    let (residuals, jacobian) = points.jacobian(at: theta)
    return LawMinimum(
      values: values, residuals: residuals, weights: points.weights, jacobian: jacobian,
      changes: theta.indices.map { changes(of: problem, at: theta, along: $0) })
  }

  /// The derivatives of the coefficients' transforms by θⱼ, by central differences.
  private func changes(
    of problem: some LawProblem, at theta: [Double], along coordinate: Int
  ) -> [Double] {
    let step = 1e-6
    func transformed(_ change: Double) -> [Double?] {
      var moved = theta
      moved[coordinate] += change
      return zip(problem.coefficientSymbols, problem.coefficients(moved)).map { symbol, value in
        CoefficientTransform(domain: options.law.domains[symbol] ?? .real).theta(value)
      }
    }
    return zip(transformed(step), transformed(-step)).map { ahead, behind in
      guard let ahead, let behind else { return 0 }
      return (ahead - behind) / (2 * step)
    }
  }
}
