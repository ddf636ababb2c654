import Diagnostics
public import ScalingLaws
public import TrainingRuns

/// Applies the three approaches of the Chinchilla paper to the same runs.
public struct ApproachComparer: Sendable {
  /// Approach 1.
  public var envelope: EnvelopeFitter
  /// Approach 2.
  public var isoFLOP: IsoFLOPFitter
  /// Approach 3.
  public var parametric: LawFitter

  /// Creates a comparer of the three.
  public init(envelope: EnvelopeFitter, isoFLOP: IsoFLOPFitter, parametric: LawFitter) {
    self.envelope = envelope
    self.isoFLOP = isoFLOP
    self.parametric = parametric
  }

  /// Compares the approaches on `runs`.
  ///
  /// - Returns: Each approach with its exponents, or the reason why it is not applicable.
  /// - Throws: `FitError.noRuns(dataset:rowsRead:)` if there are no rows, `CancellationError` if the task is cancelled.
  public func compare(
    _ runs: RunTable, progress: FitProgress? = nil
  ) async throws -> ApproachComparison {
    let profiles = try await isoFLOP.fit(runs, progress: progress)
    return ApproachComparison(
      dataset: profiles.dataset,
      envelope: try await attempt(runs) { try await envelope.fit(runs, progress: progress) },
      isoFLOP: profiles,
      parametric: try await attempt(runs) { try await parametric.fit(runs, progress: progress) })
  }

  private func attempt<Fit: Sendable & Equatable>(
    _ runs: RunTable, _ work: () async throws -> Fit
  ) async throws -> ApproachComparison.Attempt<Fit> {
    do {
      return .made(try await work())
    } catch let error as AllocationError {
      return .refused(error.diagnostic.reason)
    } catch let error as FitError {
      return .refused(error.diagnostic.reason)
    }
  }
}
