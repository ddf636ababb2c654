import Diagnostics
import Tables

/// The cells of a table, tolerating a truncated last record.
struct LogTable {
  var names: [String]
  var lines: [Int]
  /// What was skipped or changed, one sentence each.
  var notes: [String] = []
  var texts: [TextColumn]

  /// The maximum number of columns from flattening one, since each has all rows.
  static let mostColumns = 1000

  /// Reads a log table that may still be growing, or was truncated while being written.
  ///
  /// - Throws: `Diagnostic` if a record other than the last is malformed.
  init(bytes: [UInt8], name: String) throws {
    do {
      (names, lines, texts) = try Self.read(bytes, name: name)
    } catch let error as Diagnostic {
      guard let line = error.origin?.line, line > 1 else { throw error }
      let start = Self.offset(ofLine: line, in: bytes)
      let rest = bytes[start...]
      // The record is the last if nothing follows the first line break of the rest;
      // an unclosed quote extends to the end of the file.
      let isLast = rest.firstIndex(of: 0x0A).map { $0 + 1 == bytes.count } ?? true
      guard isLast else { throw error }
      (names, lines, texts) = try Self.read(Array(bytes[..<start]), name: name)
      notes = ["the last line (\(line)) is truncated and was skipped"]
    }
    if let wide = widened() { self = wide }
  }

  /// The cell of a record, trimmed.
  func text(_ row: Int, _ column: Int) -> String { texts[column][row].trimmingBlanks() }

  /// The numbers of a column; `nil` if a cell is empty or not a number.
  ///
  /// `NaN`, `Infinity` and `-Infinity` are numbers too.
  func numbers(_ column: Int) -> [Double?] {
    let values = texts[column].values.map { parseQuantity($0) }
    return texts[column].codes.map { values[Int($0)] }
  }

  /// The index of the first column with one of these names, ignoring case.
  func place(of candidates: [String]) -> Int? {
    let lowered = names.map { $0.lowercased() }
    return candidates.lazy.compactMap { lowered.firstIndex(of: $0) }.first
  }

  private static func read(
    _ bytes: [UInt8], name: String
  ) throws -> (names: [String], lines: [Int], texts: [TextColumn]) {
    let reader = try TableReader(bytes: bytes, name: name)
    let table = try reader.read(
      reader.columnNames.indices.map { ColumnRequest(index: $0, kind: .text) })
    let columns = zip(reader.columnNames, reader.columnNames.indices.map { table.texts($0) })
    let flat =
      reader.format == .jsonLines ? columns.flatMap { $1.flattened(name: $0) } : Array(columns)
    return (flat.map(\.0), (0..<table.rowCount).map { table.line(ofRow: $0) }, flat.map(\.1))
  }

  private static func offset(ofLine line: Int, in bytes: [UInt8]) -> Int {
    var current = 1
    for (offset, byte) in bytes.enumerated() where byte == 0x0A {
      current += 1
      if current == line { return offset + 1 }
    }
    return bytes.count
  }
}

extension TextColumn {
  /// The columns of nested objects, as `metrics/loss`; the column itself if it contains other
  /// values.
  fileprivate func flattened(name: String, depth: Int = 1) -> [(String, TextColumn)] {
    let objects = values.filter { !$0.isEmpty }
    guard depth < 8, !objects.isEmpty, objects.allSatisfy({ $0.hasPrefix("{") }),
      let reader = try? TableReader(bytes: Array(objects.joined(separator: "\n").utf8), name: name),
      reader.columnNames.count <= LogTable.mostColumns,
      let table = try? reader.read(
        reader.columnNames.indices.map { ColumnRequest(index: $0, kind: .text) }),
      table.rowCount == objects.count
    else { return [(name, self)] }
    // The object of each row, by its code.
    var place = 0
    let places = values.map { text -> Int? in
      defer { place += text.isEmpty ? 0 : 1 }
      return text.isEmpty ? nil : place
    }
    return reader.columnNames.indices.flatMap { column -> [(String, TextColumn)] in
      let inner = table.texts(column)
      let none = Int32(inner.values.count)
      let spread = TextColumn(
        values: inner.values + [""],
        codes: codes.map { places[Int($0)].map { inner.codes[$0] } ?? none })
      return spread.flattened(name: "\(name)/\(reader.columnNames[column])", depth: depth + 1)
    }
  }
}

extension String {
  /// The text without surrounding spaces and tabs.
  func trimmingBlanks() -> String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    guard first.map(isBlank) == true || last.map(isBlank) == true else { return self }
    return String(String(drop(while: isBlank).reversed()).drop(while: isBlank).reversed())
  }
}
