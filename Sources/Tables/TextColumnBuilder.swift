import Escaping

/// Collects the texts of a column, each distinct one once.
struct TextColumnBuilder {
  /// The column in the file.
  let index: Int
  /// Whether an apostrophe before a formula is none of the text, as in CSV.
  let removesGuards: Bool
  private var table = ByteStringTable()
  private var codes: [Int32] = []

  init(index: Int, removesGuards: Bool) {
    self.index = index
    self.removesGuards = removesGuards
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
    let texts = values.map { $0 ?? "" }
    let hasGuards =
      removesGuards && texts.contains { CSVCell.text(ofCell: $0).utf8.count < $0.utf8.count }
    return (hasGuards ? unguarded(texts) : TextColumn(values: texts, codes: codes), malformed)
  }

  /// The column with the texts that cells stand for; two cells may stand for one text.
  private func unguarded(_ texts: [String]) -> TextColumn {
    let stated = texts.map(CSVCell.text(ofCell:))
    // By bytes: texts that are canonically equivalent are different ones.
    let bytes = stated.map { Array($0.utf8) }
    let places = Dictionary(zip(bytes, bytes.indices), uniquingKeysWith: { first, _ in first })
    guard places.count < stated.count else { return TextColumn(values: stated, codes: codes) }
    let kept = places.values.sorted()
    let numbers = Dictionary(zip(kept, kept.indices.map(Int32.init)), uniquingKeysWith: { $1 })
    let codes = codes.map { code in numbers[places[bytes[Int(code)]] ?? 0] ?? 0 }
    return TextColumn(values: kept.map { stated[$0] }, codes: codes)
  }
}
