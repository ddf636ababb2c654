import Foundation
import Testing

@Suite("Reports as LaTeX", .needing("pdflatex"))
struct ReportLaTeXTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  /// Compiles `report.tex` of the sandbox; the log.
  private func compile() async throws -> String {
    let compiler = try #require(Tool.path("pdflatex"))
    let run = try await Command.run(
      ["-interaction=nonstopmode", "-halt-on-error", "report.tex"], in: sandbox.folder,
      executable: compiler)
    #expect(run.exitCode == 0, "\(run.output.suffix(1500))")
    return run.output
  }

  @Test(
    "The document has a booktabs table for each part of the record, and compiles.",
    arguments: ["runs.csv", "hoffmann2022"])
  func document(runs: String) async throws {
    let run = try await sandbox.echelle(
      "report", runs, "--bootstrap", "100", "--format", "latex", "-o", "report.tex")
    #expect(run.exitCode == 0, "\(run.errors)")
    let text = try sandbox.read("report.tex")
    for title in [
      "What to train", "Coefficients", "Plans by budget", "Energy assumptions",
      "Diagnostics",
    ] {
      #expect(text.contains("\\caption{\(title)."), "there is no table \(title)")
    }
    let rules = text.components(separatedBy: "\\toprule").count
    #expect(rules >= 6 && text.components(separatedBy: "\\bottomrule").count == rules)
    let log = try await compile()
    #expect(!log.contains("Overfull \\hbox"), "a line does not fit the page")
  }

  @Test("Names that are mark-up, or in letters that TeX has not, are text and compile.")
  func escaping() async throws {
    // The name of the file is the title.
    let file = #"100%_of & $runs^2 \input{x}~"b" 'c' `d` <e> |f #1 [--] ÅØß ï € µ L̂ ∝ 模.csv"#
    try sandbox.write(SampleRuns().csv(), to: file)
    let run = try await sandbox.echelle(
      "report", file, "--bootstrap", "20", "--format", "latex", "-o", "report.tex")
    #expect(run.exitCode == 0, "\(run.errors)")
    let text = try sandbox.read("report.tex")
    #expect(text.contains(##"100\%\_of \& \$runs\textasciicircum{}2 \textbackslash{}input\{x\}"##))
    #expect(text.contains(##"\#1 {[}{-}{-}{]} ÅØß ï \texteuro{} \ensuremath{\mu}"##))
    #expect(text.contains(##"\ensuremath{\hat{L}} \ensuremath{\propto} \texttt{U+6A21}.csv"##))
    _ = try await compile()
  }

  @Test(
    "A paper that loads booktabs alone takes in every table of a report.",
    arguments: ["runs.csv", "hoffmann2022"])
  func fragments(runs: String) async throws {
    let run = try await sandbox.echelle("report", runs, "--bootstrap", "60", "-o", "out")
    #expect(run.exitCode == 0, "\(run.errors)")
    let tables = try FileManager.default.contentsOfDirectory(atPath: sandbox.url("out/tables").path)
    for table in [
      "coefficients.tex", "plans-by-budget.tex", "what-to-train.tex", "diagnostics.tex",
    ] {
      #expect(tables.contains(table), "there is no table \(table)")
    }
    let inputs = tables.sorted().map { name in
      "\\begin{table}\\caption{\(name)}\\input{out/tables/\(name.dropLast(4))}\\end{table}"
    }
    try sandbox.write(
      """
      \\documentclass{article}
      \\usepackage{booktabs}
      \\begin{document}
      \(inputs.joined(separator: "\n\n"))
      \\end{document}

      """, to: "report.tex")
    let log = try await compile()
    #expect(log.contains("Output written on report.pdf"))
    let coefficients = try sandbox.read("out/tables/coefficients.tex")
    #expect(coefficients.contains("\n\\ensuremath{\\alpha} & "))
    #expect(!coefficients.contains("alpha &") && !coefficients.contains("\\caption"))
  }

  @Test("Names that are mark-up are text in the tables for papers too, in any encoding of fonts.")
  func hostileFragments() async throws {
    let name = #"100%_of & $r^2 \input{x}~"b" 'c' `d` <e> |f #1 [--] * Ångström 模"#
    let rows = SampleRuns().lines.map { "\($0)\n" }.joined()
    try sandbox.write("N,D,loss\n" + rows, to: "mine/runs.csv")
    let descriptor: [String: Any] = [
      "title": name, "file": "runs.csv", "conventions": ["loss": name],
      "columns": ["parameters": "N", "tokens": "D", "loss": "loss"],
      "published": [
        [
          "label": name, "law": "chinchilla", "source": "* " + name,
          "coefficients": ["E": 1.7, "A": 400, "B": 2000, "alpha": 0.34, "beta": 0.36],
        ]
      ],
    ]
    try sandbox.write(
      try JSONSerialization.data(withJSONObject: descriptor), to: "mine/dataset.yml")
    let run = try await sandbox.echelle(
      "report", "mine", "--bootstrap", "20", "-o", "out",
      environment: ["ECHELLE_DATASETS": "\(Command.datasets):\(sandbox.folder.path)"])
    #expect(run.exitCode == 0, "\(run.errors)")
    try sandbox.write(
      """
      \\documentclass{article}
      \\usepackage{booktabs}
      \\begin{document}
      \\input{out/tables/published-fits}

      \\input{out/tables/what-to-train}
      \\end{document}

      """, to: "report.tex")
    _ = try await compile()
    #expect(try sandbox.read("out/tables/published-fits.tex").contains("100\\%\\_of \\& \\$r"))
  }

  @Test("A fit without intervals, or without a plan, compiles and says why.")
  func withoutParts() async throws {
    for (law, reason) in [
      ("chinchilla", "bootstrap disabled"), ("E + A / N^alpha", "There is no plan: "),
    ] {
      let run = try await sandbox.echelle(
        "report", "runs.csv", "--law", law, "--objective", "log-squares", "--bootstrap", "0",
        "--format", "latex", "-o", "report.tex", "--force")
      #expect(run.exitCode == 0, "\(run.errors)")
      #expect(try sandbox.read("report.tex").contains(reason))
      _ = try await compile()
    }
  }
}
