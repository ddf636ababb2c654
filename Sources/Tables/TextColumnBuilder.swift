/// Collects the texts of a column, each distinct one once.
struct TextColumnBuilder {
  /// The column in the file.
  let index: Int
  private var table = ByteStringTable()
  private var codes: [Int32] = []

  init(index: Int) {
    self.index = index
  }

  /// Makes room for so many rows.
  mutating func reserveCapacity(_ rowCount: Int) {
    codes.reserveLargeCapacity(rowCount)
  }

  /// Takes in the column's cells of a batch.
  mutating func append(_ batch: CellBatch, in bytes: Span<UInt8>) {
    for row in 0..<batch.rowCount {
      let cell = batch[row, index]
      if cell.form.isVerbatim {
        codes.append(Int32(table.intern(bytes, cell.start..<cell.end)))
      } else {
        let content = cell.content(in: bytes)
        codes.append(Int32(table.intern(content.span, content.indices)))
      }
    }
  }

  /// Takes in the column's cells of plain records.
  mutating func append(_ plain: PlainRecords, in bytes: Span<UInt8>) {
    for record in 0..<plain.count {
      codes.append(Int32(table.intern(bytes, plain[record, index])))
    }
  }

  /// The column so far, and the first row whose text is not UTF-8, if there is one.
  ///
  /// Malformed texts are empty in the column.
  func column() -> (texts: TextColumn, firstMalformedRow: Int?) {
    let values = table.texts()
    let malformed = values.firstIndex(of: nil).flatMap { codes.firstIndex(of: Int32($0)) }
    return (TextColumn(values: values.map { $0 ?? "" }, codes: codes), malformed)
  }
}
