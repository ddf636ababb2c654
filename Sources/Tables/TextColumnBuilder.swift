import Escaping

/// Collects the distinct texts of a column.
struct TextColumnBuilder {
  /// The column in the file.
  let index: Int
  /// Whether an apostrophe before a formula is not part of the text, as in CSV.
  let removesGuards: Bool
  private var table = ByteStringTable()
  private var codes: [Int32] = []

  init(index: Int, removesGuards: Bool) {
    self.index = index
    self.removesGuards = removesGuards
  }

  /// Reserves capacity for rows.
  mutating func reserveCapacity(_ rowCount: Int) {
    codes.reserveLargeCapacity(rowCount)
  }

  /// Adds the column's cells of a batch.
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

  /// Adds the column's cells of plain records.
  mutating func append(_ plain: PlainRecords, in bytes: Span<UInt8>) {
    for record in 0..<plain.count {
      codes.append(Int32(table.intern(bytes, plain[record, index])))
    }
  }

  /// The column so far, and the first row whose text is not UTF-8, if any.
  ///
  /// Malformed texts are empty in the column.
  func column() -> (texts: TextColumn, firstMalformedRow: Int?) {
    let contents = table.texts()
    let malformed = contents.firstIndex(of: nil).flatMap { codes.firstIndex(of: Int32($0)) }
    let texts = contents.map { $0 ?? "" }
    // A column with a formula without an apostrophe, or a number with one, comes from another
    // program: there an apostrophe is text, and removing it could merge two texts.
    let hasGuards = removesGuards && texts.allSatisfy(CSVCell.isGuardedAsWritten)
    let values = hasGuards ? texts.map(CSVCell.text(ofCell:)) : texts
    return (TextColumn(values: values, codes: codes), malformed)
  }
}
