import Foundation
import Testing

@Suite("Report notebooks", .needing("python"))
struct ReportNotebookTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(header: "N,D,loss"), to: "runs $1_a.csv")
  }

  /// What Python finds wrong with the notebook at `path`; empty where nothing is.
  private func faults(_ path: String) async throws -> String {
    let python = try #require(TestEnvironment.python)
    let script = Command.packageRoot.appendingPathComponent("Tests/check-notebook.py")
    let run = try await Command.run([script.path, path], in: sandbox.folder, executable: python)
    let text = (run.output + run.errors).trimmingCharacters(in: .whitespacesAndNewlines)
    return run.exitCode == 0 ? "" : "exit code \(run.exitCode): \(text)"
  }

  @Test("A notebook is valid, runs beside its data, and shows what running it gives.")
  func executes() async throws {
    for document in ["rollout", "multiverse"] {
      let run = try await sandbox.echelle(
        document, "runs $1_a.csv", "--bootstrap", "20", "--format", "json", "-o",
        "\(document).json")
      #expect(run.exitCode == 0, "\(run.errors)")
    }
    let run = try await sandbox.echelle(
      "export", "notebook", "runs $1_a.csv", "--bootstrap", "100", "--with", "rollout.json",
      "--with", "multiverse.json", "-o", "out")
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: sandbox.url("out").path).sorted()
        == [".echelle-files.json", "data", "notebook.ipynb", "report.json"])
    #expect(try await faults("out/notebook.ipynb") == "")
  }

  @Test(
    "Documents that are no fit make notebooks too, with a figure.",
    arguments: [
      ["outlook", "--to", "2030"],
      ["approaches", "runs $1_a.csv", "--bootstrap", "20"],
      [
        "precision", "runs $1_a.csv", "--params", "1B", "--tokens", "20B", "--sparsity", "0.5",
        "--bootstrap", "20",
      ],
      [
        "laws", "evaluate", "data-constrained", "--params", "1B,1B,2B,2B", "--tokens",
        "9B,40B,9B,40B", "--at", "U=9e9",
      ],
    ])
  func documents(_ words: [String]) async throws {
    let written = try await Command.run(
      words + ["--format", "json", "-o", "document.json"], in: sandbox.folder)
    #expect(written.exitCode == 0, "\(written.errors)")
    let run = try await sandbox.echelle("export", "notebook", "document.json", "-o", "out")
    #expect(run.exitCode == 0, "\(run.errors)")
    let notebook = try sandbox.read("out/notebook.ipynb")
    #expect(notebook.contains("plt.show()"))
    // The folders of its author are no part of what is sent on.
    let document = try sandbox.read("document.json")
      .replacing(Command.executable.path, with: Command.executable.lastPathComponent)
    #expect(try sandbox.read("out/report.json") == document)
    #expect(try await faults("out/notebook.ipynb") == "")
  }

  @Test(
    "What has no effect on a document other than a fit is refused, as is a document that is not shown."
  )
  func refusals() async throws {
    let written = try await sandbox.echelle(
      "outlook", "--to", "2030", "--format", "json", "-o", "outlook.json")
    #expect(written.exitCode == 0)
    let budget = try await sandbox.echelle(
      "export", "notebook", "outlook.json", "--compute", "1e22", "-o", "out")
    #expect(budget.exitCode == 64)
    #expect(
      budget.errors.hasPrefix("error: --compute: has no effect on a document other than a fit\n"))
    let listed = try await sandbox.echelle("grid", "list", "--format", "json", "-o", "grid.json")
    #expect(listed.exitCode == 0)
    let other = try await sandbox.echelle("export", "notebook", "grid.json", "-o", "out")
    #expect(other.exitCode == 65)
    #expect(
      other.errors.hasPrefix("error: grid.json: a report cannot show this kind of document\n"))
  }

  static let exported =
    (try? FileManager.default.contentsOfDirectory(
      atPath: Command.packageRoot.appendingPathComponent("notebooks-export").path))?
    .filter { !$0.contains(".") }.sorted() ?? []

  @Test(
    "Every notebook of notebooks-export runs, and shows what running it gives.", arguments: exported
  )
  func exports(_ name: String) async throws {
    let path = Command.packageRoot.appendingPathComponent("notebooks-export/\(name)/notebook.ipynb")
      .path
    #expect(try await faults(path) == "")
    let page = try String(contentsOfFile: path.replacing(".ipynb", with: ".html"), encoding: .utf8)
    #expect(!page.contains("src=\"http") && !page.contains("@import"), "the page loads something")
  }

  @Test("There is a notebook for each reproduction.")
  func reproductions() {
    #expect(Self.exported.count == 7)
  }

  @Test("A notebook whose outputs do not match its cells is detected.")
  func departures() async throws {
    let run = try await sandbox.echelle(
      "export", "notebook", "runs $1_a.csv", "--bootstrap", "20", "-o", "out")
    #expect(run.exitCode == 0, "\(run.errors)")
    let notebook = try sandbox.read("out/notebook.ipynb")
    let changed = notebook.replacing("unbounded\\\" if", with: "endless\\\" if")
      .replacing("estimate['estimate'])", with: "2 * estimate['estimate'])")
    #expect(changed != notebook)
    try sandbox.write(changed, to: "out/notebook.ipynb")
    #expect(try await faults("out/notebook.ipynb").contains("answer-code: prints"))
  }

  @Test("A whole report has the same notebook, and one form of it can be written alone.")
  func forms() async throws {
    let report = try await sandbox.echelle(
      "report", "runs $1_a.csv", "--bootstrap", "20", "-o", "out",
      environment: ["PATH": "/nowhere"])
    #expect(report.exitCode == 0)
    let alone = try await sandbox.echelle(
      "export", "notebook", "runs $1_a.csv", "--bootstrap", "20", "--format", "ipynb",
      environment: ["PATH": "/nowhere"])
    #expect(alone.exitCode == 0, "\(alone.errors)")
    let notebook = try sandbox.read("out/notebook.ipynb")
    // The commands differ, nothing else.
    #expect(
      notebook.components(separatedBy: "## Reproduce")[0]
        == alone.output.components(separatedBy: "## Reproduce")[0])
    #expect(!notebook.contains("image/png"), "nothing was drawn")
  }
}
