/// The cells of some successive records, row by row.
///
/// Batches let a column be converted in one go, while its cells are still near.
struct CellBatch {
  /// How many cells a record has.
  let width: Int
  /// The cells of all records, one record after the other.
  var cells: [Cell] = []

  /// How many records there are.
  var rowCount: Int { width == 0 ? 0 : cells.count / width }
  /// Whether it is time to convert.
  var isFull: Bool { cells.count >= 2048 }

  /// The cell of a record in a column.
  subscript(row: Int, column: Int) -> Cell { cells[row * width + column] }
}
