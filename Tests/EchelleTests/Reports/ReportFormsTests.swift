import Foundation
import Testing

/// One record, many forms: none says what another does not.
@Suite("Forms of a report")
struct ReportFormsTests {
  let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  /// The keys of the record, and where each is shown: by texts that every form has to have.
  ///
  /// A text is looked for without what the forms mark up; numbers are those that the tables round.
  static let fields: [String: [String]] = [
    "schema": [], "title": ["figure 4 of Hoffmann"], "law": ["E + A / N^α + B / D^β"],
    "dataset": ["5 rows dropped: highest loss", "D is computed as C / 6N"],
    "objective": ["1.018274018e-03"], "coefficients": ["1.817", "0.347", "0.367"],
    "derived": ["0.514"], "certificate": ["condition number"], "bootstrap": ["200 replicates"],
    "remarks": ["lies far from the law: the observed value is"],
    "answer": ["73.2 B", "1.31 T"], "plans": ["1.0e+22"], "planRefusal": [],
    "lifetime": ["serving", "requests decoded together", "Lifetime (MWh)"], "lifetimeRefusal": [],
    "profiles": ["IsoFLOP", "cubic"], "profilesRefusal": [],
    "published": ["Besiroglu et al. 2024", "482.01"],
    "figures": ["Residuals"], "omittedFigures": [], "companions": [],
    "provenance": ["seed 0", "OpenBLAS"], "commands": ["echelle report hoffmann2022"],
  ]

  /// The fields that LaTeX shows in another way, without its marks.
  static let inLaTeX = ["law": ["$L = E + A / N^{alpha} + B / D^{beta}$"]]

  /// A form as plain text: without the marks of Markdown, HTML, LaTeX and JSON.
  func plain(_ text: String) -> String {
    var plain = text
    let marks = [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
      ("\\textasciicircum{}", "^"), ("\\^{}", "^"), ("{}", ""), ("{-}", "-"), ("\\\\", ""),
      ("\\", ""), ("~", " "),
    ]
    for (mark, character) in marks { plain = plain.replacing(mark, with: character) }
    return plain
  }

  @Test("A field of the record is in every form, and a new field has to be declared here.")
  func complete() async throws {
    let run = try await sandbox.echelle(
      "report", "hoffmann2022", "--bootstrap", "200", "--compute", "5.76e23", "-o", "out")
    #expect(run.exitCode == 0, "\(run.errors)")
    let record =
      try JSONSerialization.jsonObject(
        with: Data(sandbox.read("out/report.json").utf8)) as? [String: Any]
    #expect(Set(try #require(record).keys) == Set(Self.fields.keys))
    let data = try FileManager.default.contentsOfDirectory(atPath: sandbox.url("out/data").path)
    let tables = try data.sorted().map { try sandbox.read("out/data/\($0)") }.joined()
    let forms = [
      "index.html": try sandbox.read("out/index.html"),
      "report.md": try sandbox.read("out/report.md"),
      "report.tex": try sandbox.read("out/report.tex"),
      "notebook.ipynb": try sandbox.read("out/notebook.ipynb"),
    ].mapValues(plain)
    var lacking: [String] = []
    for (field, texts) in Self.fields.sorted(by: { $0.key < $1.key }) {
      for (name, form) in forms.sorted(by: { $0.key < $1.key }) {
        // LaTeX has tables alone.
        if field == "figures", name == "report.tex" { continue }
        let texts = name == "report.tex" ? Self.inLaTeX[field] ?? texts : texts
        for text in texts where !form.contains(text) {
          lacking.append("\(name) lacks \(field): \(text)")
        }
      }
    }
    // The tables have numbers in full.
    for text in [
      "The runs of figure 4", "E + A / N^alpha + B / D^beta", "5 rows dropped", "condition number",
      "200 replicates", "Besiroglu et al. 2024", "482.01", "cubic", "seed 0",
      "echelle report hoffmann2022", "1.8172", "residual",
    ] where !tables.contains(text) { lacking.append("data/*.csv lack: \(text)") }
    #expect(lacking == [])
  }

  @Test(
    "pandas and DuckDB read the same in every table.", .needing("python"))
  func tables() async throws {
    let python = try #require(TestEnvironment.python)
    let report = try await sandbox.echelle(
      "report", "hoffmann2022", "--bootstrap", "100", "-o", "out",
      environment: ["PATH": "/nowhere"])
    #expect(report.exitCode == 0, "\(report.errors)")
    let script = Command.packageRoot.appendingPathComponent("Tests/read-tables.py")
    let run = try await Command.run(
      [script.path, "out/data"], in: sandbox.folder, executable: python)
    #expect(run.exitCode == 0, "\(run.output)\(run.errors)")
  }
}
