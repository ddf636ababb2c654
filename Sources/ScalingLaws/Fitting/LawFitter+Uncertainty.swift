internal import LeastSquares
internal import LinearAlgebra
internal import Statistics

extension LawFitter {
  /// The draws of the coefficients about a minimum, by the method of the options.
  ///
  /// - Parameters:
  ///   - minimum: The minimum, with what is known about it.
  ///   - start: θ from which replicates are refitted.
  ///   - resampling: How their runs are drawn.
  ///   - dataset: The name of the runs in errors.
  ///   - progress: Called with the number of replicates done.
  /// - Returns: The draws, none if the options ask for none.
  /// - Throws: ``FitError`` for a method that takes the rows of one unit as independent, `CancellationError`.
  func uncertainty<Problem: LawProblem>(
    of minimum: FoundMinimum<Problem>, start: [Double], resampling: Resampling,
    dataset: String, progress: FitProgress?
  ) async throws -> LawUncertainty {
    let axes = minimum.axes(scatter: residualDeviation(of: minimum))
    let choice = intervalChoice(
      runs: minimum.runCount, coefficients: minimum.theta.count,
      irregularity: irregularity(of: minimum, resampling: resampling)
        ?? (axes.basis(about: minimum) == nil ? "a coefficient is nearly undetermined" : nil))
    if let unit = resampling.groupingUnit, choice.method != .percentile {
      throw FitError.dependentRows(dataset: dataset, method: choice.method, unit: unit)
    }
    var uncertainty = LawUncertainty(
      method: choice.method, reason: choice.reason,
      redrawsDrops: resampling.redrawsDrops && choice.method != .wald, draws: [])
    guard options.replicateCount > 0 else { return uncertainty }
    if choice.method == .wald {
      uncertainty.wald = axes.basis(about: minimum)
      if uncertainty.wald != nil {
        uncertainty.draws = axes.draws(
          about: minimum, count: options.replicateCount, seed: options.seed)
      }
      let defined = Double(uncertainty.draws.count) / Double(options.replicateCount)
      guard options.interval == .auto, defined < Draws.leastDefinedShare else { return uncertainty }
      uncertainty = LawUncertainty(
        method: .percentile, reason: "a coefficient is nearly undetermined",
        redrawsDrops: resampling.redrawsDrops, draws: [])
    }
    let bootstrap = Bootstrap(
      problem: minimum.problem, objective: options.objective, kernel: options.kernel,
      resampling: resampling, start: start)
    uncertainty.draws = try await concurrentChunks(
      count: options.replicateCount, threads: options.threadCount, chunkSize: 125,
      progress: progress
    ) { bootstrap.replicates($0) }.compactMap { $0 }
    if choice.method == .bca {
      let groups = minimum.jackknifeGroups
      uncertainty.jackknife = try await concurrentChunks(
        count: groups.count, threads: options.threadCount, chunkSize: 16, progress: nil
      ) { range in
        bootstrap.refits(range.count) { groups[range.lowerBound + $0] }
      }.compactMap { $0 }
    }
    return uncertainty
  }

  /// Why the curvature at a minimum does not give standard errors; `nil` if it does.
  private func irregularity(
    of minimum: FoundMinimum<some LawProblem>, resampling: Resampling
  ) -> String? {
    let certificate = minimum.certificate
    if minimum.runCount <= minimum.theta.count { return "there are no spare runs" }
    if minimum.isExact { return "the fit is exact" }
    if !certificate.converged { return "the minimum has not converged" }
    if !certificate.coefficientsAtBound.isEmpty { return "a coefficient is at its bound" }
    if !certificate.undetermined.isEmpty { return "the runs leave a direction undetermined" }
    if !certificate.equalMinima.isEmpty { return "there are equally good minima" }
    if options.objective.above != 1 { return "the objective treats both sides differently" }
    if resampling.groupingUnit != nil { return "rows of one unit are not independent" }
    if resampling.redrawsDrops { return "the highest rows are dropped again in each replicate" }
    return nil
  }

