internal import LeastSquares
internal import LinearAlgebra
internal import Statistics

extension LawFitter {
  /// The lowest minimum that is found, with the others.
  ///
  /// The starts of the strategy come first. Where few of them reach the lowest minimum, there may be a
  /// lower one: more are drawn, until ``enoughAtBest`` reach it or ``searchEffort`` is spent. Starts
  /// around the lowest minimum follow, since an objective that is nearly a sum of absolute values has
  /// many minima close to each other, of which starts from afar all reach the same one.
  ///
  /// Where the user gives the starts, the minimum is sought from these alone.
  func bestOfStarts<Problem: LawProblem>(
    _ problem: Problem, copies: [Double], dataset: String
  ) async throws -> MultiStartOutcome {
    let points = usedPoints(problem, copies: copies)
    guard options.givenStarts.isEmpty else {
      let minima = try await minima(
        of: problem, copies: copies, from: givenStarts(problem), approach: .thorough)
      return try outcome(minima, problem, points, dataset)
    }
    var minima = try await minima(
      of: problem, copies: copies,
      from: problem.starts(options.starts, copies: copies, seed: options.seed))
    if options.starts == .linear {
      for wave in 1..<Self.waveLimit
      where isUnsure(minima, points: points, coefficients: problem.symbols.count) {
        minima += try await self.minima(
          of: problem, copies: copies,
          from: problem.furtherStarts(wave, copies: copies, seed: options.seed))
      }
    }
    var outcome = try outcome(minima, problem, points, dataset)
    for round in 0..<Self.roundLimit {
      let (residuals, jacobian) = points.jacobian(at: outcome.best.coefficients)
      let spread = Identifiability(
        residuals: residuals, jacobian: jacobian, weights: points.weights
      ).spread
      let near = try await self.minima(
        of: problem, copies: copies,
        from: neighbours(of: outcome.best, spread: spread, round: round, points: points),
        approach: .near(residuals: residuals))
      let previous = outcome.best.value
      outcome.add(near, negligibleValue: points.negligibleValue)
      guard outcome.best.value < previous * (1 - 1e-9) else { break }
    }
    return outcome
  }

  /// How many starts have to reach the lowest minimum before no more are drawn.
  private static let enoughAtBest = 4
  /// The most waves of starts.
  private static let waveLimit = 8
  /// How many points may be visited by the iterations of all starts before no more are drawn.
  private static let searchEffort = 2_000_000
  /// The points that could be visited in the time of an iteration's own work.
  private static let pointsPerIteration = 64
  /// How often starts are drawn around a lowest minimum that was lowered by those before.
  private static let roundLimit = 6

  /// Whether few starts reach the lowest minimum, and more may be tried.
  private func isUnsure(
    _ minima: [Minimum], points: some PointObjective, coefficients: Int
  ) -> Bool {
    guard let outcome = MultiStartOutcome(minima, negligibleValue: points.negligibleValue) else {
      return true
    }
    let visited =
      minima.reduce(0) { $0 + $1.iterations } * (points.weights.count + Self.pointsPerIteration)
    return outcome.countAtBest < Self.enoughAtBest && visited < Self.searchEffort
  }

  /// Starts around a minimum: normal draws of one to four standard errors.
  private func neighbours(
    of minimum: Minimum, spread: [[Double]], round: Int, points: some PointObjective
  ) -> [[Double]] {
    var stream = RandomStream(seed: options.seed, purpose: .search, index: round)
    // Of many points, each counts for little, and minima close to each other differ by little.
    let count = min(64, max(8, 100_000 / max(points.weights.count, 1)))
    return (0..<count).map { index in
      var theta = minimum.coefficients
      for axis in spread {
        let length = Double(1 << (index % 3)) * stream.normal()
        for j in theta.indices { theta[j] += length * axis[j] }
      }
      return theta
    }
  }

  private func outcome<Points: PointObjective>(
    _ minima: [Minimum], _ problem: some LawProblem, _ points: Points, _ dataset: String
  ) throws -> MultiStartOutcome {
    var points = points
    let continued = continuingBest(minima, of: problem, objective: &points)
    guard
      let outcome = MultiStartOutcome(continued, negligibleValue: points.negligibleValue)
    else {
      throw FitError.noFiniteObjective(dataset: dataset)
    }
    return outcome
  }

  /// The starts that the user gave.
  private func givenStarts(_ problem: some LawProblem) throws -> [[Double]] {
    try options.law.checkBounds(ofStarts: options.givenStarts)
    return try options.givenStarts.map { start in
      let coefficients = problem.law.coefficients
      let values = coefficients.compactMap { start[$0] }
      guard start.count == coefficients.count, values.count == coefficients.count,
        let theta = problem.theta(values)
      else {
        throw FitError.badStart(law: problem.law.name, start: start, coefficients: coefficients)
      }
      return theta
    }
  }

  /// The minimum that each start leads to.
  ///
  /// - Parameters:
  ///   - problem: The law and its runs.
  ///   - copies: How often each run counts.
  ///   - starts: The starts, each a θ.
  ///   - approach: How each is followed.
  /// - Returns: A minimum for each start, in their order.
  /// - Throws: `CancellationError` where the task is cancelled.
  func minima(
    of problem: some LawProblem, copies: [Double], from starts: [[Double]],
    approach: Approach = .far
  ) async throws -> [Minimum] {
    try await concurrentChunks(
      count: starts.count, threads: options.threadCount, chunkSize: 16, progress: nil
    ) { range in
      var objective = usedPoints(problem, copies: copies)
      var minimizer = problem.minimizer(options.objective)
      if case .near(let residuals) = approach {
        minimizer.stages =
          problem.refitMinimizer(options.objective, residuals: residuals).stages
      }
      return range.map {
        if case .thorough = approach {
          minimizer.minimizeThoroughly(&objective, from: starts[$0])
        } else {
          minimizer.minimize(&objective, from: starts[$0])
        }
      }
    }
  }

  /// How a start is followed to a minimum.
  enum Approach {
    /// From wide stages of δ to the objective's own.
    case far
    /// In several ways, of which the lowest counts.
    case thorough
    /// At the objective's own δ, from near a minimum with these residuals.
    case near(residuals: [Double])
  }

  /// The objective over the runs that the fit uses.
  func usedPoints<Problem: LawProblem>(
    _ problem: Problem, copies: [Double]
  ) -> Problem.Points {
    let all = problem.objective(options.objective, kernel: options.kernel)
    let used = problem.room(for: all)
    used.resample(all, multiplicity: copies)
    return used
  }

  /// The minima, of which the lowest goes on where it ended at the limit of iterations.
  ///
  /// Where a factor and its exponent are traded, the valley is long and curved; most starts need not be
  /// followed to its end.
  private func continuingBest(
    _ minima: [Minimum], of problem: some LawProblem, objective: inout some PointObjective
  ) -> [Minimum] {
    guard
      let place = minima.indices.filter({ minima[$0].value.isFinite })
        .min(by: { minima[$0].value < minima[$1].value }),
      minima[place].termination == .iterationLimit
    else { return minima }
    var minimizer = problem.minimizer(options.objective)
    minimizer.stages = minimizer.stages.suffix(1)
    minimizer.iterationLimit *= 50
    var continued = minima
    continued[place] = minimizer.minimize(&objective, from: minima[place].coefficients)
    return continued
  }
}
