public import Diagnostics

/// Columns of equal length, with the positions of their cells.
///
/// To locate cells, a table keeps the bytes of its file: the mapping of a file on disk, or
/// the whole text of a gzipped file or a pipe.
public struct Table: Sendable {
  /// A column of the requested type.
  public enum Column: Sendable {
    /// Quantities; NaN if a cell is empty or not a quantity.
    case numbers([Double])
    /// Texts.
    case texts(TextColumn)
  }

  /// The file's name in errors.
  public let name: String
  /// The number of records, not counting blank lines.
  public let rowCount: Int
  /// The columns, in request order.
  public let columns: [Column]
  /// The non-empty cells of number columns that are not quantities, by row and column.
  public let unreadableCells: [CellIndex]

  private let contents: FileContents
  private let layout: RecordLayout
  private let requests: [ColumnRequest]
  private let records: [RecordStart]

  init(
    columns: [Column], unreadableCells: [CellIndex], contents: FileContents, layout: RecordLayout,
    requests: [ColumnRequest], records: [RecordStart]
  ) {
    name = layout.file
    rowCount = records.count
    self.columns = columns
    self.unreadableCells = unreadableCells
    self.contents = contents
    self.layout = layout
    self.requests = requests
    self.records = records
  }

  /// The quantities of a column.
  ///
  /// - Precondition: the column was requested as numbers.
  public func numbers(_ column: Int) -> [Double] {
    guard case .numbers(let values) = columns[column] else {
      preconditionFailure("column \(column) was requested as text")
    }
    return values
  }

  /// The texts of a column.
  ///
  /// - Precondition: the column was requested as text.
  public func texts(_ column: Int) -> TextColumn {
    guard case .texts(let texts) = columns[column] else {
      preconditionFailure("column \(column) was requested as numbers")
    }
    return texts
  }

  /// The line on which a record begins, from 1.
  public func line(ofRow row: Int) -> Int { records[row].line }

  /// The start of a cell, at its opening quote if it has one.
  ///
  /// For a missing key, it is the start of the object.
  ///
  /// - Complexity: O(*k*) in the bytes of the record.
  public func location(row: Int, column: Int) -> Origin {
    contents.withBytes { bytes in
      let start = max(cell(row, column, in: bytes).visibleStart, records[row].offset)
      return records[row].location(of: start, in: bytes, file: name)
    }
  }

  /// The content of a cell in the file, unquoted; empty for a missing key.
  ///
  /// - Complexity: O(*k*) in the bytes of the record.
  public func cellText(row: Int, column: Int) -> String {
    contents.withBytes { bytes in cell(row, column, in: bytes).text(in: bytes) }
  }

  private func cell(_ row: Int, _ column: Int, in bytes: Span<UInt8>) -> Cell {
    guard let cells = try? layout.cells(ofRecordAt: records[row], in: bytes) else {
      preconditionFailure("a record that was read once can be read again")
    }
    return cells[requests[column].index]
  }
}