  /// The factor of (JᵀWJ)⁻¹ in the covariance of θ, as a standard deviation.
  ///
  ///     s²·E ψ²/(s·E ψ′)²,   s² = Σ wᵢrᵢ²/(m − n)
  ///
  /// The expectations are those of normal residuals: with δ far inside the noise, those over the residuals would
  /// depend on the few that the law passes through.
  ///
  /// Reference: Huber 1981, "Robust statistics", §7.6, doi:10.1002/0471725250.
  private func residualDeviation<Problem: LawProblem>(
    of minimum: FoundMinimum<Problem>
  ) -> Double {
    let spare = max(minimum.runCount - minimum.theta.count, 1)
    let sum = zip(minimum.objective.weights, minimum.residuals)
      .reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
    let deviation = (sum / Double(spare)).squareRoot()
    guard deviation > 0 else { return 0 }
    let delta = minimum.objective.delta
    return deviation
      * Deviance(
        delta == .infinity ? .squares : .huber(delta: delta), deviation: deviation
      ).varianceRatio.squareRoot()
  }
}

/// A minimum with what is known about it before its uncertainty.
struct FoundMinimum<Problem: LawProblem> {
  let problem: Problem
  /// The points that the fit uses.
  let objective: Problem.Points
  /// The multiplicity of each run: 1 if the fit uses it, otherwise 0.
  let copies: [Double]
  let theta: [Double]
  let residuals: [Double]
  let certificate: FitCertificate
  let identifiability: Identifiability
  let isExact: Bool

  /// The number of runs with a weight.
  var runCount: Int { objective.weights.count { $0 > 0 } }

  /// The independent changes of θ by one standard error.
  func axes(scatter: Double) -> WaldAxes {
    WaldAxes(
      axes: identifiability.axes.map { $0.map { $0 * scatter } },
      degreesOfFreedom: max(runCount - theta.count, 1))
  }

  /// The largest number of refits of a jackknife.
  private static var jackknifeLimit: Int { 200 }

  /// The multiplicities without each run in turn, or of many runs, without each of ``jackknifeLimit`` groups.
  var jackknifeGroups: [[Double]] {
    let used = copies.indices.filter { copies[$0] > 0 && problem.weights[$0] > 0 }
    let count = min(used.count, Self.jackknifeLimit)
    return (0..<count).map { group in
      var kept = copies
      for place in stride(from: group, to: used.count, by: count) { kept[used[place]] = 0 }
      return kept
    }
  }
}

/// The axes of a distribution of θ about a minimum.
struct WaldAxes {
  /// A change of θ by one standard error, for each axis.
  let axes: [[Double]]
  /// m − n.
  let degreesOfFreedom: Int

  /// The step to either side of the minimum, short enough for slopes and long enough for searched figures.
  private static let step = 0.1

  /// The distribution as it is kept with the fit; `nil` if a coefficient overflows within a step.
  func basis(about minimum: FoundMinimum<some LawProblem>) -> WaldBasis? {
    func steps(_ length: Double) -> [[Double]] {
      axes.map { axis in
        minimum.problem.coefficients(zip(minimum.theta, axis).map { $0 + length * $1 })
      }
    }
    let (ahead, behind) = (steps(Self.step), steps(-Self.step))
    guard (ahead + behind).joined().allSatisfy(\.isFinite) else { return nil }
    return WaldBasis(
      degreesOfFreedom: degreesOfFreedom, step: Self.step, ahead: ahead, behind: behind)
  }

  /// Draws of the coefficients; those that overflow are left out.
  func draws(
    about minimum: FoundMinimum<some LawProblem>, count: Int, seed: UInt64
  ) -> [[Double]] {
    WaldBasis.scores(
      count: count, axes: axes.count, degreesOfFreedom: degreesOfFreedom, seed: seed
    ).compactMap { score in
      var theta = minimum.theta
      for (axis, length) in zip(axes, score) {
        for place in theta.indices { theta[place] += length * axis[place] }
      }
      let values = minimum.problem.coefficients(theta)
      return values.allSatisfy(\.isFinite) ? values : nil
    }
  }
}
