import CKernels

/// Collects the quantities of a column.
struct NumberColumnBuilder {
  /// The column in the file.
  let index: Int
  /// How quantities are written in this file.
  let parser: QuantityParser
  /// The values; NaN if the cell is empty or not a quantity.
  private(set) var values: [Double] = []
  /// The rows of non-empty cells that are not quantities.
  private(set) var unreadableRows: [Int] = []

  init(index: Int, parser: QuantityParser) {
    self.index = index
    self.parser = parser
  }

  /// Reserves capacity for rows.
  mutating func reserveCapacity(_ rowCount: Int) {
    values.reserveLargeCapacity(rowCount)
  }

  /// Converts the column's cells of a batch.
  mutating func append(_ batch: CellBatch, in bytes: Span<UInt8>) {
    for row in 0..<batch.rowCount {
      let cell = batch[row, index]
      if let value = value(of: cell, in: bytes) {
        values.append(value)
        continue
      }
      if !isBlank(cell.start..<cell.end, in: bytes) {
        unreadableRows.append(values.count)
      }
      values.append(.nan)
    }
  }

  /// Converts the column's cells of plain records.
  mutating func append(_ plain: PlainRecords, in bytes: Span<UInt8>) {
    let values = [Double](unsafeUninitializedCapacity: plain.count) { values, count in
      count = plain.count
      var row = parsePlain(plain, from: 0, into: values, in: bytes)
      while row < plain.count {
        let cell = plain[row, index]
        let value = parser.parse(bytes, cell)
        if value == nil, !isBlank(cell, in: bytes) {
          unreadableRows.append(self.values.count + row)
        }
        values.initializeElement(at: row, to: value ?? .nan)
        row = parsePlain(plain, from: row + 1, into: values, in: bytes)
      }
    }
    self.values.append(contentsOf: values)
  }

  /// Converts the cells from a record on, up to one that is not a plain number.
  private func parsePlain(
    _ plain: PlainRecords, from record: Int, into values: UnsafeMutableBufferPointer<Double>,
    in bytes: Span<UInt8>
  ) -> Int {
    bytes.withUnsafeBufferPointer { text in
      plain.ends.withUnsafeBufferPointer { ends in
        var column = echelle_plain_column(
          bytes: text.baseAddress, origin: plain.origin, start: plain.first.offset,
          ends: ends.baseAddress, width: plain.width, column: index)
        return echelle_parse_plain_numbers(&column, record, plain.count, values.baseAddress)
      }
    }
  }

  private func value(of cell: Cell, in bytes: Span<UInt8>) -> Double? {
    guard cell.form.isVerbatim else {
      let content = cell.content(in: bytes)
      return parser.parse(content.span, content.indices)
    }
    return parser.parse(bytes, cell.start..<cell.end)
  }

  private func isBlank(_ cell: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    cell.allSatisfy { bytes[$0].isSpaceOrTab }
  }
}
