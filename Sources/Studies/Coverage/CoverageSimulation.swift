import ScalingLaws
import Statistics
import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// One simulated set: the intervals of each figure, by method.
struct CoverageSet: Sendable {
  /// The intervals in the order of the figures, `nil` for none; empty if the set was not fitted.
  var intervals: [IntervalMethod: [ConfidenceInterval?]] = [:]
  /// The method that `IntervalMethod.auto` chose; `nil` if it was not asked.
  var chosen: IntervalMethod?
}

/// Simulates sets of runs and fits them.
struct CoverageSimulation: Sendable {
  let runs: RunTable
  let fitter: LawFitter
  let fit: FittedLaw
  let truth: CoverageTruth
  let noise: CoverageNoise
  let sigma: Double
  let methods: [IntervalMethod]
  let targets: [CoverageTarget]

  /// The sets, several at a time.
  func sets(_ count: Int, progress: FitProgress?) async throws -> [CoverageSet] {
    try await withThrowingTaskGroup(of: (Int, CoverageSet).self) { group in
      var sets: [CoverageSet?] = Array(repeating: nil, count: count)
      var (next, done) = (0, 0)
      func addTask() {
        guard next < count else { return }
        let index = next
        next += 1
        group.addTask { (index, try await set(index)) }
      }
      for _ in 0..<max(1, fitter.options.threadCount) { addTask() }
      while let (index, set) = try await group.next() {
        try Task.checkCancellation()
        sets[index] = set
        done += 1
        progress?(done, count)
        addTask()
      }
      return sets.compactMap { $0 }
    }
  }

  /// The intervals of the set numbered `index`.
  private func set(_ index: Int) async throws -> CoverageSet {
    let simulated = runs.observing(losses(index))
    var fitter = fitter
    fitter.options.threadCount = 1
    fitter.options.seed = fitter.options.seed &+ UInt64(index)
    fitter.options.givenStarts = [
      Dictionary(uniqueKeysWithValues: zip(fit.law.coefficients, fit.values))
    ]
    var set = CoverageSet()
    do {
      for method in methods where method != .auto {
        try await add(method, of: simulated, by: fitter, to: &set)
      }
      guard methods.contains(.auto) else { return set }
      // The choice does not depend on replicates.
      var choosing = fitter
      choosing.options.interval = .auto
      choosing.options.replicateCount = 0
      let chosen = try await choosing.fit(simulated).bootstrap.method
      if set.intervals[chosen] == nil {
        try await add(chosen, of: simulated, by: fitter, to: &set)
      }
      set.chosen = chosen
      set.intervals[.auto] = set.intervals[chosen]
    } catch is FitError {
      return CoverageSet()
    }
    return set
  }

  private func add(
    _ method: IntervalMethod, of simulated: RunTable, by fitter: LawFitter,
    to set: inout CoverageSet
  ) async throws {
    guard set.intervals[method] == nil else { return }
    var fitter = fitter
    // Both read the same replicates.
    let isShared = method == .percentile && methods.contains(.bca)
    fitter.options.interval = isShared ? .bca : method
    var fit = try await fitter.fit(simulated)
    set.intervals[fit.bootstrap.method] = intervals(fit)
    guard isShared else { return }
    fit.bootstrap.method = .percentile
    set.intervals[.percentile] = intervals(fit)
  }

  private func intervals(_ fit: FittedLaw) -> [ConfidenceInterval?] {
    let draws = fit.lawDraws
    return targets.map { draws.estimate($0.figure).interval }
  }

  /// The losses of one set.
  private func losses(_ index: Int) -> [Double] {
    // The fits of the sets use streams under the seed itself.
    var stream = RandomStream(seed: ~fitter.options.seed, purpose: .scatter, index: index)
    let isLog = fit.objective.space == "log"
    let sides = (0..<runs.count).map { row in
      truth.law.rightSide(at: runs.point(of: truth.law, row: row))(truth.values)
    }
    let residuals = noise.residuals(
      at: isLog ? sides.map { log($0) } : sides, sigma: sigma, observed: fit.residuals,
      from: &stream)
    return zip(sides, residuals).map { side, residual in
      truth.law.quantity(fromLeftSide: isLog ? side * exp(residual) : side + residual)
    }
  }
}
