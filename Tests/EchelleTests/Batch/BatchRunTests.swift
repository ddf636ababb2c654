import Foundation
import Testing

@Suite("Batch: runs")
struct BatchRunTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs/a.csv")
    try sandbox.write(SampleRuns(tokens: [3e9, 9e9, 3e10]).csv(), to: "runs/b.csv")
    try sandbox.write("N,D,loss\n1e8,1e9,3\n", to: "few.csv")
  }

  private func batch(_ arguments: String...) async throws -> Outcome {
    try await Command.run(
      ["batch", "run"] + arguments + ["--results", "out", "--bootstrap", "20"],
      in: sandbox.folder)
  }

  private func fits() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: sandbox.url("out/fits").path).sorted()
  }

  private func modified(_ file: String) throws -> Date? {
    try FileManager.default.attributesOfItem(atPath: sandbox.url("out/fits/\(file)").path)[
      .modificationDate] as? Date
  }

  @Test("A folder of tables is fitted, each as 'echelle fit' fits it.")
  func folder() async throws {
    let run = try await batch("runs")
    #expect(run.exitCode == 0)
    #expect(run.errors.isEmpty)
    #expect(run.output.hasSuffix("2 of 2 fits done\n"))
    #expect(try fits().count == 2)
    let alone = try await sandbox.echelle(
      "fit", "runs/a.csv", "--bootstrap", "20", "--format", "json")
    let saved = try JSONDocument(sandbox.read("out/fits/\(fits()[0])"))
    #expect(
      try saved.number("coefficients.E.estimate")
        == JSONDocument(alone.output).number("coefficients.E.estimate"))
    let plan = try await sandbox.echelle("plan", "out/fits/\(fits()[0])", "--compute", "1e22")
    #expect(plan.exitCode == 0)
    #expect(try sandbox.read("out/summary.csv").split(separator: "\n").count == 3)
  }

  @Test("Finished fits are reused; changed ones are refitted.")
  func resumes() async throws {
    _ = try await batch("runs")
    let before = try fits().map { ($0, try modified($0)) }
    let record = try sandbox.read("out/batch.json")
    #expect(try await batch("runs").exitCode == 0)
    for (file, date) in before { #expect(try modified(file) == date) }
    #expect(try sandbox.read("out/batch.json") == record)

    try sandbox.write(SampleRuns(parameters: [1e8, 2e8, 2e9]).csv(), to: "runs/a.csv")
    #expect(try await batch("runs").exitCode == 0)
    #expect(try fits().count == 3)
    #expect(try await batch("runs", "--seed", "1").exitCode == 0)
    #expect(try fits().count == 5)
    #expect(try await batch("runs", "--kernel", "sse2").exitCode == 0)
    #expect(try fits().count >= 5)
  }

  @Test("A fit whose file is damaged is refitted.")
  func damaged() async throws {
    _ = try await batch("runs/a.csv")
    let file = "out/fits/\(try fits()[0])"
    let whole = try sandbox.read(file)
    try sandbox.write(String(whole.prefix(whole.count / 2)), to: file)
    #expect(try await batch("runs/a.csv").exitCode == 0)
    #expect(try sandbox.read(file) == whole)
  }

  @Test("The results do not depend on the number of threads.")
  func threads() async throws {
    _ = try await batch("runs", "--threads", "1")
    let record = try sandbox.read("out/batch.json")
    try FileManager.default.removeItem(at: sandbox.url("out"))
    _ = try await batch("runs", "--threads", "4")
    #expect(try sandbox.read("out/batch.json") == record)
  }

  @Test("A manifest gives every dataset every law, objective and subset.")
  func manifest() async throws {
    try sandbox.write(
      """
      datasets: [runs/a.csv, runs/b.csv]
      laws: [chinchilla, E + A / C^alpha]
      objectives: [huber, lad]
      subsets: [all, {name: small, where: N < 2e9}]
      bootstrap: 20
      """, to: "manifest.yml")
    let run = try await sandbox.echelle(
      "batch", "manifest.yml", "--results", "out", "--format", "csv")
    #expect(run.exitCode == 0)
    let rows = run.output.split(separator: "\n")
    #expect(rows.count == 17)
    #expect(rows[1].hasPrefix("runs/a.csv all chinchilla huber:0.001,runs/a.csv,,,chinchilla,"))
    #expect(rows[16].hasPrefix("runs/b.csv small E + A / C^alpha lad,runs/b.csv,small,,"))
    #expect(run.output == (try sandbox.read("out/summary.csv")))
  }

  @Test("Groups of one file are fits of their own.")
  func groups() async throws {
    let rows = ["dense", "sparse"].flatMap { name in SampleRuns().lines.map { "\(name),\($0)\n" } }
    try sandbox.write("family,N,D,loss\n" + rows.joined() + "tiny,1e8,1e9,3\n", to: "groups.csv")
    let run = try await batch("groups.csv", "--group-by", "family", "--format", "json")
    #expect(run.exitCode == 65)
    #expect(try JSONDocument(run.errors).text("message") == "1 of 3 failed: groups.csv/tiny")
    let document = try JSONDocument(run.output)
    #expect(try document.text("items.1.name") == "groups.csv/sparse")
    #expect(try document.text("items.1.group") == "sparse")
    #expect(try document.text("items.2.error").hasPrefix("groups.csv/tiny: 1 run cannot"))
  }

  @Test("Failures are collected with their reasons and retried.")
  func failures() async throws {
    let run = try await batch("few.csv", "gone.csv", "runs/a.csv")
    #expect(run.exitCode == 65)
    #expect(
      run.errors.hasPrefix(
        """
        error: few.csv: 1 run cannot determine 5 coefficients
          why: a fit needs at least as many runs as coefficients, and an interval many more
          fix: add runs, or exclude fewer with --where and --drop-highest
        error: gone.csv: no such file, folder or dataset

        """))
    #expect(run.errors.hasSuffix("\n2 of 3 failed: few.csv, gone.csv\n"))
    #expect(try fits().count == 1)
    #expect(try sandbox.read("out/index.html").contains("2 failed"))
    try sandbox.write(SampleRuns().csv(), to: "few.csv")
    try sandbox.write(SampleRuns().csv(), to: "gone.csv")
    #expect(try await batch("few.csv", "gone.csv", "runs/a.csv").exitCode == 0)
    #expect(try fits().count == 3)
  }

  @Test(
    "With --fail-fast the first failure ends the batch.",
    arguments: ["--fail-fast", "--no-keep-going"])
  func failFast(option: String) async throws {
    let run = try await batch("few.csv", "runs", option, "--threads", "1")
    #expect(run.exitCode == 65)
    #expect(run.errors.hasSuffix("1 of 1 failed: few.csv; the rest was not tried\n"))
    let record = sandbox.url("out/batch.json").path
    #expect(!FileManager.default.fileExists(atPath: record))
  }

  @Test(
    "An error in the manifest is reported with its line.",
    arguments: [
      ("dataset: [a]\n", "manifest.yml:1:1: unknown key 'dataset'"),
      ("laws: [chinchilla]\n", "manifest.yml:1:1: the key 'datasets' is missing"),
      (
        "datasets: [runs]\nobjectives: [hubert]\n", "manifest.yml:2:14: unknown objective 'hubert'"
      ),
      ("datasets: [runs]\nbootstrap: 1.5\n", "manifest.yml:2:12: expected a whole number"),
      ("datasets: [runs\n", "manifest.yml:2:1: invalid YAML"),
    ])
  func badManifest(text: String, error: String) async throws {
    try sandbox.write(text, to: "manifest.yml")
    let run = try await batch("manifest.yml")
    #expect(run.exitCode == 65)
    #expect(run.errors.hasPrefix("error: \(error)"), "\(run.errors)")
  }

  @Test(
    "Names that are HTML are text on the page, which is valid.", .needing("python", "java"))
  func escaped() async throws {
    try sandbox.write(SampleRuns().csv(), to: "<script>alert(1)<.csv")
    #expect(try await batch("<script>alert(1)<.csv", "gone.csv").exitCode == 65)
    let page = try sandbox.read("out/index.html")
    #expect(!page.contains("<script>"))
    #expect(page.contains("&lt;script&gt;"))
    let python = try #require(TestEnvironment.python)
    let script = Command.packageRoot.appendingPathComponent("Tests/check_html.py")
    let check = try await Command.run(
      [script.path, "out/index.html"], in: sandbox.folder, executable: python)
    #expect(check.exitCode == 0, "\(check.output)\(check.errors)")
  }

  @Test(
    "The page fits a telephone and a desk in both themes, with long names and without intervals.",
    .needing("python", "chromium"))
  func width() async throws {
    let name = String(repeating: "long", count: 30)
    try sandbox.write(SampleRuns().csv(), to: "\(name).csv")
    let run = try await sandbox.echelle(
      "batch", "run", "runs", "\(name).csv", "--law", "chinchilla", "--law", "E + A / C^alpha",
      "--objective", "huber", "--objective", "lad", "--results", "out", "--bootstrap", "20")
    #expect(run.exitCode == 0, "\(run.errors)")
    let python = try #require(TestEnvironment.python)
    let script = Command.packageRoot.appendingPathComponent("Tests/check-batch-page.py")
    let check = try await Command.run(
      [script.path, "out/index.html", "6", "12"], in: sandbox.folder, executable: python)
    #expect(check.exitCode == 0, "\(check.output)\(check.errors)")
  }
}
