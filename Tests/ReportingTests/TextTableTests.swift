import Testing

@testable import Reporting

@Suite("Tables of text")
struct TextTableTests {
  @Test("Columns line up, numbers to the right, without blanks at the ends of lines.")
  func alignment() {
    var table = TextTable([.left, .right, .left])
    table.add(["name", "count", "note"])
    table.add(["a", "10", ""])
    table.add(["long name", "7", "x"])
    #expect(
      table.lines(indent: "  ") == [
        "  name       count  note", "  a             10", "  long name      7  x",
      ])
  }

  @Test("A heading is wrapped before names are.")
  func headings() {
    var table = TextTable([.left, .right, .right])
    table.add(["", "first long heading", "second long heading"])
    table.add(["a name of four words", "1.00", "2.00"])
    #expect(
      table.lines(columns: 40) == [
        "                        first   second", "                         long     long",
        "                      heading  heading", "a name of four words     1.00     2.00",
      ])
  }

  @Test("Columns that do not fit follow in a second block, with the names repeated.")
  func blocks() {
    var table = TextTable([.left, .right, .right, .right])
    table.add(["", "aaaaaaaa", "bbbbbbbb", "cccccccc"])
    table.add(["x", "1", "2", "3"])
    table.addTitle("title")
    table.add(["y", "4", "5", "6"])
    #expect(
      table.lines(columns: 24) == [
        "   aaaaaaaa  bbbbbbbb", "x         1         2", "title", "y         4         5", "",
        "   cccccccc", "x         3", "title", "y         6",
      ])
  }

  @Test("A name that takes more than half of a line stands above its row.")
  func longNames() {
    var table = TextTable([.left, .right, .right])
    table.add(["dataset", "a", "b"])
    table.add([String(repeating: "x", count: 30), "1.0", "2.0"])
    #expect(
      table.lines(columns: 40) == [
        "dataset", "    a    b", String(repeating: "x", count: 30), "  1.0  2.0",
      ])
  }

  @Test("Blanks at the start of a cell, which set rows off from a title, are kept.")
  func indentedCells() {
    var table = TextTable([.left, .right])
    table.addTitle("a title")
    table.add(["  row", "1"])
    #expect(table.lines() == ["a title", "  row  1"])
  }

  @Test("A number keeps its unit, an interval its ends, a term its factors, a note its place.")
  func words() {
    #expect(
      TextWords("about 73.2 B [52.2 B, 114 B] for L = E + A / N^alpha, ± 3 of 5 [2].").parts == [
        "about", "73.2 B", "[52.2 B, 114 B]", "for", "L = E", "+ A / N^alpha,", "± 3", "of",
        "5 [2].",
      ])
    #expect(
      TextWords("N 57.3 M to 16.2 B and so on").parts == [
        "N 57.3 M to 16.2 B", "and", "so", "on",
      ])
    #expect(TextWords("a / b / c", longest: 5).parts == ["a", "/", "b", "/", "c"])
    #expect(TextWords("").parts.isEmpty && TextWords("  ").parts.isEmpty)
  }

  @Test("No table is wider than a page, and none loses a word or divides a number.")
  func random() {
    var random = SystemRandomNumberGenerator()
    func word() -> String {
      let letters = ["a", "é", "β", "x"]
      return String(
        repeating: letters.randomElement(using: &random) ?? "a",
        count: Int.random(in: 1...34, using: &random))
    }
    func cell() -> String {
      switch Int.random(in: 0...5, using: &random) {
      case 0: return ""
      case 1:
        return
          "\(Int.random(in: 1...999, using: &random)).\(Int.random(in: 0...9, using: &random)) B"
      case 2: return "[\(Int.random(in: 1...999, using: &random)) k, 1.42 M]"
      default:
        return (0..<Int.random(in: 1...12, using: &random)).map { _ in word() }
          .joined(separator: " ")
      }
    }
    for _ in 0..<300 {
      let columns = Int.random(in: 1...12, using: &random)
      let alignments = (0..<columns).map { _ in
        Bool.random(using: &random) ? TextTable.Alignment.left : .right
      }
      var table = TextTable(alignments)
      var cells: [String] = []
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        if Int.random(in: 0...6, using: &random) == 0 {
          cells.append(cell())
          table.addTitle(cells[cells.count - 1])
        } else {
          let row = (0..<columns).map { _ in cell() }
          cells += row
          table.add(row)
        }
      }
      let indent = String(repeating: " ", count: Int.random(in: 0...6, using: &random))
      let lines = table.lines(indent: indent)
      #expect(lines.allSatisfy { $0.count <= 80 }, "\(lines.joined(separator: "\n"))")
      let found = Set(lines.flatMap { $0.split(separator: " ") })
      for cell in cells {
        #expect(cell.split(separator: " ").allSatisfy(found.contains))
        if cell.hasSuffix(" B") || cell.hasPrefix("[") {
          #expect(lines.contains { $0.contains(cell) }, "\(cell) is divided")
        }
      }
    }
  }
}
