import Diagnostics
import Escaping
internal import Platform

/// An opened table, with known format and columns, before its rows are read.
///
///     let reader = try TableReader(path: "runs.csv")
///     let table = try reader.read([
///       ColumnRequest(index: 0, kind: .number), ColumnRequest(index: 3, kind: .text),
///     ])
///     let losses = table.numbers(0)
///
/// The text is UTF-8, with or without a byte-order mark, and may be gzipped. CSV follows RFC 4180,
/// with a comma, semicolon or tab as delimiter, detected from the first records; see ``TableFormat``.
/// Text cells keep their spaces, as the RFC requires; column names are trimmed. Both lose the
/// apostrophe that keeps a spreadsheet from evaluating them: see `CSVCell`.
public struct TableReader: Sendable {
  /// The file's name in errors: the path as given, or `<stdin>`.
  public let name: String
  /// The names in header order, with duplicates; for JSON Lines, the keys of all objects
  /// in order of first appearance.
  public let columnNames: [String]
  /// The format of the table.
  public let format: TableFormat

  /// The original bytes, compressed or not.
  private let packed: FileContents
  private let contents: FileContents
  private let layout: RecordLayout
  private let start: RecordStart

  /// Opens the file at `path`, which may be a link, a pipe, or `-` for standard input.
  ///
  /// - Throws: `Diagnostic` if it cannot be read, is empty, is not a text table, or has a malformed
  ///   header.
  /// - Complexity: O(1) for CSV in a file, otherwise O(*n*) in its bytes.
  public init(path: String) throws {
    let name = path == "-" ? "<stdin>" : path
    try self.init(FileContents(path: path, name: name), name: name)
  }

  /// Opens a table in memory.
  ///
  /// - Throws: as ``init(path:)``.
  public init(bytes: [UInt8], name: String) throws {
    try self.init(FileContents(bytes), name: name)
  }

  private init(_ packed: FileContents, name: String) throws {
    let contents = try packed.unpacked(name: name)
    let (layout, start, columnNames) = try contents.withBytes { bytes in
      let text = try TextStart(of: bytes, file: name)
      return bytes[text.firstVisible] == UInt8(ascii: "{")
        ? try openJSONLines(bytes, from: text.start, file: name)
        : try openCSV(bytes, from: text.start, file: name)
    }
    self.name = name
    self.columnNames = columnNames
    self.packed = packed
    self.contents = contents
    self.layout = layout
    self.start = start
    switch layout.kind {
    case .csv(let delimiter, _): format = .csv(delimiter)
    case .jsonLines: format = .jsonLines
    }
  }

  /// The number of bytes of the text.
  public var byteCount: Int { contents.withBytes { $0.count } }

  /// The SHA-256 of the file's bytes, gzipped or not, as `sha256sum` prints it.
  ///
  /// - Complexity: O(*n*) in the bytes, at each call.
  public func sha256() -> String {
    packed.withBytes { bytes in bytes.withUnsafeBytes { SHA256.hexadecimal($0) } }
  }

  /// Reads the requested columns in one pass over the text; other columns are not converted.
  ///
  /// A file with only a header gives a table without rows.
  ///
  /// - Throws: `Diagnostic` at the first malformed record, or a requested
  ///   text that is not UTF-8.
  /// - Precondition: every index is valid for ``columnNames``.
  /// - Complexity: O(*n*) in the bytes; 16 bytes per record, in addition to the columns.
  public func read(_ requests: [ColumnRequest]) throws -> Table {
    precondition(
      requests.allSatisfy { columnNames.indices.contains($0.index) },
      "a request must be for a column of the table")
    var assembly = TableAssembly(
      requests: requests, parser: QuantityParser(allowsGroups: format != .csv(.semicolon)),
      isCSV: format != .jsonLines)
    try contents.withBytes { bytes in
      switch layout.kind {
      case .csv(let delimiter, let width):
        var splitter = CSVSplitter(delimiter: delimiter, width: width, start: start, file: name)
        try assembly.fill(from: &splitter, width: width, in: bytes)
      case .jsonLines(let keys):
        var splitter = JSONLinesSplitter(keys: keys, start: start, file: name)
        try assembly.fill(from: &splitter, width: keys.count, in: bytes)
      }
    }
    return try assembly.table(contents: contents, layout: layout)
  }
}

private func openCSV(
  _ bytes: Span<UInt8>, from start: RecordStart, file: String
) throws -> (RecordLayout, RecordStart, columnNames: [String]) {
  let delimiter = detectDelimiter(of: bytes, from: start, file: file)
  var splitter = CSVSplitter(delimiter: delimiter, width: nil, start: start, file: file)
  var cells: [Cell] = []
  let header = try splitter.nextRecord(in: bytes, appendingTo: &cells) ?? start
  let names = try cells.map { cell in
    let content = cell.content(in: bytes)
    guard let name = String(validating: content, as: UTF8.self) else {
      if (0..<min(bytes.count, 4096)).contains(where: { bytes[$0] == 0 }) {
        throw binaryData(in: file)
      }
      throw malformedText(
        "a column's name", at: header.location(of: cell.visibleStart, in: bytes, file: file))
    }
    return CSVCell.text(ofCell: name.trimmingSpaces())
  }
  let kind = RecordLayout.Kind.csv(delimiter, width: names.count)
  return (RecordLayout(kind: kind, file: file), splitter.next, names)
}

private func openJSONLines(
  _ bytes: Span<UInt8>, from start: RecordStart, file: String
) throws -> (RecordLayout, RecordStart, columnNames: [String]) {
  var splitter = JSONLinesSplitter(keys: ByteStringTable(), start: start, file: file)
  var cells: [Cell] = []
  while try splitter.nextRecord(in: bytes, appendingTo: &cells) != nil {
    cells.removeAll(keepingCapacity: true)
  }
  let names = try splitter.keys.texts().map { name in
    guard let name else {
      throw malformedText("a key", at: Origin(file: file))
    }
    return name.trimmingSpaces()
  }
  let kind = RecordLayout.Kind.jsonLines(splitter.keys)
  return (RecordLayout(kind: kind, file: file), start, names)
}
