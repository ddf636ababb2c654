import Diagnostics
internal import Platform

private let quote = UInt8(ascii: "\"")
private let backslash = UInt8(ascii: "\\")

/// Splits JSON Lines into records and cells: one flat object per line.
///
/// A cell is the value of a key: the content of a string, or a number, `true` or `false` as
/// written. `null` is an empty cell, and so is a missing key. `NaN`,
/// `Infinity` and `-Infinity`, which Python writes, are numbers. A nested array or object is kept as its
/// text. Duplicate keys in an object are an error, also in nested text.
struct JSONLinesSplitter: RecordSplitter {
  /// The keys, whose codes are the columns.
  ///
  /// New keys are added.
  private(set) var keys: ByteStringTable
  private let file: String
  private var next: RecordStart
  /// One more than the offset of the last record with a key, by the key's code.
  private var lastRecords: [Int] = []

  /// A splitter that begins at `start` with known `keys`; errors name the file `file`.
  init(keys: ByteStringTable, start: RecordStart, file: String) {
    self.keys = keys
    self.file = file
    next = start
  }

  mutating func nextRecord(
    in bytes: Span<UInt8>, appendingTo cells: inout [Cell]
  ) throws -> RecordStart? {
    var position = next.offset
    while position < bytes.count {
      skipSpaces(&position, in: bytes)
      if passLineEnd(&position, in: bytes) {
        continue
      }
      guard position < bytes.count else { break }
      let start = next
      let first = cells.count
      cells.append(contentsOf: repeatElement(Cell(), count: keys.count))
      try splitObject(at: &position, record: start, in: bytes, into: &cells, first: first)
      skipSpaces(&position, in: bytes)
      guard position == bytes.count || passLineEnd(&position, in: bytes) else {
        throw fault("text follows the object", at: position, record: start, in: bytes)
      }
      next.offset = position
      return start
    }
    next.offset = position
    return nil
  }

  private mutating func splitObject(
    at position: inout Int, record: RecordStart, in bytes: Span<UInt8>, into cells: inout [Cell],
    first: Int
  ) throws {
    guard pass(UInt8(ascii: "{"), &position, in: bytes) else {
      throw fault("expected an object, '{'", at: position, record: record, in: bytes)
    }
    skipSpaces(&position, in: bytes)
    if pass(UInt8(ascii: "}"), &position, in: bytes) {
      return
    }
    while true {
      skipSpaces(&position, in: bytes)
      guard position < bytes.count, bytes[position] == quote else {
        throw fault("expected a key between quotes", at: position, record: record, in: bytes)
      }
      let place = position
      let key = try passString(&position, record: record, in: bytes)
      skipSpaces(&position, in: bytes)
      guard pass(UInt8(ascii: ":"), &position, in: bytes) else {
        throw fault("expected ':' after a key", at: position, record: record, in: bytes)
      }
      skipSpaces(&position, in: bytes)
      let value = try passValue(&position, record: record, in: bytes)
      let column = column(of: key, in: bytes)
      try note(column, key, at: place, record: record, in: bytes)
      if first + column == cells.count {
        cells.append(value)
      } else {
        cells[first + column] = value
      }
      skipSpaces(&position, in: bytes)
      if pass(UInt8(ascii: "}"), &position, in: bytes) {
        return
      }
      guard pass(UInt8(ascii: ","), &position, in: bytes) else {
        throw fault("expected ',' or '}' after a value", at: position, record: record, in: bytes)
      }
    }
  }

  /// Records that a record has a key.
  ///
  /// - Throws: `Diagnostic` if the key is a duplicate, or there are too many keys.
  private mutating func note(
    _ column: Int, _ key: Cell, at place: Int, record: RecordStart, in bytes: Span<UInt8>
  ) throws {
    while lastRecords.count <= column { lastRecords.append(0) }
    if lastRecords[column] == record.offset + 1 {
      throw Diagnostic(
        origin: record.location(of: place, in: bytes, file: file),
        what: "the key \(Diagnostic.quote(key.text(in: bytes))) appears twice in one object",
        why: "JSON readers disagree on which value to use", fix: "remove one of them")
    }
    lastRecords[column] = record.offset + 1
    guard column < JSONKeys.mostKeys else {
      throw Diagnostic(
        origin: record.location(of: place, in: bytes, file: file),
        what: "more than \(JSONKeys.mostKeys) keys", why: "no table of runs is that wide",
        fix: "remove keys that do not describe the runs")
    }
  }

  private mutating func column(of key: Cell, in bytes: Span<UInt8>) -> Int {
    guard key.form == .jsonEscapes else {
      return keys.intern(bytes, key.start..<key.end)
    }
    let content = key.content(in: bytes)
    return keys.intern(content.span, content.indices)
  }

  private func passValue(
    _ position: inout Int, record: RecordStart, in bytes: Span<UInt8>
  ) throws -> Cell {
    guard position < bytes.count else {
      throw fault("expected a value", at: position, record: record, in: bytes)
    }
    switch bytes[position] {
    case quote:
      return try passString(&position, record: record, in: bytes)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      return try passNested(&position, record: record, in: bytes)
    default:
      return try passWord(&position, record: record, in: bytes)
    }
  }

  /// Scans a number, `true`, `false`, `null`, `NaN` or `Infinity`.
  private func passWord(
    _ position: inout Int, record: RecordStart, in bytes: Span<UInt8>
  ) throws -> Cell {
    let start = position
    while position < bytes.count, bytes[position].isPartOfJSONWord {
      position += 1
    }
    let cell = Cell(start: start, end: position)
    if isJSONNumber(bytes, start..<position) {
      return cell
    }
    switch cell.text(in: bytes) {
    case "null":
      return Cell(start: start, end: start)
    case "true", "false", "NaN", "Infinity", "-Infinity":
      return cell
    default:
      throw fault("expected a value", at: start, record: record, in: bytes)
    }
  }

