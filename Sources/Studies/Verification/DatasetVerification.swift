public import ScalingLaws
public import TrainingRuns

/// The outcome of verifying the published fits of a dataset.
public struct DatasetVerification: Sendable {
  /// The dataset.
  public var dataset: Dataset
  /// The outcome.
  public var outcome: Outcome

  /// The possible outcomes of verifying a dataset.
  public enum Outcome: Sendable, Equatable {
    /// Its table is missing.
    case absent
    /// Its table's SHA-256 differs from the descriptor's.
    case otherFile(expected: String, found: String)
    /// The table cannot be read or fitted, for the given reason.
    case unusable(String)
    /// The published fits were checked.
    ///
    /// `rows` were read and `used` fitted, or available to fit if nothing was published; both `nil` if
    /// the published laws are unknown.
    case checked([PublishedFitCheck], rows: Int?, used: Int?)
  }

  /// The checks of published fits.
  public var checks: [PublishedFitCheck] {
    if case .checked(let checks, _, _) = outcome { checks } else { [] }
  }

  /// Whether a fit that should reproduce does not.
  public var hasFailed: Bool {
    switch outcome {
    case .absent: false
    case .otherFile, .unusable: true
    case .checked(let checks, _, _):
      checks.contains { if case .failed = $0.verdict { true } else { false } }
    }
  }
}

extension PublishedFitVerifier {
  /// Verifies the published fits of a dataset: first its file, by SHA-256 if the descriptor has
  /// one, then each fit; without published fits, that the table can be read.
  ///
  /// - Parameters:
  ///   - dataset: The dataset.
  ///   - programs: The programs that compute its SHA-256.
  ///   - progress: Called with the progress of each refit.
  /// - Returns: The outcome.
  /// - Throws: `DownloadError` if no program can compute a SHA-256, and
  ///   `CancellationError`. Errors in the dataset are outcomes.
  public func verify(
    _ dataset: Dataset, by programs: Programs, progress: FitProgress? = nil
  ) async throws -> DatasetVerification {
    DatasetVerification(
      dataset: dataset, outcome: try await outcome(dataset, programs, progress))
  }

  private func outcome(
    _ dataset: Dataset, _ programs: Programs, _ progress: FitProgress?
  ) async throws -> DatasetVerification.Outcome {
    guard dataset.isPresent else { return .absent }
    if let expected = dataset.descriptor.source?.sha256 {
      let found = try await programs.sha256(ofFile: dataset.path)
      guard found == expected else { return .otherFile(expected: expected, found: found) }
    }
    var read: RunTable?
    do {
      if dataset.descriptor.published.isEmpty {
        var options = ReadingOptions()
        options.requiredRoles = []
        read = try RunTable(reading: dataset.source, options: options)
      }
      let checks = try await check(dataset.descriptor.published, progress: progress) {
        law, filters in
        var options = ReadingOptions()
        try options.require([law])
        options.filters = filters
        // The errors of single rows are the strictest measure of a difference.
        options.resampling = .rows
        let runs = try RunTable(reading: dataset.source, options: options)
        read = runs
        return runs
      }
      return .checked(
        checks, rows: read?.rowsRead, used: read?.rowsAfterDrops().used.count)
    } catch let error as CancellationError {
      throw error
    } catch {
      return .unusable("\(error)")
    }
  }
}
