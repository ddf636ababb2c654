import Diagnostics
import Tables
import Testing

@Suite struct CSVErrorTests {
  @Test("An endless record is refused before its cells fill the memory.")
  func wide() {
    let cells = String(repeating: ",", count: 100_000)
    for (text, line) in [(cells, 1), ("a,b\n1,2\n" + cells, 3)] {
      #expect(
        complaint { _ = try TableReader(bytes: Array(text.utf8), name: "t").read([]) } == """
          t:\(line): more than 100000 cells in a record
            why: no table of runs is that wide; line ends may be missing
            fix: put each record on its own line, or remove columns
          """)
    }
  }

  private static let complaints: [(String, String)] = [
    (
      "",
      """
      t: the file is empty
        fix: use CSV with a header, or JSON Lines
      """
    ),
    (
      "\u{FEFF} \n\r\n\t",
      """
      t: the file has only blank lines
        fix: use CSV with a header, or JSON Lines
      """
    ),
    (
      "a,b,c\n1,2,3\n1,2\n",
      """
      t:3: 2 cells where the header has 3
        why: it is unclear which columns the cells belong to
        fix: add the missing cells, empty if necessary
      """
    ),
    (
      "a,b\n1,2\n\"x\"\r\"y\",z\n",
      """
      t:3: 1 cell where the header has 2
        why: it is unclear which columns the cells belong to
        fix: add the missing cells, empty if necessary
      """
    ),
    (
      "a,b\n\"x\ny\",2\n1,2,\n",
      """
      t:4: 3 cells where the header has 2
        why: it is unclear which columns the cells belong to
        fix: remove the extra cells, or quote the cell that contains a delimiter
      """
    ),
    (
      "a,b\n1,\"two\n3,4\n",
      """
      t:2:3: unclosed quote
        fix: close it; inside a quoted cell, double a literal quote
      """
    ),
    (
      "a,b\n\"x\n\ny\",\"\n",
      """
      t:4:4: unclosed quote
        fix: close it; inside a quoted cell, double a literal quote
      """
    ),
    (
      "a,\"b\n1,2\n",
      """
      t:1:3: unclosed quote
        fix: close it; inside a quoted cell, double a literal quote
      """
    ),
    (
      "a,b\n\"x\" y,2\n",
      """
      t:2:4: text follows a closing quote
        why: a quoted cell ends at its closing quote
        fix: double a literal quote, or remove the text
      """
    ),
    (
      "a,b\n1,\"x\"y",
      """
      t:2:6: text follows a closing quote
        why: a quoted cell ends at its closing quote
        fix: double a literal quote, or remove the text
      """
    ),
    (
      "a,b\n1,2\n1,x\0y\n",
      """
      t:3:4: a NUL byte: this is not a text table
        fix: use CSV or JSON Lines in UTF-8, optionally gzipped
      """
    ),
    (
      "a,b\n1,\"x\n\0\"\n",
      """
      t:3:1: a NUL byte: this is not a text table
        fix: use CSV or JSON Lines in UTF-8, optionally gzipped
      """
    ),
    (
      "PK\u{3}\u{4}xx",
      """
      t: a ZIP archive or a spreadsheet, not a text table
        fix: unpack it, or export it as CSV
      """
    ),
    (
      " [\n {\"a\": 1}]",
      """
      t:1:2: this is a JSON array; JSON Lines has one object per line
        fix: convert it with jq -c '.[]'
      """
    ),
  ]

  @Test(arguments: complaints)
  func says(text: String, expected: String) {
    #expect(complaint { _ = try rows(text) } == expected)
  }

  @Test(arguments: [[0xFF, 0xFE, 0x61, 0], [0xFE, 0xFF, 0, 0x61]] as [[UInt8]])
  func saysUTF16(bytes: [UInt8]) {
    #expect(
      complaint { _ = try rows(bytes) } == """
        t: UTF-16 text, not a text table
          fix: convert the file to UTF-8, for example with iconv -f utf-16 -t utf-8
        """)
  }

  @Test func saysWhatIsNotUTF8() {
    let cell = Array("a,b\nx,1\n".utf8) + [0xE9] + Array(",2\n".utf8)
    #expect(
      complaint { _ = try rows(cell) } == """
        t:3:1: a cell is not UTF-8 text
          fix: convert the file to UTF-8, for example with iconv -f latin1 -t utf-8
        """)
    let name = Array("a,caf".utf8) + [0xE9] + Array("\n1,2\n".utf8)
    #expect(
      complaint { _ = try rows(name) } == """
        t:1:3: a column's name is not UTF-8 text
          fix: convert the file to UTF-8, for example with iconv -f latin1 -t utf-8
        """)
  }

  @Test func escapesWhatCouldDriveATerminal() {
    let cell = "\u{1B}[31m\n\u{7}\u{9B}\u{202E}é"
    let error = Diagnostic(
      origin: Origin(file: "a\u{1B}.csv", line: 17, column: 4),
      what: "column 'loss': expected a positive number, found \(Diagnostic.quote(cell))",
      why: "residuals are taken in log space", fix: "correct\tthe cell")
    #expect(
      error.description == #"""
        a\u{1B}.csv:17:4: column 'loss': expected a positive number, found '\u{1B}[31m\n\u{7}\u{9B}\u{202E}é'
          why: residuals are taken in log space
          fix: correct\tthe cell
        """#)
    #expect(Diagnostic.quote("abcdef", limit: 3) == "'abc…'")
  }
}
