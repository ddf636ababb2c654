public import ScalingLaws
internal import Statistics
public import TrainingRuns

/// Leave-one-out predictions: each run predicted by a fit to the others.
public struct LeaveOneOut: Sendable {
  /// A run with its leave-one-out prediction.
  public struct Forecast: Sendable, Equatable {
    /// The number of the run among the data rows of the file, from 1.
    public var row: Int
    /// The observation.
    public var observed: Double
    /// The prediction of the law fitted to the other runs.
    public var predicted: Double
  }

  /// The fitter of the law.
  public var fitter: LawFitter

  /// A test of the law of `fitter`.
  public init(fitter: LawFitter) {
    self.fitter = fitter
    self.fitter.options.replicateCount = 0
  }

  /// One forecast per run that a fit would use.
  ///
  /// Each fit starts from the minimum over all runs, which does not bias its own minimum.
  ///
  /// - Throws: `FitError` if the runs cannot determine the law.
  /// - Complexity: One fit, plus one single-start fit per run.
  public func forecasts(_ table: RunTable, progress: FitProgress? = nil) async throws -> [Forecast]
  {
    let runs = table.inCanonicalOrder()
    let law = fitter.options.law
    let used = runs.rowsAfterDrops().used
    let kept = runs.subset(used, because: "dropped before").droppingHighestLosses(0)
    let whole = try await fitter.fit(kept)
    var warm = fitter
    warm.options.givenStarts = [whole.coefficients.mapValues(\.value)]
    var forecasts: [Forecast] = []
    for left in 0..<kept.count {
      let others = kept.subset((0..<kept.count).filter { $0 != left }, because: "left out")
      let fit = try await warm.fit(others)
      forecasts.append(
        Forecast(
          row: kept.rowNumber[left], observed: kept.loss[left],
          predicted: law.value(at: kept.point(of: law, row: left), values: fit.values)))
      progress?(left + 1, kept.count)
    }
    return forecasts.sorted { $0.row < $1.row }
  }
}
