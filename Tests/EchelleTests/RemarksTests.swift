import Foundation
import Testing

/// What limits a fit is shown by everything that is built on it.
@Suite("Remarks in every command and form")
struct RemarksTests {
  let sandbox: Sandbox

  /// Two sizes of models, each on many amounts of data: E, A and alpha are not determined.
  static let twoSizes = SampleRuns(
    parameters: [1e8, 1e9], tokens: [2e9, 4e9, 8e9, 1.6e10, 3.2e10, 6.4e10, 1.28e11])

  /// Models on 20 tokens a parameter, to within 1 %.
  static let ladder = SampleRuns(
    models: (0..<16).map { rung in
      let parameters = 5e7 * pow(1.5, Double(rung))
      return (parameters, 20 * parameters * (1 + 0.01 * sin(Double(rung * rung) + 1)))
    })

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(Self.twoSizes.csv(), to: "two.csv")
    try sandbox.write(Self.ladder.csv(), to: "ladder.csv")
    let exact = SampleRuns().rows.map { run in
      let loss = 1.8 + 480 / pow(run.parameters, 0.35) + 2100 / pow(run.tokens, 0.37)
      return "\(run.parameters),\(run.tokens),\(loss)\n"
    }
    try sandbox.write("N,D,loss\n" + exact.joined(), to: "exact.csv")
    var lines = SampleRuns().lines
    lines[5] = lines[5].split(separator: ",").prefix(2).joined(separator: ",") + ",4.2"
    try sandbox.write("N,D,loss\n" + lines.joined(separator: "\n") + "\n", to: "outlier.csv")
  }

  /// Saves the fit of a table.
  private func save(_ table: String) async throws {
    let fit = try await sandbox.echelle(
      "fit", table, "--bootstrap", "60", "--format", "json", "-o", "fit.json")
    #expect(fit.exitCode == 0, "\(fit.errors)")
  }

  private func run(_ words: [String], as format: String) async throws -> String {
    let run = try await Command.run(words + ["--format", format], in: sandbox.folder)
    #expect(run.exitCode == 0, "\(words): \(run.errors)")
    return run.output
  }

  /// Commands that are built on a saved fit, and where their documents have its remarks.
  static let onFits: [(words: [String], path: String)] = [
    (["predict", "fit.json", "--params", "1B", "--tokens", "1T"], "predictions.0.remarks"),
    (["plan", "fit.json", "--compute", "1e22"], "plans.0.remarks"),
    (["frontier", "fit.json", "--points", "2"], "frontiers.0.remarks"),
    (["policies", "fit.json", "--compute", "1e22"], "comparisons.0.remarks"),
    (["precision", "fit.json", "--params", "7B", "--tokens", "2T"], "remarks"),
    (["energy", "train", "--fit", "fit.json", "--loss", "2.3"], "remarks"),
  ]

  @Test("An undetermined law is flagged in text, CSV and JSON.", arguments: onFits)
  func notIdentified(words: [String], path: String) async throws {
    try await save("two.csv")
    let own = try JSONDocument(sandbox.read("fit.json")).list("remarks")
    #expect(own.compactMap(\.code).contains("not-identified"))
    let found = try await JSONDocument(run(words, as: "json")).list(path)
    #expect(own.allSatisfy(found.contains))
    #expect(found.first?["severity"] == .text("severe"))
    let severities = found.compactMap { $0["severity"].flatMap(Self.rank) }
    #expect(severities == severities.sorted(by: >))
    // It follows the heading, which may be wrapped.
    let text = try await run(words, as: "text").split(separator: "\n")
    #expect(text[1...2].contains { $0.hasPrefix("  severe: the runs do not determine ") })
    let rows = try await run(words, as: "csv").split(separator: "\n")
    #expect(rows[0].hasSuffix(",remarks"))
    #expect(rows.dropFirst().allSatisfy { $0.contains(",not-identified;") })
  }

  /// The place of a severity among all, from note up.
  private static func rank(_ severity: JSONValue) -> Int? {
    ["note", "warning", "severe"].firstIndex { severity == .text($0) }
  }

  /// Commands that fit runs, and where their documents have the remarks.
  static let onRuns: [(words: [String], path: String)] = [
    (["fit", "two.csv"], "remarks"), (["rollout", "two.csv"], "rollouts.0.remarks"),
    (["multiverse", "two.csv"], "multiverses.0.remarks"),
    (
      ["compare-laws", "two.csv", "--laws", "chinchilla", "--laws", "A / C^alpha"],
      "comparisons.0.remarks"
    ), (["approaches", "two.csv"], "comparisons.0.approaches.3.remarks"),
  ]

  @Test("So do commands that fit laws themselves.", arguments: onRuns)
  func fitting(words: [String], path: String) async throws {
    let words = words + ["--bootstrap", "20"]
    let codes = try await JSONDocument(run(words, as: "json")).list(path).compactMap(\.code)
    #expect(codes.contains("few-levels"))
    let text = try await run(words, as: "text")
    #expect(text.contains("  severe: ") && text.contains("N takes only 2 distinct values"))
    let rows = try await run(words, as: "csv").split(separator: "\n")
    #expect(rows[0].hasSuffix(",remarks"))
    #expect(rows.contains { $0.contains("few-levels") })
  }

  @Test("A batch has the remarks in its text, index, summary and record.")
  func batch() async throws {
    let batch = try await sandbox.echelle(
      "batch", "run", "two.csv", "outlier.csv", "--results", "out", "--bootstrap", "20")
    #expect(batch.exitCode == 0, "\(batch.errors)")
    #expect(batch.output.contains("\ntwo.csv:\n  severe: the runs do not determine "))
    #expect(batch.output.contains("\noutlier.csv:\n  warning: "))
    let rows = try sandbox.read("out/summary.csv").split(separator: "\n")
    #expect(rows[0].hasSuffix(",severity,remarks"))
    #expect(rows[1].contains(",severe,not-identified;few-levels"))
    #expect(rows[2].contains(",warning,"))
    let record = try JSONDocument(sandbox.read("out/batch.json"))
    #expect(try record.text("items.0.fit.remarks.0.code") == "not-identified")
    #expect(try sandbox.read("out/index.html").contains("severe: the runs do not determine "))
  }

  @Test(
    "A report of an undetermined law has no answer, and says what the runs do not determine.",
    arguments: ["two.csv", "ladder.csv"])
  func report(table: String) async throws {
    try await save(table)
    let report = try await sandbox.echelle("report", "fit.json", "-o", "out")
    #expect(report.exitCode == 0, "\(report.errors)")
    for form in ["index.html", "report.md", "report.tex", "notebook.ipynb"] {
      // The page's script can write an answer; that of this page has nothing to write it with.
      let text = try sandbox.read("out/\(form)").components(separatedBy: "<script")[0]
      let remark = try #require(text.range(of: "severe:"), "\(form)")
      let answer = try #require(text.range(of: "These runs do not determine the law"), "\(form)")
      #expect(remark.lowerBound < answer.lowerBound)
      #expect(
        text.contains("leaves the fitted loss of every run unchanged") == (table == "two.csv"))
      for headline in ["FLOP, train", "id=\"budget\"", "<table id=\"plan\">"] {
        #expect(!text.contains(headline), "\(form)")
      }
    }
    let page = try sandbox.read("out/index.html")
    #expect(page.contains("<li class=\"severe\"><strong>severe:</strong>"))
    let document = try JSONDocument(sandbox.read("out/report.json"))
    #expect(document.isNull("answer"))
    #expect(try document.list("plans").isEmpty)
    #expect(try document.text("remarks.0.severity") == "severe")
    let refusal = try document.text("planRefusal")
    #expect(
      refusal.hasPrefix("the runs do not determine ")
        || table == "ladder.csv" && refusal.hasPrefix("log N and log D are nearly"), "\(refusal)")
    #expect(try sandbox.read("out/data/remarks.csv").contains("\nremark,\"severe: "))
  }

  @Test("A ladder of 20 tokens per parameter, within 1 %, does not separate N from D.")
  func ladder() async throws {
    let text = try await run(["fit", "ladder.csv", "--bootstrap", "20"], as: "text")
    #expect(text.contains("severe: log N and log D are nearly collinear"))
    let plan = try await run(
      ["plan", "ladder.csv", "--compute", "1e22", "--bootstrap", "20"], as: "text")
    #expect(plan.contains("severe: log N and log D are nearly collinear"))
  }

  @Test("Synthetic losses have no intervals, and every output says why.")
  func exact() async throws {
    try await save("exact.csv")
    let fit = try await run(["fit", "exact.csv", "--bootstrap", "20"], as: "text")
    #expect(fit.contains("no intervals: see the remarks"))
    #expect(fit.components(separatedBy: "the law fits every run to within rounding").count == 2)
    for words in [Self.onFits[0].words, Self.onFits[1].words] {
      let text = try await run(words, as: "text")
      #expect(text.components(separatedBy: "the law fits every run to within rounding").count == 2)
    }
    let prediction = try await JSONDocument(run(Self.onFits[0].words, as: "json"))
    #expect(prediction.isNull("predictions.0.loss.interval"))
    #expect(prediction.isNull("predictions.0.newRun.interval"))
    let report = try await run(["report", "fit.json"], as: "markdown")
    #expect(report.contains("- **warning:** The law fits every run to within rounding"))
    #expect(report.contains("FLOP, train"))
  }

  @Test("A run far from the law is named by its row.")
  func outlier() async throws {
    try await save("outlier.csv")
    for (words, path) in Self.onFits {
      #expect(try await run(words, as: "text").contains("warning: row 6 lies far from the law: "))
      let remarks = try await JSONDocument(run(words, as: "json")).list(path)
      #expect(remarks.first { $0.code == "outliers" }?["subjects.0"] == .text("row 6"))
    }
  }

  @Test("A prediction reports each extrapolation in decades and as a factor.")
  func distance() async throws {
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
    let words = [
      "predict", "runs.csv", "--params", "30B,2B", "--tokens", "60B,6B", "--bootstrap", "20",
    ]
    let text = try await run(words, as: "text")
    #expect(
      text.contains(
        """
          N 30.0 B, D 60.0 B: extrapolates 1 decade (10×) beyond your largest run in C,
            1 decade (10×) beyond your largest run in N

        """))
    #expect(!text.contains("N 2.00 B"))
    let json = try await JSONDocument(run(words, as: "json"))
    #expect(try abs(json.number("predictions.0.decadesBeyondData.parameterCount") - 1) < 1e-12)
    #expect(try json.number("predictions.0.decadesBeyondData.tokenCount") == 0)
    #expect(try json.number("predictions.1.decadesBeyondData.compute") == 0)
    #expect(try json.list("predictions.1.remarks").allSatisfy { $0.code != "extrapolation" })
    let rows = try await run(words, as: "csv").split(separator: "\n")
    #expect(
      rows[0].hasSuffix(
        ",parameters_decades_beyond,tokens_decades_beyond,flop_decades_beyond,remarks"))
    let inside = try await run(
      [
        "predict", "runs.csv", "--params", "2B", "--tokens", "6B", "--bootstrap", "20",
        "--no-discrepancy",
      ], as: "text")
    #expect(inside.hasSuffix("  within the range of the runs in each of C, N, D\n"))
  }

  @Test("A plan describes its extrapolation in the words of its notes.")
  func planDistance() async throws {
    let words = ["plan", "hoffmann2022", "--compute", "5.76e23", "--bootstrap", "50"]
    let text = try await run(words, as: "text")
    #expect(
      text.contains(
        """
            warning: extrapolates 1.65 decades (44×) beyond your largest run in C, 0.66
              decades (4.52×) beyond your largest run in N, 0.62 decades (4.13×) beyond
              your largest run in D

        """))
    let json = try await JSONDocument(run(words, as: "json"))
    let remarks = try json.list("plans.0.remarks")
    let remark = remarks.first { $0.code == "extrapolation" }
    #expect(remark?["text"] == (try json.list("plans.0.notes").first))
    #expect(
      remark?["values.decadesC"] == .number(try json.number("plans.0.decadesBeyondData.compute")))
  }
}

extension JSONValue {
  /// The code of a remark.
  fileprivate var code: String? {
    if case .text(let code) = self["code"] { code } else { nil }
  }
}
