import Escaping
import Foundation
import Statistics
import Tables

extension FuzzTarget {
  /// Text in every language it is written to, read back by the rules of that language.
  static let escaping = FuzzTarget(
    name: "escaping",
    seeds: ["run 7", "a, \"b\"", "=1+1", "$(id) `id` %s", "x\u{301}<é>", "N\u{600}\" α", "'\\''"],
    fragments: [
      "\"", "'", "`", "\\", "\n", "\r", "\r\n", "\t", "\0", "\u{1B}[31m", "<", ">", "</script>",
      "<!--", "]]>", "&amp;", "&#39;", "$(touch x)", "${HOME}", "%", "%a", "#", "{", "}", "[a](b)",
      "~", "^", "_", "*", "|", ";", ",", ",,", "+1", "-", "@SUM(1)", "\u{FF1D}1", "\u{202E}",
      "\u{2028}", "\u{85}", "\u{FFFE}", "\u{301}", "\u{600}", "日本", "\\input{x}", "end_of_text",
      "```", " ", "1. ", "- ", "'''", "\"\"\"", "\u{7F}", "\u{1F984}", "L\u{302}", "\u{A0}",
    ],
    check: { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      try checkCells(text)
      try checkPrograms(text)
      try checkPages(text)
    })

  /// Whether two texts have the same scalars: `==` passes over differences in normal form.
  private static func same(_ one: String?, _ other: String) -> Bool {
    one.map { $0.utf8.elementsEqual(other.utf8) } ?? false
  }

  private static func checkCells(_ text: String) throws {
    let cell = CSVCell.cell(text)
    let read = Decoders.csv("\(cell),\(cell)\n")
    guard read.count == 1, read[0].count == 2 else {
      throw Finding("a cell of CSV becomes \(read.count) records")
    }
    try expect(same(CSVCell.text(ofCell: read[0][0]), text), "CSV reads back \(read[0][0])")
    let spreadsheet = read[0][1].utf8.first.map { "=@\t\r".utf8.contains($0) } ?? false
    try expect(!spreadsheet, "a spreadsheet would compute \(read[0][1])")
    // No table has a NUL in it.
    guard !text.utf8.contains(0) else { return }
    let reader = try TableReader(bytes: Array("a,b\n\(cell),1\n".utf8), name: "t")
    let column = try reader.read([ColumnRequest(index: 0, kind: .text)])
    try expect(
      column.rowCount == 1 && column.texts(0)[0].utf8.count <= text.utf8.count + 1,
      "a table of one row has \(column.rowCount)")
  }

  private static func checkPrograms(_ text: String) throws {
    // No program can be given a NUL.
    if !text.utf8.contains(0) {
      let words = Decoders.shell(ShellText.command(["echo", text, "x"]))
      try expect(words?.count == 3 && same(words?[1], text), "a shell reads \(words ?? [])")
      let first = Decoders.shell(ShellText.command([text]))
      try expect(first?.count == 1 && same(first?[0], text), "a shell would run \(first ?? [])")
    }
    try expect(
      same(Decoders.python(PythonText.quoted(text)), text),
      "Python reads \(PythonText.quoted(text))")
    if let line = try? SbatchText.directive("--comment=\(text)") {
      try expect(!line.utf8.contains(0x0A), "an option of sbatch has two lines")
    }
    var gnuplot = GnuplotText()
    let name = gnuplot.add(GnuplotText.literal(text))
    let block = gnuplot.block
    try expect(
      name == "$text[1][2:*]" && block.count == 3 && block[1].utf8.first == UInt8(ascii: "|")
        && block.allSatisfy { !$0.utf8.contains(0x0A) && !$0.utf8.contains(0x0D) },
      "gnuplot's block is \(block)")
    try expect(
      same(GnuplotText.plain(GnuplotText.literal(text)), text), "gnuplot draws another text")
  }

  private static func checkPages(_ text: String) throws {
    // What a page cannot hold is spelled out first, so that the rest comes back as it was.
    let html = HTMLText.escaped(text)
    guard let shown = Decoders.html(html) else { throw Finding("mark-up in HTML: \(html)") }
    try expect(
      same(HTMLText.escaped(shown), html), "HTML shows \(shown)")
    let json = try JSONEncoder().encode([text])
    let element = JavaScriptText.element(Array(json))
    try expect(
      !element.utf8.contains(UInt8(ascii: "<")) && !element.contains("\u{2028}"),
      "a script element holds \(element)")
    let decoded = try JSONDecoder().decode([String].self, from: Data(element.utf8))
    try expect(same(decoded.first, text), "JavaScript reads \(decoded)")
    let markdown = MarkdownText.escaped(text)
    try expect(Decoders.markdown(markdown) != nil, "mark-up in Markdown: \(markdown)")
    let code = MarkdownText.code(text)
    try expect(!code.utf8.contains(0x0A), "code in Markdown has two lines")
    let terminal = text.asMessage()
    try expect(
      !terminal.utf8.contains { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F },
      "a terminal is sent control characters")
    try checkLaTeX(LaTeXText.escaped(text))
  }

  /// Nothing is special in LaTeX but commands of our own, and braces are even.
  private static func checkLaTeX(_ latex: String) throws {
    var depth = 0
    var isEscaped = false
    for scalar in latex.unicodeScalars {
      switch scalar {
      case _ where isEscaped: isEscaped = false
      case "\\": isEscaped = true
      case "{": depth += 1
      case "}": depth -= 1
      case "$", "&", "#", "%", "\n", "\r", "\0":
        throw Finding("mark-up in LaTeX: \(latex)")
      default: break
      }
      try expect(depth >= 0, "a brace is closed too often in \(latex)")
    }
    try expect(depth == 0 && !isEscaped, "LaTeX is left open: \(latex)")
    try expect(!latex.contains("\\input"), "a command gets through: \(latex)")
  }
}
