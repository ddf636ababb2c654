import Diagnostics
import Testing
import TrainingRuns

@Suite struct RowFilterTests {
  static let table = """
    N,D,final_loss,family,Model Size (B),eval/x
    1e6,2e7,3.5,Dense,1,
    2e6,2e7,3.3,Dense,2,1
    3e6,2e7,3.2,MoE,3,2
    4e6,1e6,3.1,,4,3
    """

  @Test(arguments: [
    ("loss < 3.4", [2, 3, 4]),
    ("L < 3.4", [2, 3, 4]),
    ("final_loss <= 3.3 and family == \"Dense\"", [2]),
    ("family == 'Dense' or family == 'MoE'", [1, 2, 3]),
    ("family != 'Dense'", [3, 4]),
    ("not family == 'Dense'", [3, 4]),
    ("'MoE' == family", [3]),
    ("`Model Size (B)` >= 3", [3, 4]),
    ("`eval/x` > 0", [2, 3, 4]),
    ("`eval/x` != 2", [2, 4]),
    ("not `eval/x` > 1", [1, 2]),
    ("D < N", [4]),
    ("2M <= N", [2, 3, 4]),
    ("C > 1.5e14", [2, 3]),
    ("compute > 1.5e14", [2, 3]),
    ("N == 1e6 or N == 2e6 and loss < 1", [1]),
    ("(N == 1e6 or N == 2e6) and loss < 3.4", [2]),
    ("not not N > 3e+6", [4]),
    ("N>1e6and loss<3.15", []),
  ])
  func keeps(_ condition: String, _ rows: [Int]) throws {
    guard !rows.isEmpty else {
      #expect(complaint { try runs(Self.table, where: [condition]) }.contains("'1e6and'"))
      return
    }
    let kept = try runs(Self.table, where: [condition])
    #expect(kept.rowNumber == rows)
    #expect(kept.count + kept.excluded.rowCount == kept.rowsRead)
  }

  @Test func filtersComeBeforeTheCheckOfCells() throws {
    #expect(try runs("N,D,loss\n1,1,nan\n1,1,2\n", where: ["loss < 4"]).loss == [2])
  }

  @Test("Consecutive rows dropped by one condition are one entry, within their group.")
  func stretches() throws {
    let text = "N,D,loss,name\n" + "1,1,1,a\n1,1,5,a\n1,1,6,a\n1,1,7,b\n1,0,8,b\n1,1,9,b\n1,1,2,b\n"
    let table = try runs(text, where: ["D > 0", "loss < 4"])
    #expect(table.excluded.map(\.rows) == [2...4, 5...5, 6...6])
    #expect(table.excluded.map(\.reason) == ["not loss < 4", "not D > 0", "not loss < 4"])
    #expect(table.excluded.rowCount == 5)
    let grouped = try runs(text, where: ["D > 0", "loss < 4"], groupBy: "name")
    #expect(grouped.excluded.map(\.rows) == [2...3, 4...4, 5...5, 6...6])
    #expect(grouped.groups().map(\.rowsRead) == [3, 4])
  }

  @Test func countsAddUp() throws {
    let table = try runs(Self.table, where: ["loss < 3.4", "family == 'MoE'", "N > 0"])
    #expect(
      table.exclusionCounts().map(\.description) == [
        "1 row left out: not loss < 3.4", "2 rows left out: not family == 'MoE'",
        "0 rows left out: not N > 0",
      ])
    #expect(table.count + table.excluded.rowCount == table.rowsRead)
  }

  @Test(arguments: [
    (
      "loss <",
      """
      error: the filter of rows: expected a number, a column or text in quotes, found the end
        loss <
              ^
        fix: write a condition such as 'loss < 3.4 and family == "Dense"'
      """
    ),
    (
      "loss = 3",
      """
      error: the filter of rows: expected a comparison (< <= > >= == !=), found '='
        loss = 3
             ^
        fix: write ==
      """
    ),
    (
      "loss < 3 && N > 1",
      """
      error: the filter of rows: expected 'and', 'or' or the end, found '&&'
        loss < 3 && N > 1
                 ^
        fix: write and
      """
    ),
    (
      "loss < 3x",
      """
      error: the filter of rows: '3x' is not a number
        loss < 3x
               ^
        fix: write a number such as 3.4, 1e18 or 7B, text in quotes, or a column in backticks
      """
    ),
    (
      "(loss < 3",
      """
      error: the filter of rows: expected 'and', 'or' or ')', found the end
        (loss < 3
                 ^
        fix: write a condition such as 'loss < 3.4 and family == "Dense"'
      """
    ),
    (
      "family < 'x'",
      """
      error: the filter of rows: '<' cannot compare text
        family < 'x'
               ^
        fix: compare text with == or !=, and write numbers without quotes
      """
    ),
    (
      "1 < 2",
      """
      error: the filter of rows: neither side of the comparison is a column
        1 < 2
        ^
        fix: write a condition such as 'loss < 3.4 and family == "Dense"'
      """
    ),
    (
      "family == \"Dense",
      """
      error: the filter of rows: a text is not closed
        family == "Dense
                  ^
        fix: close it with "
      """
    ),
    (
      "N > 1 and lss < 3",
      """
      error: the filter of rows: no column 'lss'
        N > 1 and lss < 3
                  ^
        why: the columns of runs.csv are 'N', 'D', 'final_loss', 'family', 'Model Size (B)', 'eval/x'
        fix: did you mean 'loss'?
      """
    ),
    (
      "tokens == 'x' and C == 'x'",
      """
      error: the filter of rows: 'C' is computed and numeric, not text
        tokens == 'x' and C == 'x'
                          ^
        why: the columns of runs.csv are 'N', 'D', 'final_loss', 'family', 'Model Size (B)', 'eval/x'
        fix: name a column of the file
      """
    ),
  ])
  func refuses(_ condition: String, _ text: String) {
    #expect(complaint { try runs(Self.table, where: [condition]) } == text)
  }

  /// Whatever is typed is either understood or refused with a caret inside the text.
  @Test func survivesAnyText() throws {
    let pieces = [
      "N", "loss", "`a b`", "`", "\"x\"", "'", "3.4", "1e", "-", "7B", "<", "<=", "==", "=", "!",
      "&&",
      "(", ")", "and", "or", "not", " ", "\n", "é", "#", "",
    ]
    var state: UInt64 = 1
    var understood = 0
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<6 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count] + " "
      }
      do {
        _ = try RowFilter(parsing: text)
        understood += 1
      } catch let error as Diagnostic {
        let offset = try #require(error.excerpt?.offset)
        #expect((0...text.count).contains(offset))
      }
    }
    #expect(understood > 0)
  }

  @Test func refusesDeepNesting() {
    let condition = String(repeating: "(", count: 200) + "N>1" + String(repeating: ")", count: 200)
    #expect(complaint { try RowFilter(parsing: condition) }.contains("deeper than 100"))
  }

  @Test("A thousand comparisons are read, and no more.", arguments: ["and", "or"])
  func refusesLongConditions(word: String) throws {
    func condition(_ count: Int) -> String {
      Array(repeating: "N > 1", count: count).joined(separator: " \(word) ")
    }
    _ = try RowFilter(parsing: condition(1000))
    for count in [1001, 50_000] {
      #expect(
        complaint { try RowFilter(parsing: condition(count)) }.contains(
          "more than 1000 comparisons"))
    }
  }
}
