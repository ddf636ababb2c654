import Diagnostics
import Tables

/// A table with named columns, whose errors are reported with their location.
struct ReferenceTable {
  private let table: Table
  private let places: [String: Int]
  /// Optional columns of numbers; an absent one reads as empty cells.
  private let optional: Set<String>

  /// Reads the named columns of the file at `path`.
  ///
  /// - Throws: `Diagnostic` if the file cannot be read or lacks a column.
  init(
    path: String, texts: [String], numbers: [String], optional: Set<String> = []
  ) throws {
    let reader = try TableReader(path: path)
    var places: [String: Int] = [:]
    var requests: [ColumnRequest] = []
    for (names, kind) in [
      (texts, ColumnRequest.Kind.text), (numbers + optional.sorted(), .number),
    ] {
      for name in names {
        guard let place = reader.columnNames.firstIndex(of: name) else {
          if optional.contains(name) { continue }
          throw Diagnostic(
            origin: Origin(file: path, line: 1), what: "missing column '\(name)'",
            why: "a reference table needs all its columns; cells may be empty",
            fix: "add the column; the table's README describes it")
        }
        places[name] = requests.count
        requests.append(ColumnRequest(index: place, kind: kind))
      }
    }
    self.places = places
    self.optional = optional
    table = try reader.read(requests)
    if let cell = table.unreadableCells.first {
      let name = reader.columnNames[requests[cell.column].index]
      let text = table.cellText(row: cell.row, column: cell.column)
      throw fault(name, cell.row, "expected a number, found \(Diagnostic.quote(text))")
    }
  }

  /// The number of rows.
  var rowCount: Int { table.rowCount }

  /// The text of a cell; `nil` for an empty one.
  func text(_ column: String, _ row: Int) -> String? {
    let text = table.texts(place(column))[row]
    return text.isEmpty ? nil : text
  }

  /// The text of a required cell.
  func requiredText(_ column: String, _ row: Int) throws -> String {
    guard let text = text(column, row) else { throw fault(column, row, "the cell is empty") }
    return text
  }

  /// The choice named by a cell.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ column: String, _ row: Int
  ) throws -> Choice where Choice.RawValue == String {
    let text = try requiredText(column, row)
    guard let choice = Choice(rawValue: text) else {
      let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw fault(
        column, row, "expected one of \(names); found \(Diagnostic.quote(text))",
        fix: "use one of these values")
    }
    return choice
  }

  /// The number in a required cell.
  func requiredNumber(_ column: String, _ row: Int) throws -> Double {
    let number = table.numbers(place(column))[row]
    guard number.isFinite else { throw fault(column, row, "expected a finite number") }
    return number
  }

  /// The positive number in a cell; `nil` for an empty one.
  func positiveNumber(_ column: String, _ row: Int) throws -> Double? {
    guard places[column] != nil || !optional.contains(column) else { return nil }
    let number = table.numbers(place(column))[row]
    if number.isNaN { return nil }
    guard number.isFinite, number > 0 else {
      throw fault(
        column, row, "expected a positive number, found \(number)",
        fix: "correct the cell, or leave it empty if the figure is unknown")
    }
    return number
  }

  /// The positive number in a required cell.
  func requiredPositiveNumber(_ column: String, _ row: Int) throws -> Double {
    guard let number = try positiveNumber(column, row) else {
      throw fault(column, row, "the cell is empty")
    }
    return number
  }

  /// The year in a cell.
  func year(_ column: String, _ row: Int) throws -> Int {
    let number = try requiredNumber(column, row)
    guard let year = Int(exactly: number), (1900...2100).contains(year) else {
      throw fault(column, row, "expected a year, found \(number)")
    }
    return year
  }

  /// The source given by the columns `source` and `evidence`.
  func source(_ row: Int) throws -> Source {
    Source(
      citation: try requiredText("source", row), evidence: try choice("evidence", row))
  }

  /// Checks that no two rows have the same texts in `columns`.
  func requireUnique(_ columns: [String]) throws {
    var seen: Set<[String]> = []
    for row in 0..<rowCount {
      let key = columns.map { text($0, row) ?? "" }
      guard seen.insert(key).inserted else {
        let name = key.filter { !$0.isEmpty }.joined(separator: ", ")
        throw fault(
          columns[0], row, "duplicate row for '\(name)'", fix: "remove one of the two rows")
      }
    }
  }

  /// An error about a cell.
  func fault(
    _ column: String, _ row: Int, _ what: Phrase, why: Phrase? = nil, fix: Phrase? = nil
  ) -> Diagnostic {
    Diagnostic(
      origin: table.location(row: row, column: place(column)),
      what: "column '\(column)': \(what)", why: why, fix: fix)
  }

  private func place(_ column: String) -> Int {
    guard let place = places[column] else {
      preconditionFailure("column '\(column)' was not requested")
    }
    return place
  }
}
