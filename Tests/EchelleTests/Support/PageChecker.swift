import Foundation
import Testing

/// Checks pages in headless Chromium.
struct PageChecker {
  private let python: URL

  /// Needs Chromium and Java as well.
  ///
  /// - Throws: Where `make test` has not made the virtual environment.
  init() throws {
    python = try #require(TestEnvironment.python)
  }

  /// What is wrong with the page in `report`, made of `fit.json` beside it, a line each.
  ///
  /// - Parameters:
  ///   - report: The folder of the report.
  ///   - sandbox: Where both are.
  ///   - budgets: Budgets that are typed into the page.
  ///   - hovered: What has to be seen where a run is pointed at.
  /// - Returns: The faults; empty where there are none.
  /// - Throws: `CocoaError` where the checker cannot be run.
  func faults(
    _ report: String, in sandbox: Sandbox, budgets: [String], hovered: String
  ) async throws -> String {
    let script = Command.packageRoot.appendingPathComponent("Tests/check-page.py")
    let run = try await Command.run(
      [
        script.path, Command.executable.path, "fit.json", "\(report)/index.html",
        budgets.joined(separator: ","), hovered,
      ], in: sandbox.folder, executable: python)
    let text = (run.output + run.errors).trimmingCharacters(in: .whitespacesAndNewlines)
    return run.exitCode == 0 ? "" : "exit code \(run.exitCode): \(text)"
  }
}
