import Foundation
import Testing

@Suite("Reports that are passed on")
struct ReportPathsTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  /// The files below a folder of which some bytes are those of `text`.
  private func files(in folder: String, with text: String) throws -> [String] {
    let needle = Data(text.utf8)
    return try (FileManager.default.subpaths(atPath: sandbox.url(folder).path) ?? []).filter {
      let file = sandbox.url("\(folder)/\($0)")
      guard !["", "png", "pdf"].contains(file.pathExtension) else { return false }
      return try Data(contentsOf: file).range(of: needle) != nil
    }
  }

  @Test(
    "No file of a report holds the folders of its author, nor one of a document beside the fit.")
  func folders() async throws {
    try sandbox.write(SampleRuns().csv(), to: "private/h.csv")
    let path = sandbox.url("private/h.csv").path
    let fit = try await sandbox.echelle("fit", path, "--bootstrap", "20", "--report", "fit")
    #expect(fit.exitCode == 0, "\(fit.errors)")
    let document = try await sandbox.echelle(
      "approaches", path, "--bootstrap", "20", "--format", "json", "-o", "with.json")
    #expect(document.exitCode == 0, "\(document.errors)")
    let report = try await sandbox.echelle(
      "report", path, "--bootstrap", "20", "--with", "with.json", "-o", "report")
    #expect(report.exitCode == 0, "\(report.errors)")
    let notebook = try await sandbox.echelle("export", "notebook", "with.json", "-o", "notebook")
    #expect(notebook.exitCode == 0, "\(notebook.errors)")
    for folder in ["fit", "report", "notebook"] {
      #expect(try files(in: folder, with: sandbox.folder.path).isEmpty)
      #expect(try !files(in: folder, with: "h.csv").isEmpty)
    }
  }

  @Test("A report has no control character of a name, neither in its page nor beside it.")
  func controls() async throws {
    let rows = SampleRuns().lines.enumerated().map { "a\u{202E}\($0),\($1)\n" }
    try sandbox.write("run,N,D,loss\n" + rows.joined(), to: "runs.csv")
    let run = try await sandbox.echelle("fit", "runs.csv", "--bootstrap", "20", "--report", "out")
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(try files(in: "out", with: "\u{202E}").filter { !$0.hasPrefix("data/") }.isEmpty)
  }
}
