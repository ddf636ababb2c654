import Diagnostics
import Documents
import Escaping
import Foundation
import Reporting
import Tables
import Testing

@Suite(
  "Escaping, as other programs read it",
  .enabled(if: OtherReader.areAllInstalled, "needs Python, gnuplot, Chromium and pdflatex"))
struct EscapingTests {
  let sandbox: Sandbox
  let texts = HostileText.texts()

  init() throws {
    sandbox = try Sandbox()
  }

  /// Whether no text was run as a command.
  private func nothingRan() throws -> Bool {
    try !sandbox.names().contains { $0.contains("PWNED") }
  }

  @Test(
    "CSV: csv.reader, pandas and our own reader give every text back, and no cell is a formula.")
  func csv() async throws {
    var csv = CSVText(header: ["text", "other"])
    for text in texts { csv.add([text, "x"]) }
    try sandbox.write(csv.text, to: "texts.csv")
    let own = texts.filter { !$0.utf8.contains(0) }
    var ownCSV = CSVText(header: ["text", "other"])
    for text in own { ownCSV.add([text, "x"]) }
    let table = try TableReader(bytes: Array(ownCSV.text.utf8), name: "own.csv")
      .read([ColumnRequest(index: 0, kind: .text)])
    let read = (0..<table.rowCount).map { table.texts(0)[$0] }
    #expect(read.bytes == own.bytes)
    let other = try #require(OtherReader(sandbox))
    for reader in ["csv", "pandas"] {
      let cells = try await other.read(reader, "texts.csv", as: [String].self)
      #expect(cells.map(CSVCell.text(ofCell:)).bytes == texts.bytes, "\(reader)")
      for cell in cells {
        let isFormula = cell.unicodeScalars.first.map { "=+-@\t\r\n".unicodeScalars.contains($0) }
        #expect(isFormula != true || Double(cell) != nil, "\(reader): \(cell.debugDescription)")
      }
      for (cell, text) in zip(cells, texts) where cell.utf8.count != text.utf8.count {
        #expect(cell == "'" + text)
      }
    }
  }

  @Test(
    "Cells as they are written.",
    arguments: [
      ("plain", "plain"), ("-1.5e-3", "-1.5e-3"), ("+3", "+3"), ("-x", "'-x"), ("=A1", "'=A1"),
      ("'=A1", "''=A1"), ("'x", "'x"), ("@a,b", "\"'@a,b\""), ("\t7", "'\t7"),
      ("-inf", "'-inf"), ("a,\u{301}b", "\"a,\u{301}b\""), (" a", "\" a\""), ("", ""),
    ])
  func cell(text: String, written: String) {
    #expect([CSVCell.cell(text)].bytes == [written].bytes)
  }

  @Test("Shell: bash takes every word for itself.")
  func shell() async throws {
    let words = texts.filter { !$0.utf8.contains(0) }
    let lines = words.map { "printf '%s\\0' \(ShellText.word($0)) # \(ShellText.word($0))" }
    #expect(lines.allSatisfy { !$0.utf8.contains(0x0A) && !$0.utf8.contains(0x0D) })
    try sandbox.write(lines.joined(separator: "\n"), to: "words.sh")
    let run = try await Command.run(
      ["words.sh"], in: sandbox.folder, executable: URL(fileURLWithPath: "/bin/bash"))
    #expect(run.errors.isEmpty)
    let read = run.output.utf8.split(separator: 0, omittingEmptySubsequences: false).dropLast()
    #expect(read.map { Array($0) } == words.bytes)
    #expect(try nothingRan())
    #expect(ShellText.command(["a=b", "c=d"]) == "'a=b' c=d")
  }

  @Test("sbatch: an option is one word, or refused.")
  func sbatch() async throws {
    let options = texts.filter { !HostileText.hasControls($0) }.map { "--comment=" + $0 }
    let lines = try options.map(SbatchText.directive)
    #expect(lines.allSatisfy { !$0.utf8.contains(0x0A) && $0.hasPrefix("#SBATCH ") })
    for text in texts where text.unicodeScalars.contains(where: { $0 == "\n" || $0 == "\r" }) {
      #expect(throws: SbatchTextError.self) { try SbatchText.directive(text) }
    }
    #expect(try SbatchText.path("/a b/50%a") == "/a b/50%%a")
    #expect(throws: SbatchTextError.self) { try SbatchText.path("/a\\b") }
    try sandbox.write(lines.map { String($0.dropFirst(8)) }.joined(separator: "\n"), to: "options")
    let other = try #require(OtherReader(sandbox))
    let read = try await other.read("words", "options", as: [[String]].self)
    #expect(read.map { $0.joined(separator: "|") }.bytes == options.bytes)
  }

  @Test("Python: every literal is its text.")
  func python() async throws {
    try sandbox.write(
      "[\(texts.map(PythonText.quoted).joined(separator: ",\n"))]", to: "texts.py")
    let other = try #require(OtherReader(sandbox))
    #expect(try await other.read("python", "texts.py", as: [String].self).bytes == texts.bytes)
  }

