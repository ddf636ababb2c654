internal import Inference
public import ScalingLaws
internal import Statistics
public import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Tests extrapolation: fits a law to the smaller runs and predicts the larger
/// ones.
///
/// For each quantile q of C the cut-off is the C of the run at that rank, so runs of
/// equal C are never separated. The runs up to it are fitted with the given options, and those beyond it
/// predicted.
///
/// The cut comes first, then the drop rules: they are applied only to the runs up to
/// the cut-off, as in a fit made at that time. Otherwise, which runs are dropped
/// would depend on runs that a forecaster does not have yet. All runs beyond the cut-off are predicted:
/// a forecaster cannot know in advance which of them will be outliers.
public struct Rollout: Sendable {
  /// The quantiles of C of the cut-offs.
  public static let quantiles = [0.5, 0.6, 0.7, 0.8, 0.9]

  /// The fitter of the law.
  public var fitter: LawFitter
  /// Whether an ensemble of laws forecasts too, if the law is one in N and D for a loss.
  public var hasEnsemble: Bool

  /// A rollout of the law of `fitter`, with its options.
  public init(fitter: LawFitter, hasEnsemble: Bool = false) {
    self.fitter = fitter
    self.hasEnsemble = hasEnsemble
  }

  /// Fits up to each cut-off, and predicts beyond it.
  ///
  /// - Parameters:
  ///   - table: The runs.
  ///   - progress: Called with the number of replicates done, over all cut-offs.
  /// - Returns: All cut-offs, including unusable ones.
  /// - Throws: ``RolloutError`` if no cut-off can be used, or the runs have no C;
  ///   `FitError.noRuns(dataset:rowsRead:)` if there are none.
  /// - Complexity: One fit per cut-off, and O(k log k) per forecast from k draws.
  public func run(_ table: RunTable, progress: FitProgress? = nil) async throws -> RolloutResult {
    let runs = table.inCanonicalOrder()
    guard runs.count > 0 else {
      throw FitError.noRuns(dataset: runs.printableName, rowsRead: runs.rowsRead)
    }
    guard runs.compute.allSatisfy(\.isFinite) else {
      throw RolloutError.noCompute(dataset: runs.printableName)
    }
    if let leftSide = fitter.options.law.opaqueResponse {
      throw RolloutError.leftSide(dataset: runs.printableName, leftSide: leftSide)
    }
    let splits = splits(runs)
    let usable = splits.filter { $0.refusal == nil }
    let replicates = fitter.options.replicateCount
    var done = 0
    var cutoffs: [RolloutCutoff] = []
    for split in splits {
      let outcome: RolloutCutoff.Outcome
      if let refusal = split.refusal {
        outcome = .refused(refusal)
      } else {
        let before = done
        outcome = try await self.outcome(split) { made, _ in
          progress?(before + made, usable.count * replicates)
        }
        done += replicates
      }
      cutoffs.append(
        RolloutCutoff(
          quantile: split.quantile, compute: split.compute, below: split.below.count,
          above: split.above.count, outcome: outcome))
    }
    guard let first = cutoffs.compactMap(\.trial).first else {
      throw RolloutError.noUsableCutoff(
        dataset: runs.printableName,
        reasons: cutoffs.map { cutoff in
          "quantile \(cutoff.quantile): \(cutoff.refusal?.description ?? "")"
        })
    }
    return RolloutResult(
      runs, options: fitter.options, provenance: first.fit.provenance, cutoffs: cutoffs)
  }

  /// The runs on either side of a cut-off.
  private struct Split {
    var quantile: Double
    var compute: Double
    var below: RunTable
    var above: RunTable
    var refusal: RolloutRefusal?
  }

  private func splits(_ runs: RunTable) -> [Split] {
    let order = runs.compute.sorted()
    let needed = 2 * fitter.options.law.coefficients.count
    var splits: [Split] = []
    for quantile in Self.quantiles {
      let compute = order[Int(Double(order.count - 1) * quantile)]
      let bound = "C of the cut-off at quantile \(quantile), \(compute)"
      var split = Split(
        quantile: quantile, compute: compute,
        below: runs.subset(
          (0..<runs.count).filter { runs.compute[$0] <= compute }, because: "above \(bound)"),
        above: runs.subset(
          (0..<runs.count).filter { runs.compute[$0] > compute }, because: "up to \(bound)"))
      let used = split.below.countedRows().count
      if let same = splits.first(where: { $0.compute == compute }) {
        split.refusal = .sameAs(quantile: same.quantile)
      } else if split.above.count == 0 {
        split.refusal = .nothingBeyond
      } else if used < needed {
        split.refusal = .tooFewRuns(count: used, needed: needed)
      }
      splits.append(split)
    }
    return splits
  }

  private func outcome(
    _ split: Split, progress: @escaping FitProgress
  ) async throws -> RolloutCutoff.Outcome {
    let fit: FittedLaw
    do {
      fit = try await fitter.fit(split.below, progress: progress)
    } catch let error as FitError {
      return .refused(.notFitted(error))
    }
    guard fit.certificate.converged else {
      return .refused(.notConverged(fit.certificate.termination))
    }
    let ensemble =
      hasEnsemble
      ? try await AnalysedFit(
        fit, version: fitter.version, threadCount: fitter.options.threadCount
      ).ensemble : nil
    let used = split.below.countedRows()
    let scatter = fit.scatter
    let trend = ComputeTrend(split.below, used: used, options: fitter.options)
    let best = fit.direction.best(of: used.map { split.below.loss[$0] }) ?? .nan
    let above = split.above
    let forecasts = try await concurrentChunks(
      count: above.count, threads: fitter.options.threadCount, chunkSize: 16, progress: nil
    ) { range in
      range.map { row in
        let law = fit.predict(at: above.point(of: fit.law, row: row), scatter: scatter)
        return RolloutForecast(
          row: above.rowNumber[row], parameterCount: above.parameterCount[row],
          tokenCount: above.tokenCount[row], compute: above.compute[row],
          decadesBeyond: log10(above.compute[row] / split.compute), loss: above.loss[row],
          predictions: [
            .law: law.newRun,
            .ensemble: ensemble?.forecast(
              parameterCount: above.parameterCount[row], tokenCount: above.tokenCount[row],
              level: fitter.options.level)?.loss,
            .computeTrend: trend?.newRun(compute: above.compute[row]),
            .lowestLoss: .missing(best, because: "it is the loss of a single run"),
          ].compactMapValues { $0 })
      }
    }
    return .scored(RolloutTrial(fit: fit, forecasts: forecasts))
  }
}
