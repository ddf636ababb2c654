public import ScalingLaws
internal import Statistics
public import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Computes the envelope of training curves: approach 1 of the Chinchilla paper.
///
/// At compute values evenly spaced in log C, the run with the lowest loss gives N* and D*; each curve
/// is interpolated linearly between its checkpoints in log C and log L. A point is usable if models
/// both smaller and larger than the best one reach its compute. Log–log lines through those
/// points give a and b; the intervals come from resampling whole runs.
///
/// Reference: Hoffmann et al. 2022, section 3.1, arXiv:2203.15556.
public struct EnvelopeFitter: Sendable {
  /// How the envelope is made.
  public var options: EnvelopeOptions

  /// A fitter with the given options.
  public init(options: EnvelopeOptions = EnvelopeOptions()) {
    self.options = options
  }

  /// Computes the envelope of the runs in `table`, with several rows per run; drop rules are applied once.
  ///
  /// - Throws: ``AllocationError`` if the rows are not training curves,
  ///   `FitError.noRuns(dataset:rowsRead:)` if there are none, `CancellationError` if the
  ///   task is cancelled.
  /// - Complexity: O(replicates · curves · values).
  public func fit(_ table: RunTable, progress: FitProgress? = nil) async throws -> EnvelopeFit {
    let runs = table.inCanonicalOrder()
    let used = try runs.usedRows()
    let (curves, singles) = try TrainingCurve.curves(of: runs, rows: used)
    let grid = EnvelopeGrid(
      curves.map { $0.smoothed(options.smoothing * log(10)) },
      valuesPerDecade: options.valuesPerDecade)
    let seed = options.resampling.seed
    let replicates = try await concurrentChunks(
      count: options.resampling.replicateCount, threads: options.resampling.threadCount,
      chunkSize: 125, progress: progress
    ) { range in
      range.map { replicate in
        var stream = RandomStream(seed: seed, purpose: .resampling, index: replicate)
        var isPresent = Array(repeating: false, count: curves.count)
        for _ in curves.indices { isPresent[stream.index(below: curves.count)] = true }
        return grid.allocation(among: isPresent)
      }
    }
    let everyCurve = Array(repeating: true, count: curves.count)
    return EnvelopeFit(
      dataset: DatasetSummary(runs, used: used), runColumn: runs.headers[.run],
      curveCount: curves.count, singleCount: singles, valuesPerDecade: options.valuesPerDecade,
      smoothing: options.smoothing, resampling: options.resampling,
      points: grid.points(among: everyCurve),
      law: grid.allocation(among: everyCurve).law(
        .equal, replicates: replicates, options: options.resampling,
        failure: "had fewer than \(fewestAllocationPoints) model sizes on the envelope"))
  }
}
