import Documents
import Reporting
import Testing

@Suite("CSV")
struct CSVTextTests {
  @Test(
    "Cells are quoted where they have to be, and every character is kept.",
    arguments: [
      ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"so\"", "\"say \"\"so\"\"\""), ("é", "é"),
      ("two\nlines", "\"two\nlines\""), ("a\tb", "a\tb"),
      ("\u{1B}[2Jgone", "\u{1B}[2Jgone"), ("a\u{202E}b,\u{7}", "\"a\u{202E}b,\u{7}\""),
    ])
  func cells(cell: String, written: String) {
    var csv = CSVText(header: ["name"])
    csv.add([cell])
    #expect(csv.text == "name\n\(written)\n")
  }
}
