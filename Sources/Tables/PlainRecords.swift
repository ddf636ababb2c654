/// Consecutive records of delimited text, each on its own line, without quoted cells.
///
/// They need no ``Cell``s: a cell begins where the previous one ended.
struct PlainRecords {
  /// The start of the first record.
  let first: RecordStart
  /// The base offset of ``ends``.
  let origin: Int
  /// The ends of the cells, record by record.
  let ends: ArraySlice<UInt32>
  /// The number of cells per record.
  let width: Int
  /// The number of records.
  let count: Int

  /// The start of a record, or the end of the last one.
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
