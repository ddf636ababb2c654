public import ScalingLaws
public import TrainingRuns

/// What came of verifying the published fits of a dataset.
public struct DatasetVerification: Sendable {
  /// The dataset.
  public var dataset: Dataset
  /// What came of it.
  public var outcome: Outcome

  /// What can come of verifying a dataset.
  public enum Outcome: Sendable, Equatable {
    /// Its table is not here.
    case absent
    /// Its table has another SHA-256 than its descriptor says.
    case otherFile(expected: String, found: String)
    /// The table cannot be read or fitted, for the reason told.
    case unusable(String)
    /// The published fits were checked.
    ///
    /// `rows` were read and `used` fitted, or left to fit where nothing was published; both `nil` where
    /// the published laws are not known.
    case checked([PublishedFitCheck], rows: Int?, used: Int?)
  }

  /// The checks of published fits that were made.
  public var checks: [PublishedFitCheck] {
    if case .checked(let checks, _, _) = outcome { checks } else { [] }
  }

  /// Whether something does not reproduce that should.
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
  /// Verifies the published fits of a dataset: its file first, by SHA-256 where the descriptor has
  /// one, then each fit; where there is none, that the table can be read.
  ///
  /// - Parameters:
  ///   - dataset: The dataset.
  ///   - programs: With what its SHA-256 is found.
  ///   - progress: Told how far each refit is.
  /// - Returns: What came of it.
  /// - Throws: `DownloadError` where no program can find a SHA-256, and
  ///   `CancellationError`. What is wrong with the dataset is an outcome.
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
