import ArgumentParser
import Diagnostics
import Documents
import Escaping
import Reporting

/// The failures of a command that continues after one.
struct FailureList {
  /// Whether there is only one part, whose failure is the command's.
  var isAlone: Bool
  private(set) var list: [FailedDataset] = []
  private var errors: [any Error] = []

  init(isAlone: Bool) {
    self.isAlone = isAlone
  }

  /// Does a part of the work; records its failure under `name` unless it is the only part.
  mutating func collecting(_ name: String, _ work: () async throws -> Void) async throws {
    do {
      try await work()
    } catch {
      if isAlone || error is CancellationError { throw error }
      errors.append(error)
      list.append(FailedDataset(name: name, error: Failure.diagnostic(of: error).description))
    }
  }

  /// Reports the failures, and ends the command with their status if there are any.
  func finish() throws {
    guard !list.isEmpty else { return }
    guard !CommandLineWords.current.asksForJSON else {
      throw Failure.reportDocuments(errors)
    }
    throw Failure.report(
      list.map(\.error),
      summary: "\(list.count) failed: "
        + list.map { $0.name.escapingControlCharacters() }.joined(separator: ", "),
      category: Failure.category(ofAll: errors))
  }
}