  @Test("gnuplot: every text is data, and none is run.")
  func gnuplot() async throws {
    let gnuplot = try #require(Tool.path("gnuplot"))
    var block = GnuplotText()
    // As they are, too: what stands in the key of a figure has no mark-up.
    let commandTexts = (1..."end_of_text".count).flatMap { length in
      ["", "\u{600}", "_", "|", " "].flatMap { after in
        ["=system('touch PWNED')", "\nsystem('touch PWNED')", "; !touch PWNED"].map {
          String("end_of_text".prefix(length)) + after + $0
        }
      }
    }
    let added = (texts + commandTexts).flatMap { [GnuplotText.literal($0), $0] }
    let names = added.map { block.add($0) }
    let commands =
      names.map { "print \($0)" } + ["set label 1 \(names[0]) at 0,0", "plot x title \(names[1])"]
    let script =
      ["set encoding utf8"] + block.block + ["set print 'out'", "set terminal svg enhanced"]
      + ["set output 'out.svg'"] + commands
      + names.map { "set label 1 \($0) at 0,0; plot x title \($0) noenhanced" }
    try sandbox.write(script.joined(separator: "\n") + "\n", to: "script.gp")
    let run = try await Command.run(
      ["--default-settings", "script.gp"], in: sandbox.folder, executable: gnuplot)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(try nothingRan())
    let printed = try sandbox.read("out").utf8.split(
      separator: 0x0A, omittingEmptySubsequences: false)
    #expect(
      printed.dropLast().map { Array($0) }
        == Array(block.block.dropFirst().dropLast()).bytes.map { Array($0.dropFirst()) })
    for text in texts where !HostileText.hasControls(text) {
      #expect([GnuplotText.plain(GnuplotText.literal(text))].bytes == [text].bytes)
    }
    let drawing = try sandbox.read("out.svg")
    #expect(!drawing.contains("<img") && !drawing.contains("</script"))
  }

  @Test("HTML and JavaScript: Chromium shows every text, and runs none.")
  func html() async throws {
    let paragraphs = texts.map {
      "<p class=\"text\" title=\"\(HTMLText.escaped($0))\">\(HTMLText.escaped($0))</p>"
    }
    let data = JavaScriptText.element(Array(try JSONEncoder().encode(texts)))
    try sandbox.write(
      """
      <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>t</title>
      <link rel="icon" href="data:,"></head><body>
      <script type="application/json" id="data">\(data)</script>
      \(paragraphs.joined(separator: "\n"))
      </body></html>
      """, to: "page.html")
    let other = try #require(OtherReader(sandbox))
    let page = try await other.read("page", "page.html", as: SeenPage.self)
    #expect(page.title == "t" && page.images == 0 && page.messages.isEmpty)
    #expect(page.data.bytes == texts.bytes)
    #expect(page.texts.bytes == page.titles.bytes && page.texts.count == texts.count)
    for (seen, text) in zip(page.texts, texts) where !HostileText.hasControls(text) {
      #expect([seen].bytes == [text].bytes)
    }
  }

  @Test("Markdown: every text is text, and every equation code.")
  func markdown() async throws {
    let plain = texts.filter { !HostileText.hasControls($0) && !$0.allSatisfy(\.isWhitespace) }
    let documents = plain.flatMap {
      [MarkdownText.escaped($0), "# \(MarkdownText.escaped($0))", MarkdownText.code($0)]
    }
    try sandbox.write(
      String(decoding: try JSONEncoder().encode(documents), as: UTF8.self), to: "list")
    #expect(
      texts.allSatisfy { !MarkdownText.escaped($0).utf8.contains { $0 == 0x0A || $0 == 0x0D } })
    let other = try #require(OtherReader(sandbox))
    let read = try await other.read("markdown", "list", as: [[String]].self)
    func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespacesAndNewlines) }
    for (index, text) in plain.enumerated() {
      for (offset, tags) in ["p", "h1", "p code"].enumerated() {
        let seen = read[3 * index + offset]
        #expect(seen[1] == tags, "\(text.debugDescription): \(documents[3 * index + offset])")
        #expect([trimmed(seen[0])].bytes == [trimmed(text)].bytes)
      }
    }
    #expect(MarkdownText.block(["a ``` b"], language: "sh") == "````sh\na ``` b\n````")
  }

  @Test("LaTeX: pdfLaTeX sets every text, in rows of a table too.")
  func latex() async throws {
    let compiler = try #require(Tool.path("pdflatex"))
    let rows = texts.map { "\(LaTeXText.escaped($0)) & \(LaTeXText.code($0)) \\\\" }
    let pages = stride(from: 0, to: rows.count, by: 30).map {
      "\\begin{tabular}{ll}\n\(rows[$0..<min($0 + 30, rows.count)].joined(separator: "\n"))\n\\end{tabular}\n"
    }
    try sandbox.write(
      """
      \\documentclass{article}
      \\usepackage[T1]{fontenc}
      \\usepackage{textcomp}
      \\begin{document}
      \(pages.joined(separator: "\n\n"))
      \\end{document}
      """, to: "texts.tex")
    let run = try await Command.run(
      ["-interaction=nonstopmode", "-halt-on-error", "texts.tex"], in: sandbox.folder,
      executable: compiler)
    #expect(run.exitCode == 0, "\(run.output.suffix(1500))")
    #expect(!run.output.contains("Missing character"))
  }

  @Test("Terminal: messages have no control character, and no megabyte.")
  func terminal() {
    for text in texts {
      let shown = text.escapingControlCharacters() + text.asMessage()
      #expect(
        !shown.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
    }
    let marks = "a" + String(repeating: "\u{301}", count: 1_000_000)
    #expect(marks.asMessage().unicodeScalars.count == 1001)
    #expect(Diagnostic.quote(marks).unicodeScalars.count == 63)
    #expect("a\nb c".asMessage() == "a\nb c")
  }
}
