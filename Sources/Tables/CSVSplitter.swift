import CKernels
import Diagnostics

private let quote = UInt8(ascii: "\"")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")

/// Splits delimited text into records and cells.
///
/// The rules are those of RFC 4180, with LF and CR as line ends too. A quote inside a cell that does
/// not begin with one is an ordinary character. Blank records are skipped.
///
/// Only structural bytes are inspected; `CKernels` finds them, one window at a
/// time.
///
/// Reference: Y. Shafranovich, 2005, Common Format and MIME Type for CSV Files, RFC 4180.
struct CSVSplitter: RecordSplitter {
  private let delimiter: UInt8
  private let width: Int?
  private let file: String
  /// The start of the next record.
  private(set) var next: RecordStart
  private var structure: [UInt32]
  private var structureCount = 0
  private var structureIndex = 0
  private var windowStart: Int
  private var windowEnd: Int
  private let windowSize: Int

  /// The maximum number of cells in a record, unless the header has more.
  static let cellLimit = 100_000

  /// A splitter that begins at `start`, and expects `width` cells in every record, if known;
  /// errors name the file `file`.
  ///
  /// It looks `windowSize` bytes ahead, more than most records.
  init(
    delimiter: TableFormat.Delimiter, width: Int?, start: RecordStart, file: String,
    windowSize: Int = 1 << 15
  ) {
    self.delimiter = delimiter.rawValue
    self.width = width
    self.file = file
    next = start
    self.windowSize = windowSize
    structure = [UInt32](repeating: 0, count: windowSize)
    windowStart = start.offset
    windowEnd = start.offset
  }

  mutating func nextRecord(
    in bytes: Span<UInt8>, appendingTo cells: inout [Cell]
  ) throws -> RecordStart? {
    let cellCount = cells.count
    while next.offset < bytes.count {
      let start = next
      try splitRecord(in: bytes, appendingTo: &cells)
      if cells.count == cellCount + 1, isBlank(cells[cellCount], in: bytes) {
        cells.removeLast()
        continue
      }
      if let width, cells.count - cellCount != width {
        throw raggedRecord(at: start, count: cells.count - cellCount, width: width)
      }
      return start
    }
    return nil
  }

  private mutating func splitRecord(
    in bytes: Span<UInt8>, appendingTo cells: inout [Cell]
  ) throws {
    let record = next
    var cell = Cell(start: record.offset)
    let limit = cells.count + max(Self.cellLimit, width ?? 0)
    while true {
      var end: Int
      if cell.start < bytes.count, bytes[cell.start] == quote {
        end = try passQuotes(of: &cell, record: record, in: bytes)
      } else {
        end = nextStructure(in: bytes)
        while end < bytes.count, bytes[end] == quote {
          end = nextStructure(in: bytes)
        }
        cell.end = end
      }
      cells.append(cell)
      guard end < bytes.count else {
        next.offset = end
        return
      }
      switch bytes[end] {
      case delimiter:
        guard cells.count < limit else { throw overlongRecord(record) }
        cell = Cell(start: end + 1)
      case lineFeed:
        next.offset = end + 1
        next.line += 1
        return
      case carriageReturn:
        if end + 1 < bytes.count, bytes[end + 1] == lineFeed {
          end = nextStructure(in: bytes)
        }
        next.offset = end + 1
        next.line += 1
        return
      default:
        throw binaryData(at: end, record: record, in: bytes)
      }
    }
  }

