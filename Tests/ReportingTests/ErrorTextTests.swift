import Reporting
import Testing

@Suite("Errors on standard error")
struct ErrorTextTests {
  private let error = """
    error: runs.csv: no column for the parameters N or the compute C, although two of them are needed
      E + A / N^alpha + B / D^beta + a long formula that a caret below points into, at its column
                                                                                           ^
      why: two of N, D and C are needed, and the third follows from C = 6ND; the tokens D are 'tokens'
      fix: name one: --columns parameters=HEADER or --columns compute=HEADER, in place of the default
    """

  @Test("Other programs read a line per field.")
  func plain() {
    #expect(ErrorText(error).text(on: .plain) == error + "\n")
  }

  @Test("A terminal gets lines of at most 80 columns, but an excerpt keeps its line.")
  func terminal() {
    let expected = """
      error: runs.csv: no column for the parameters N or the compute C, although two
        of them are needed
        E + A / N^alpha + B / D^beta + a long formula that a caret below points into, at its column
                                                                                             ^
        why: two of N, D and C are needed, and the third follows from C = 6ND; the
             tokens D are 'tokens'
        fix: name one: --columns parameters=HEADER or --columns compute=HEADER, in
             place of the default

      """
    for columns in [80, 200] {
      #expect(ErrorText(error).text(on: TextPage(columns: columns)) == expected)
    }
  }

  @Test("A narrow terminal gets narrower lines.")
  func narrow() {
    let text = ErrorText(error, isError: false).text(on: TextPage(columns: 40))
    let lines = text.split(separator: "\n").filter { !$0.contains("^") }
    #expect(lines.allSatisfy { $0.count <= 40 })
    #expect(lines.count > 8)
  }

  @Test("Only the first line of an error stands out.")
  func colours() {
    let page = TextPage(columns: 80, hasColours: true)
    let text = ErrorText("error: a\n  why: b").text(on: page)
    #expect(text == "\u{1B}[31merror: a\u{1B}[0m\n  why: b\n")
    #expect(ErrorText("note: a", isError: false).text(on: page) == "note: a\n")
  }
}
