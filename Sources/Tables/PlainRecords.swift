/// Successive records of delimited text, each on a line of its own, none of whose cells is quoted.
///
/// They need no ``Cell``s: a cell begins where the one before has ended.
struct PlainRecords {
  /// Where the first record begins.
  let first: RecordStart
  /// The offset from which ``ends`` count.
  let origin: Int
  /// Where the cells end, record by record.
  let ends: ArraySlice<UInt32>
  /// How many cells a record has.
  let width: Int
  /// How many records there are.
  let count: Int

  /// Where a record begins; that after the last one too.
  func start(of record: Int) -> RecordStart {
    RecordStart(offset: start(ofCell: record * width), line: first.line + record)
  }

  /// The bytes of a cell.
  subscript(record: Int, column: Int) -> Range<Int> {
    let cell = record * width + column
    return start(ofCell: cell)..<origin + Int(ends[ends.startIndex + cell])
  }

  private func start(ofCell cell: Int) -> Int {
    cell == 0 ? first.offset : origin + Int(ends[ends.startIndex + cell - 1]) + 1
  }
}
