import Foundation
import Testing

@Suite("echelle fit with several tables")
struct SeveralFitsTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    let runs = SampleRuns()
    try sandbox.write(runs.csv(), to: "runs.csv")
    let others = SampleRuns(phase: 1)
    try sandbox.write(others.csv(), to: "other/runs.csv")
    try sandbox.write("N,D,loss\n1e8,1e9,3\n", to: "few.csv")
    try sandbox.write("N,D\n1e8,1e9\n", to: "lossless.csv")
    let groups =
      runs.lines.map { "dense,\($0)\n" } + others.lines.map { "sparse,\($0)\n" }
      + ["tiny,1e8,1e9,3\n"]
    try sandbox.write("family,N,D,loss\n" + groups.joined(), to: "groups.csv")
  }

  @Test("Several paths give one row each, under the given names.")
  func paths() async throws {
    let fit = try await sandbox.echelle(
      "fit", "runs.csv", "other/runs.csv", "hoffmann2022", "--bootstrap", "50")
    #expect(fit.exitCode == 0)
    #expect(fit.errors.isEmpty)
    // The table ends at an empty line, which the remarks follow.
    let lines = fit.output.split(separator: "\n", omittingEmptySubsequences: false)
    // Cells that are wrapped have a second line, without a name.
    let names = lines.prefix { !$0.isEmpty }.map { $0.prefix { $0 != " " } }
      .filter { !$0.isEmpty }
    #expect(names == ["dataset", "runs.csv", "other/runs.csv", "hoffmann2022"])
  }

  @Test("Groups are fitted separately, and a failure does not affect the others.")
  func groups() async throws {
    let fit = try await sandbox.echelle(
      "fit", "groups.csv", "--group-by", "family", "--bootstrap", "0", "--format", "json")
    #expect(fit.exitCode == 65)
    let error = try JSONDocument(fit.errors)
    #expect(try error.text("message") == "1 run cannot determine 5 coefficients")
    #expect(try error.text("origin.document") == "groups.csv/tiny")
    let document = try JSONDocument(fit.output)
    #expect(try document.text("schema") == "echelle.fits/1")
    #expect(try document.list("fits").count == 2)
    #expect(try document.text("fits.0.dataset.name") == "groups.csv/dense")
    #expect(try document.number("fits.0.dataset.rows") == 16)
    #expect(try document.text("fits.1.dataset.name") == "groups.csv/sparse")
    #expect(try document.text("failures.0.name") == "groups.csv/tiny")
    #expect(
      try document.text("failures.0.error").hasPrefix("groups.csv/tiny: 1 run cannot determine"))
  }

  @Test(
    "Failures are listed at the end in the order of the paths, and successful fits are written.")
  func failures() async throws {
    let fit = try await sandbox.echelle(
      "fit", "few.csv", "runs.csv", "lossless.csv", "--bootstrap", "50", "-o", "fits.txt")
    #expect(fit.exitCode == 65)
    #expect(fit.output.isEmpty)
    #expect(
      fit.errors == """
        error: few.csv: 1 run cannot determine 5 coefficients
          why: a fit needs at least as many runs as coefficients, and an interval many more
          fix: add runs, or exclude fewer with --where and --drop-highest
        error: lossless.csv: no column for the loss L
          why: the columns are 'N', 'D'
          fix: name it: --columns loss=HEADER
        2 failed: few.csv, lossless.csv

        """)
    #expect(try sandbox.read("fits.txt").hasPrefix("runs.csv\n"))
  }

  @Test("If every fit fails, nothing is written.")
  func allFail() async throws {
    let fit = try await sandbox.echelle(
      "fit", "few.csv", "lossless.csv", "-o", "fits.json", "--format", "json")
    #expect(fit.exitCode == 65)
    #expect(fit.output.isEmpty)
    #expect(fit.errors.split(separator: "\n").count == 2)
    #expect(try !sandbox.names().contains("fits.json"))
  }

  @Test("A document of several fits is predicted and planned from, each fit in turn.")
  func savedFits() async throws {
    let fit = try await sandbox.echelle(
      "fit", "runs.csv", "hoffmann2022", "--bootstrap", "50", "--format", "json", "-o",
      "fits.json")
    #expect(fit.exitCode == 0)
    let plan = try await sandbox.echelle(
      "plan", "fits.json", "--compute", "1e22,1e23", "--format", "json")
    let document = try JSONDocument(plan.output)
    #expect(
      try (0..<4).map { try document.text("plans.\($0).dataset") }
        == ["runs.csv", "runs.csv", "hoffmann2022", "hoffmann2022"])
  }

  @Test("Jointly fitted groups are labelled as such, and plans can be made from the file.")
  func together() async throws {
    let options = ["--group-by", "family", "--where", "family != \"tiny\"", "--bootstrap", "50"]
    let text = try await Command.run(
      ["fit", "groups.csv", "--share", "E,alpha,beta"] + options, in: sandbox.folder)
    #expect(text.exitCode == 0)
    #expect(
      text.output.unwrapped.contains(
        "one joint fit of 7 coefficients to 32 runs; shared: E, alpha, beta; the objective is that of "
          + "all groups together objective: "))
    let saved = try await Command.run(
      ["fit", "groups.csv", "--share", "E,alpha,beta", "--format", "json", "-o", "fits.json"]
        + options, in: sandbox.folder)
    #expect(saved.exitCode == 0)
    let document = try JSONDocument(sandbox.read("fits.json"))
    #expect(try document.list("fits.0.joint.groups").count == 2)
    #expect(try document.number("fits.1.joint.coefficientCount") == 7)
    let plan = try await sandbox.echelle("plan", "fits.json", "--compute", "1e22")
    #expect(plan.exitCode == 0)
    #expect(plan.output.contains("groups.csv/sparse"))
  }

  @Test("A group with fewer runs than coefficients of its own is named.")
  func smallGroup() async throws {
    let fit = try await sandbox.echelle(
      "fit", "groups.csv", "--group-by", "family", "--share", "E,alpha,beta")
    #expect(fit.exitCode == 65)
    #expect(
      fit.errors == """
        error: groups.csv/tiny: 1 run cannot determine 2 coefficients
          why: a fit needs at least as many runs as coefficients, and an interval many more
          fix: add runs, or exclude fewer with --where and --drop-highest

        """)
  }

  @Test("Without groups there is nothing to share.")
  func noGroups() async throws {
    let fit = try await sandbox.echelle("fit", "runs.csv", "--share", "E")
    #expect(fit.exitCode == 64)
    #expect(
      fit.errors == """
        error: runs.csv: no groups to fit
          why: coefficients are shared between at least two groups
          fix: choose another column with --group-by, or omit --share

        """)
  }

  @Test("A column that stands in place of the loss is in units of its own, unless it is a loss.")
  func metrics() async throws {
    let rows = SampleRuns().lines.map { "\($0),\(1 / Double($0.split(separator: ",")[2])!)\n" }
    try sandbox.write("N,D,loss,accuracy\n" + rows.joined(), to: "metrics.csv")
    let law = ["fit", "metrics.csv", "--law", "E - A / N^alpha", "--bootstrap", "0", "--metric"]
    let metric = try await Command.run(law + ["accuracy"], in: sandbox.folder)
    #expect(metric.exitCode == 0, "\(metric.errors)")
    #expect(metric.output.contains("L units of 'accuracy'"))
    #expect(metric.output.contains("    L is column 'accuracy', in its own units\n"))
    let refused = try await Command.run(
      law + ["accuracy", "--unit", "loss=bits"], in: sandbox.folder)
    #expect(
      refused.exitCode == 64 && refused.errors.hasPrefix("error: --unit: "), "\(refused.errors)")
    let loss = try await Command.run(law + ["loss"], in: sandbox.folder)
    #expect(loss.output.contains("    L is column 'loss', read as nats per token\n"))
  }
}
