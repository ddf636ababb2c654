/// The layout needed to split a table into records: its format, columns and name.
struct RecordLayout: Sendable {
  /// How the records are written.
  enum Kind: Sendable {
    /// Delimited, with a fixed number of cells.
    case csv(TableFormat.Delimiter, width: Int)
    /// Objects, whose keys map to column codes.
    case jsonLines(ByteStringTable)
  }

  var kind: Kind
  /// The file's name in errors.
  var file: String

  /// The cells of the one record that begins at `start`.
  func cells(ofRecordAt start: RecordStart, in bytes: Span<UInt8>) throws -> [Cell] {
    var cells: [Cell] = []
    switch kind {
    case .csv(let delimiter, let width):
      var splitter = CSVSplitter(
        delimiter: delimiter, width: width, start: start, file: file, windowSize: 1 << 8)
      _ = try splitter.nextRecord(in: bytes, appendingTo: &cells)
    case .jsonLines(let keys):
      var splitter = JSONLinesSplitter(keys: keys, start: start, file: file)
      _ = try splitter.nextRecord(in: bytes, appendingTo: &cells)
    }
    return cells
  }
}
