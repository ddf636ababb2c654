/// The cells of some consecutive records, row by row.
///
/// Batches let a column be converted at once, while its cells are still in cache.
struct CellBatch {
  /// The number of cells per record.
  let width: Int
  /// The cells of all records, record by record.
  var cells: [Cell] = []

  /// The number of records.
  var rowCount: Int { width == 0 ? 0 : cells.count / width }
  /// Whether the batch is full.
  var isFull: Bool { cells.count >= 2048 }

  /// The cell of a record in a column.
  subscript(row: Int, column: Int) -> Cell { cells[row * width + column] }
}
