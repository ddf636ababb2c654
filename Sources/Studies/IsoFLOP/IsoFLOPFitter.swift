public import ScalingLaws
internal import Statistics
public import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Fits IsoFLOP profiles: approach 2 of the Chinchilla paper.
///
/// Runs are grouped into compute budgets; in each, a polynomial in log N is fitted to the losses, and
/// its minimum is N*(C). D*(C) is the D of the runs at N*, interpolated in log N within the
/// budget, or C/(k·N*) if they have no D of their own. Lines through log N* and log D* against log C give the exponents a and b. The
/// intervals come from resampling runs within budgets and repeating the procedure.
///
/// Reference: Hoffmann et al. 2022, section 3.2, arXiv:2203.15556.
public struct IsoFLOPFitter: Sendable {
  /// How profiles are formed and fitted.
  public var options: IsoFLOPOptions

  /// A fitter with the given options.
  public init(options: IsoFLOPOptions = IsoFLOPOptions()) {
    self.options = options
  }

  /// Fits the profiles of the runs in `table`.
  ///
  /// - Returns: Every budget with its optimum or the reason for its absence, and the power laws if
  ///   at least three budgets have one.
  /// - Throws: `FitError.noRuns(dataset:rowsRead:)` if there are no rows, `CancellationError` if the task is cancelled.
  /// - Complexity: O(replicates · m · n²) for m runs and n coefficients of a curve.
  public func fit(_ table: RunTable, progress: FitProgress? = nil) async throws -> IsoFLOPFit {
    let runs = table.inCanonicalOrder()
    let used = try runs.usedRows()
    let redrawsDrops = runs.redrawDrops && !runs.dropRules.isEmpty
    let copies = runs.copies(of: used)
    // A run of weight 0 counts as absent.
    let candidates = (redrawsDrops ? Array(0..<runs.count) : used)
      .filter { (runs.weight?[$0] ?? 1) > 0 }
    // A budget whose runs are all dropped is skipped.
    let budgets = ComputeBudget.dividing(candidates, of: runs, tolerance: options.tolerance)
      .filter { $0.rows.contains { copies[$0] > 0 } }
    let deviation = runs.largestTokenDeviation(used)
    let tokens = deviation > 0 ? TokenSource.given : .fromCompute
    let points = budgets.map {
      ProfilePoints($0, runs: runs, window: options.window, tokens: tokens)
    }
    let bootstrap = IsoFLOPBootstrap(
      budgets: points, coefficientCounts: points.map { $0.coefficientCount(copies) },
      rowCount: runs.count, dropRules: redrawsDrops ? runs.dropRules : [],
      seed: options.resampling.seed)
    let replicates = try await concurrentChunks(
      count: options.resampling.replicateCount, threads: options.resampling.threadCount,
      chunkSize: 125, progress: progress
    ) { bootstrap.replicates($0) }

    let product = log(runs.flopPerParameterToken)
    let profiles = budgets.enumerated().map { index, budget in
      profile(
        points[index], rows: budget.rows.filter { copies[$0] > 0 }, runs: runs, copies: copies,
        product: product,
        replicates: ProfileCurve.allCases.reduce(into: [:]) { minima, curve in
          minima[curve] = replicates.map { $0[curve]?[index] ?? .undetermined }
        })
    }
    let allocation = IsoFLOPAllocation(
      profiles: profiles, replicates: replicates, product: product, options: options)
    return IsoFLOPFit(
      dataset: DatasetSummary(runs, used: used), curve: options.curve,
      tolerance: options.tolerance, window: options.window.isFinite ? options.window : nil,
      tokenSource: tokens, largestTokenDeviation: deviation,
      isWeighted: runs.isWeighted(used), weighting: options.weighting,
      resampling: options.resampling,
      redrawsDrops: redrawsDrops, profiles: profiles, laws: allocation.laws,
      replicatesWithFewerBudgets: allocation.replicatesWithFewerBudgets,
      curveDifference: allocation.curveDifference)
  }

  private func profile(
    _ points: ProfilePoints, rows: [Int], runs: RunTable, copies: [Double], product: Double,
    replicates: [ProfileCurve: [ProfileMinimum]]
  ) -> IsoFLOPProfile {
    let logCompute = rows.reduce(0) { $0 + log(runs.compute[$1]) } / Double(rows.count)
    let span = DatasetSummary.Extent(
      points.selected(copies).map { runs.parameterCount[points.rows[$0]] })
    let sizeCount = points.sizeCount(copies)
    var outcomes: [ProfileCurve: IsoFLOPOutcome] = [:]
    for curve in ProfileCurve.allCases {
      outcomes[curve] =
        sizeCount < curve.fewestSizes
        ? .refused(.tooFewSizes(count: sizeCount, needed: curve.fewestSizes, curve: curve))
        : outcome(
          points.minimum(curve, copies: copies), curve, span: span,
          logProduct: logCompute - product, replicates: replicates[curve] ?? [])
    }
    return IsoFLOPProfile(
      compute: exp(logCompute), computeSpan: DatasetSummary.Extent(rows.map { runs.compute[$0] }),
      runCount: rows.count, sizeCount: sizeCount, parameterSpan: span,
      tokenExcess: points.tokenExcess(copies), outcomes: outcomes)
  }

  private func outcome(
    _ minimum: ProfileMinimum, _ curve: ProfileCurve, span: DatasetSummary.Extent,
    logProduct: Double, replicates: [ProfileMinimum]
  ) -> IsoFLOPOutcome {
    switch minimum {
    case .undetermined: return .refused(.undetermined(curve: curve))
    case .smallest(_, let isConcave):
      return .refused(isConcave ? .concave : .lowestAtSmallest(parameterCount: span.lower))
    case .largest(_, let isConcave):
      return .refused(isConcave ? .concave : .lowestAtLargest(parameterCount: span.upper))
    case .interior(let logParameters, let loss, let logExcess):
      let draws = replicates.map(\.logParameters)
      let failure = "did not determine the \(curve.name)"
      let sizes = options.resampling.draws(draws, failure: failure)
      return .optimum(
        IsoFLOPOptimum(
          parameterCount: sizes.estimate(ofExponential: logParameters),
          tokenCount: options.resampling.draws(
            replicates.map { logProduct - $0.logParameters + $0.logExcess }, failure: failure
          ).estimate(ofExponential: logProduct - logParameters + logExcess),
          loss: options.resampling.draws(replicates.map(\.loss), failure: failure)
            .estimate(of: loss),
          logTokenExcess: logExcess, logStandardError: centralDeviation(of: draws)))
    }
  }
}

extension ProfilePoints {
  /// The number of coefficients of the largest curve that the points support.
  fileprivate func coefficientCount(_ copies: [Double]) -> Int? {
    let sizes = sizeCount(copies)
    return ProfileCurve.allCases.filter { $0.fewestSizes <= sizes }.map { $0.rawValue + 1 }.max()
  }
}
