import Tables
import Testing
import TrainingRuns

@Suite("Tables of points")
struct PointTableTests {
  private func points(_ text: String, _ variables: [String] = ["N", "D"]) throws -> PointTable {
    try PointTable(
      reading: TableReader(bytes: Array(text.utf8), name: "points.csv"), variables: variables)
  }

  @Test(
    "Columns are recognised by symbol or by header, in any order, and the others are carried.",
    arguments: [
      "name,N,D,note", "N,note,name,D", "D,params,name,note", "note,train_tokens,parameters,name",
      "name,note,n_params,Tokens",
    ])
  func recognised(header: String) throws {
    let cells = [
      ["N": "1B", "D": "2e10", "name": "small", "note": "\"a, b\""],
      ["N": "7e9", "D": "1.4T", "name": "large", "note": ""],
    ]
    func kind(_ name: Substring) -> String {
      ["name", "note"].contains(name)
        ? String(name) : name.lowercased().contains("tok") || name == "D" ? "D" : "N"
    }
    let columns = header.split(separator: ",")
    let rows = cells.map { row in columns.map { row[kind($0)] ?? "?" }.joined(separator: ",") }
    let table = try points(([header] + rows).joined(separator: "\n"))
    #expect(table.values == ["N": [1e9, 7e9], "D": [2e10, 1.4e12]])
    #expect(table.carried.map(\.header) == columns.map(kind).filter { $0.count > 1 })
    #expect(
      table.carried.first { $0.header == "name" }.map { [$0[0], $0[1]] } == ["small", "large"])
    #expect(table.carried.first { $0.header == "note" }?[0] == "a, b")
    #expect(table.lines == [2, 3])
  }

  @Test("One of N, D and C may be missing where the other two are there.")
  func completed() throws {
    #expect(try points("N,C\n1e9,1e20\n").values == ["N": [1e9], "C": [1e20]])
    #expect(try points("params,tokens\n1e9,1e10\n", ["C"]).values.keys.sorted() == ["D", "N"])
    #expect(try points("N,D,C\n1,2,3\n").carried.map(\.header) == ["C"])
  }

  @Test("Other variables are any number but one that is too large or too small.")
  func anyNumber() throws {
    #expect(try points("lr,N\n-0.5,1\n0,2\n", ["lr"]).values == ["lr": [-0.5, 0]])
    #expect(try points("L\n2.5\n", ["L"]).values == ["L": [2.5]])
    for text in ["nan", "inf", "x", "", "1e61", "-1e-61"] {
      #expect(complaint { try points("lr,x\n\(text),1\n", ["lr"]) }.contains("points.csv:2:1: "))
    }
  }

  static let faults: [(String, [String], String)] = [
    (
      "N,D\n1e9,2e10\n1e9, -3\n", ["N", "D"],
      """
      error: points.csv:3:5: column 'D': expected a positive number, found ' -3'
        why: N, D and C are bases of powers, and between 1e-60 and 1e60
        fix: correct the cell, or leave out the row
      """
    ),
    (
      "name,N\nx,1e9\n", ["N", "D"],
      """
      error: points.csv: no column for the tokens D
        why: the variables of the law are N, D; the columns are 'name', 'N'
        fix: add a column named 'D'
      """
    ),
    (
      "Lr\n1\n", ["lr"],
      """
      error: points.csv: no column for the variable lr
        why: the variables of the law are lr; the columns are 'Lr'
        fix: name it 'lr'; the nearest header is 'Lr'
      """
    ),
    (
      "N,params,D\n1,1,1\n", ["N", "D"],
      """
      error: points.csv: several columns could be the parameters N: 'N', 'params'
        why: they differ in meaning, and a guess would change the prediction
        fix: name only one of them 'N', and the others differently
      """
    ),
    (
      "N,tokens_B\n1,1\n", ["N", "D"],
      """
      error: points.csv: 'tokens_B' could be the tokens D, in billions
        why: the law is in tokens, and a guess would change the prediction
        fix: name the column 'D' and give numbers in that unit, such as 1.4e12 or 1.4T
      """
    ),
    (
      "N,D,a,a\n1,1,1,1\n", ["N", "D"],
      """
      error: points.csv: 2 columns are named 'a'
        why: the result names its columns as the table does
        fix: rename all but one in the header
      """
    ),
    (
      "N,D\n", ["N", "D"],
      """
      error: points.csv: there are no points
        why: the table has a header and no rows
        fix: add a row for each model
      """
    ),
  ]

  @Test("What is wrong with a table, and where.", arguments: faults.indices)
  func refused(_ index: Int) {
    let (text, variables, message) = Self.faults[index]
    #expect(complaint { try points(text, variables) } == message)
  }
}
