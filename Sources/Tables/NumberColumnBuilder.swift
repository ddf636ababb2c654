/// Collects the quantities of a column.
struct NumberColumnBuilder {
  /// The column in the file.
  let index: Int
  /// How quantities are written in this file.
  let parser: QuantityParser
  /// NaN where the cell is empty or not a quantity.
  private(set) var values: [Double] = []
  /// The rows of the cells that are neither.
  private(set) var unreadableRows: [Int] = []

  init(index: Int, parser: QuantityParser) {
    self.index = index
    self.parser = parser
  }

  /// Makes room for so many rows.
  mutating func reserveCapacity(_ rowCount: Int) {
    values.reserveCapacity(rowCount)
  }

  /// Converts the column's cells of a batch.
  mutating func append(_ batch: CellBatch, in bytes: Span<UInt8>) {
    for row in 0..<batch.rowCount {
      let cell = batch[row, index]
      if let value = value(of: cell, in: bytes) {
        values.append(value)
        continue
      }
      if !isBlank(cell, in: bytes) {
        unreadableRows.append(values.count)
      }
      values.append(.nan)
    }
  }

  private func value(of cell: Cell, in bytes: Span<UInt8>) -> Double? {
    guard cell.form.isVerbatim else {
      let content = cell.content(in: bytes)
      return parser.parse(content.span, content.indices)
    }
    return parser.parse(bytes, cell.start..<cell.end)
  }

  private func isBlank(_ cell: Cell, in bytes: Span<UInt8>) -> Bool {
    (cell.start..<cell.end).allSatisfy { bytes[$0].isSpaceOrTab }
  }
}
