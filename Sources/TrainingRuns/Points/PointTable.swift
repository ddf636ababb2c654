import Diagnostics
public import Tables

/// Points at which a law is evaluated, from a table with a column for each of its variables.
///
/// Columns are recognised as those of runs are: N, D, C and L by their symbols or by headers such as
/// `params`, `train_tokens` and `flops`, other variables by their names. All other columns are carried
/// along.
public struct PointTable: Sendable {
  /// The table's name in errors.
  public let name: String
  /// The values of the variables with a column, by symbol.
  public let values: [String: [Double]]
  /// The other columns, in the order of the table.
  public let carried: [CarriedColumn]
  /// The line on which each point begins, from 1.
  public let lines: [Int]

  /// The number of points.
  public var count: Int { lines.count }

  /// Reads the points of a table.
  ///
  /// - Parameters:
  ///   - reader: The table.
  ///   - symbols: The variables of the law; one of N, D and C may follow from the other two.
  /// - Throws: `Diagnostic` if a column is missing or ambiguous, a value is unusable, or there is no row.
  /// - Complexity: O(bytes).
  public init(reading reader: TableReader, variables symbols: [String]) throws {
    let columns = try PointColumns(
      names: reader.columnNames, variables: symbols, file: reader.name)
    let used = columns.places.map { ColumnRequest(index: $0.place, kind: .number) }
    let others = reader.columnNames.indices.filter { index in
      !columns.places.contains { $0.place == index }
    }
    let table = try reader.read(used + others.map { ColumnRequest(index: $0, kind: .text) })
    guard table.rowCount > 0 else {
      throw Diagnostic(
        origin: Origin(file: reader.name), what: "there are no points",
        why: "the table has a header and no rows", fix: "add a row for each model")
    }
    name = reader.name
    lines = (0..<table.rowCount).map(table.line(ofRow:))
    var values: [String: [Double]] = [:]
    for (slot, column) in columns.places.enumerated() {
      values[column.symbol] = table.numbers(slot)
    }
    self.values = values
    carried = others.enumerated().map { offset, index in
      CarriedColumn(
        header: reader.columnNames[index], texts: table.texts(columns.places.count + offset))
    }
    try Self.check(table, columns)
  }

  /// Refuses the first value that cannot be one of its variable.
  private static func check(_ table: Table, _ columns: PointColumns) throws {
    let checked = columns.places.enumerated().map { slot, column in
      (
        slot: slot, header: columns.names[column.place],
        isPower: column.role.map { $0 != .loss } ?? false, values: table.numbers(slot)
      )
    }
    for row in 0..<table.rowCount {
      for column in checked {
        let value = column.values[row]
        let size = abs(value)
        let isUsable =
          column.isPower
          ? magnitudes.contains(value) : value == 0 || magnitudes.contains(size)
        guard !isUsable else { continue }
        let text = table.cellText(row: row, column: column.slot)
        let found = text.allSatisfy(\.isWhitespace) ? "an empty cell" : Diagnostic.quote(text)
        throw Diagnostic(
          origin: table.location(row: row, column: column.slot),
          what: "column '\(column.header)': expected "
            + (column.isPower ? "a positive number" : "a number") + ", found \(found)",
          why: column.isPower
            ? "N, D and C are bases of powers, and between 1e-60 and 1e60"
            : "it is a variable of the law, of a size between 1e-60 and 1e60, or 0",
          fix: "correct the cell, or leave out the row")
      }
    }
  }

  /// Far beyond all sensible values, and small enough for products of several.
  private static let magnitudes = 1e-60...1e60
}

/// A column that is none of a law's variables, carried from a table of points into the result.
public struct CarriedColumn: Sendable, Equatable {
  /// The header.
  public let header: String
  private let texts: TextColumn

  init(header: String, texts: TextColumn) {
    self.header = header
    self.texts = texts
  }

  /// The cell of a point.
  public subscript(row: Int) -> String { texts[row] }
}