  /// Scans a quoted cell, and sets its bounds and form.
  ///
  /// - Returns: Its end: the offset of a delimiter or a line end, or the end of the text.
  private mutating func passQuotes(
    of cell: inout Cell, record: RecordStart, in bytes: Span<UInt8>
  ) throws -> Int {
    let opening = nextStructure(in: bytes)
    cell.start = opening + 1
    cell.form = .quoted
    while true {
      let position = nextStructure(in: bytes)
      guard position < bytes.count else {
        throw Diagnostic(
          origin: record.location(of: opening, in: bytes, file: file),
          what: "unclosed quote",
          fix: "close it; inside a quoted cell, double a literal quote")
      }
      switch bytes[position] {
      case quote:
        if position + 1 < bytes.count, bytes[position + 1] == quote {
          _ = nextStructure(in: bytes)
          cell.form = .doubledQuotes
          continue
        }
        cell.end = position
        let end = nextStructure(in: bytes)
        guard end == position + 1 else {
          throw Diagnostic(
            origin: record.location(of: position + 1, in: bytes, file: file),
            what: "text follows a closing quote",
            why: "a quoted cell ends at its closing quote",
            fix: "double a literal quote, or remove the text")
        }
        return end
      case lineFeed:
        next.line += 1
      case carriageReturn:
        if position + 1 == bytes.count || bytes[position + 1] != lineFeed {
          next.line += 1
        }
      case 0:
        throw binaryData(at: position, record: record, in: bytes)
      default:
        break
      }
    }
  }

  /// The next records, up to the first that is not plain or does not end in the window.
  ///
  /// - Returns: nil if there are none: use ``nextRecord(in:appendingTo:)`` for the next record.
  mutating func nextPlainRecords(in bytes: Span<UInt8>) -> PlainRecords? {
    // With one column, blank lines need a check.
    guard let width, width > 1, findStructure(in: bytes), next.offset >= windowStart else {
      return nil
    }
    let count = bytes.extracting(windowStart..<windowEnd).withUnsafeBufferPointer { window in
      structure.withUnsafeBufferPointer { structure in
        echelle_csv_count_plain_records(
          window.baseAddress, structure.baseAddress?.advanced(by: structureIndex),
          structureCount - structureIndex, delimiter, width)
      }
    }
    guard count > 0 else { return nil }
    let cells = structureIndex..<structureIndex + count * width
    let records = PlainRecords(
      first: next, origin: windowStart, ends: structure[cells], width: width, count: count)
    structureIndex = cells.upperBound
    next = records.start(of: count)
    return records
  }

  /// The offset of the next structural byte, or the end of the text.
  private mutating func nextStructure(in bytes: Span<UInt8>) -> Int {
    guard findStructure(in: bytes) else { return bytes.count }
    let position = windowStart + Int(structure[structureIndex])
    structureIndex += 1
    return position
  }

  /// Moves to the next window with structural bytes, if none are left in this one.
  ///
  /// - Returns: Whether there is one.
  private mutating func findStructure(in bytes: Span<UInt8>) -> Bool {
    while structureIndex == structureCount {
      guard windowEnd < bytes.count else { return false }
      windowStart = windowEnd
      windowEnd = min(windowStart + windowSize, bytes.count)
      structureIndex = 0
      structureCount = bytes.extracting(windowStart..<windowEnd).withUnsafeBufferPointer { window in
        echelle_csv_find_structure(window.baseAddress, window.count, delimiter, &structure)
      }
    }
    return true
  }

  private func isBlank(_ cell: Cell, in bytes: Span<UInt8>) -> Bool {
    cell.form == .plain && (cell.start..<cell.end).allSatisfy { bytes[$0].isSpaceOrTab }
  }

  private func raggedRecord(at start: RecordStart, count: Int, width: Int) -> Diagnostic {
    Diagnostic(
      origin: Origin(file: file, line: start.line),
      what: "\(count) \(count == 1 ? "cell" : "cells") where the header has \(width)",
      why: "it is unclear which columns the cells belong to",
      fix: count < width
        ? "add the missing cells, empty if necessary"
        : "remove the extra cells, or quote the cell that contains a delimiter")
  }

  private func overlongRecord(_ record: RecordStart) -> Diagnostic {
    Diagnostic(
      origin: Origin(file: file, line: record.line),
      what: "more than \(max(Self.cellLimit, width ?? 0)) cells in a record",
      why: "no table of runs is that wide; line ends may be missing",
      fix: "put each record on its own line, or remove columns")
  }

  private func binaryData(at offset: Int, record: RecordStart, in bytes: Span<UInt8>) -> Diagnostic
  {
    Diagnostic(
      origin: record.location(of: offset, in: bytes, file: file),
      what: "a NUL byte: this is not a text table",
      fix: "use CSV or JSON Lines in UTF-8, optionally gzipped")
  }
}