  /// Scans a nested array or object as text.
  private func passNested(
    _ position: inout Int, record: RecordStart, in bytes: Span<UInt8>
  ) throws -> Cell {
    let start = position
    var depth = 0
    repeat {
      guard position < bytes.count, !bytes[position].isLineEnd else {
        throw fault(
          "a value that continues past the end of its line", at: start, record: record, in: bytes)
      }
      switch bytes[position] {
      case quote:
        _ = try passString(&position, record: record, in: bytes)
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
      default:
        break
      }
      position += 1
    } while depth > 0
    if let found = JSONKeys.fault(in: bytes.extracting(start..<position)) {
      throw fault(Phrase(found.what), at: start + found.offset, record: record, in: bytes)
    }
    return Cell(start: start, end: position)
  }

  private func passString(
    _ position: inout Int, record: RecordStart, in bytes: Span<UInt8>
  ) throws -> Cell {
    let opening = position
    var cell = Cell(start: opening + 1, form: .quoted)
    position += 1
    while position < bytes.count {
      switch bytes[position] {
      case quote:
        cell.end = position
        position += 1
        return cell
      case backslash:
        guard let length = lengthOfEscape(at: position, in: bytes) else {
          throw fault("not a JSON escape", at: position, record: record, in: bytes)
        }
        cell.form = .jsonEscapes
        position += length
      case 0x0A, 0x0D:
        throw fault(
          "unclosed quote", at: opening, record: record,
          in: bytes)
      case 0..<0x20:
        throw fault("a control character in a string", at: position, record: record, in: bytes)
      default:
        position += 1
      }
    }
    throw fault(
      "unclosed quote", at: opening, record: record, in: bytes)
  }

  private mutating func passLineEnd(_ position: inout Int, in bytes: Span<UInt8>) -> Bool {
    guard position < bytes.count, bytes[position].isLineEnd else { return false }
    let isPair =
      bytes[position] == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A
    position += isPair ? 2 : 1
    next = RecordStart(offset: position, line: next.line + 1)
    return true
  }

  private func fault(
    _ what: Phrase, at offset: Int, record: RecordStart, in bytes: Span<UInt8>
  ) -> Diagnostic {
    Diagnostic(
      origin: record.location(of: offset, in: bytes, file: file),
      what: what,
      why: "JSON Lines has one object on each line",
      fix: "correct the line; convert a pretty-printed file or an array with jq -c")
  }
}

private func pass(_ byte: UInt8, _ position: inout Int, in bytes: Span<UInt8>) -> Bool {
  guard position < bytes.count, bytes[position] == byte else { return false }
  position += 1
  return true
}

private func skipSpaces(_ position: inout Int, in bytes: Span<UInt8>) {
  while position < bytes.count, bytes[position].isSpaceOrTab {
    position += 1
  }
}

/// The length of the escape at `position` in bytes; nil if it is not a JSON escape.
private func lengthOfEscape(at position: Int, in bytes: Span<UInt8>) -> Int? {
  guard position + 1 < bytes.count else { return nil }
  switch bytes[position + 1] {
  case quote, backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
    UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
    return 2
  case UInt8(ascii: "u"):
    guard position + 6 <= bytes.count else { return nil }
    guard let unit = codeUnit(at: position + 2, in: bytes) else { return nil }
    guard UTF16.isLeadSurrogate(unit) || UTF16.isTrailSurrogate(unit) else { return 6 }
    // An unpaired surrogate is not a character: two different ones would be read as equal.
    guard UTF16.isLeadSurrogate(unit), position + 12 <= bytes.count,
      bytes[position + 6] == backslash, bytes[position + 7] == UInt8(ascii: "u"),
      let second = codeUnit(at: position + 8, in: bytes), UTF16.isTrailSurrogate(second)
    else { return nil }
    return 12
  default:
    return nil
  }
}

/// The value of four hexadecimal digits; `nil` if they are not digits.
private func codeUnit(at start: Int, in bytes: Span<UInt8>) -> UInt16? {
  guard (start..<start + 4).allSatisfy({ bytes[$0].isHexDigit }) else { return nil }
  return UInt16(String(decoding: (start..<start + 4).map { bytes[$0] }, as: UTF8.self), radix: 16)
}

/// Whether `bytes[range]` is a JSON number: `-`?, digits, and optionally a fraction and an exponent.
private func isJSONNumber(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
  var position = range.lowerBound
  func passDigits() -> Bool {
    let start = position
    while position < range.upperBound, bytes[position].isDigit {
      position += 1
    }
    return position > start
  }
  func passOne(of choices: UInt8...) -> Bool {
    guard position < range.upperBound, choices.contains(bytes[position]) else { return false }
    position += 1
    return true
  }
  _ = passOne(of: UInt8(ascii: "-"))
  guard passDigits() else { return false }
  if passOne(of: UInt8(ascii: ".")), !passDigits() {
    return false
  }
  if passOne(of: UInt8(ascii: "e"), UInt8(ascii: "E")) {
    _ = passOne(of: UInt8(ascii: "+"), UInt8(ascii: "-"))
    guard passDigits() else { return false }
  }
  return position == range.upperBound
}

extension UInt8 {
  fileprivate var isLineEnd: Bool { self == 0x0A || self == 0x0D }

  fileprivate var isHexDigit: Bool {
    isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20)
  }

  fileprivate var isPartOfJSONWord: Bool {
    isDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
      || self == UInt8(ascii: "-") || self == UInt8(ascii: "+") || self == UInt8(ascii: ".")
  }
}
