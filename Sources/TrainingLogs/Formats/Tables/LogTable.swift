import Tables

/// The cells of a table, read with patience for a last record that was cut short.
struct LogTable {
  var names: [String]
  var lines: [Int]
  /// What was left out or changed, a sentence each.
  var notes: [String] = []
  var texts: [TextColumn]

  /// The most columns that are made of one: a log has not more metrics, and every one has all rows.
  static let mostColumns = 1000

  /// Reads a table of a log that may still be growing, or have been cut off while it was written.
  ///
  /// - Throws: `InputError` where a record that is not the last breaks the rules of the format.
  init(bytes: [UInt8], name: String) throws {
    do {
      (names, lines, texts) = try Self.read(bytes, name: name)
    } catch let error as InputError {
      guard let line = error.location.line, line > 1 else { throw error }
      let start = Self.offset(ofLine: line, in: bytes)
      let rest = bytes[start...]
      // What follows the first line break of the rest must be empty for the record to be the last;
      // a quote that is never closed takes the rest of the file with it.
      let isLast = rest.firstIndex(of: 0x0A).map { $0 + 1 == bytes.count } ?? true
      guard isLast else { throw error }
      (names, lines, texts) = try Self.read(Array(bytes[..<start]), name: name)
      notes = ["line \(line), the last one, is cut short and was left out"]
    }
    if let wide = widened() { self = wide }
  }

  /// The cell of a record, without the spaces around it.
  func text(_ row: Int, _ column: Int) -> String { texts[column][row].trimmingBlanks() }

  /// The numbers of a column; `nil` where a cell is empty or no number.
  ///
  /// `NaN`, `Infinity` and `-Infinity` are numbers too.
  func numbers(_ column: Int) -> [Double?] {
    let values = texts[column].values.map { parseQuantity($0) }
    return texts[column].codes.map { values[Int($0)] }
  }

  /// The place of the first column that has one of these names, in any case of letters.
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
  /// The columns of objects within objects, as `metrics/loss`; the column itself where it is of other
  /// things.
  fileprivate func flattened(name: String, depth: Int = 1) -> [(String, TextColumn)] {
    let objects = values.filter { !$0.isEmpty }
    guard depth < 8, !objects.isEmpty, objects.allSatisfy({ $0.hasPrefix("{") }),
      let reader = try? TableReader(bytes: Array(objects.joined(separator: "\n").utf8), name: name),
      reader.columnNames.count <= LogTable.mostColumns,
      let table = try? reader.read(
        reader.columnNames.indices.map { ColumnRequest(index: $0, kind: .text) }),
      table.rowCount == objects.count
    else { return [(name, self)] }
    // Which of the objects a row has, by its code.
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
  /// The text without spaces and tabs around it.
  func trimmingBlanks() -> String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    guard first.map(isBlank) == true || last.map(isBlank) == true else { return self }
    return String(String(drop(while: isBlank).reversed()).drop(while: isBlank).reversed())
  }
}
