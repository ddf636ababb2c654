import Escaping
import Tables
import Testing

/// Random tables, written in random style and read back, against what was written and against a slow
/// parser that goes byte by byte.
@Suite struct RoundTripTests {
  @Test(arguments: 0..<60) func roundTrip(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let width = Int.random(in: 1...6, using: &generator)
    // Some cells are longer than the window in which the scanner works.
    let longest = [3, 40, 40_000].randomElement(using: &generator) ?? 3
    let height = Int.random(in: 0...(longest > 40 ? 10 : 200), using: &generator)
    let cells = (0...height).map { row in
      (0..<width).map { column in
        row == 0 ? "c\(column)" : randomText(longest: longest, using: &generator)
      }
    }
    let delimiter = TableFormat.Delimiter.allCases.randomElement(using: &generator) ?? .comma
    let bytes = written(cells, delimiter: delimiter, using: &generator)
    let expected = slowlySplit(bytes, delimiter: width == 1 ? .comma : delimiter)
    #expect(expected == cells.map { $0.map { Array($0.utf8) } })
    // An apostrophe before a formula is none of the text, in a column that could have been written here.
    let isOwn = (0..<width).map { column in
      cells.dropFirst().allSatisfy { CSVCell.isGuardedAsWritten($0[column]) }
    }
    #expect(
      try rows(bytes)
        == cells.dropFirst().map { row in
          zip(row, isOwn).map { $1 ? CSVCell.text(ofCell: $0) : $0 }
        })

    let reader = try TableReader(bytes: bytes, name: "t")
    let requests = (0..<width).map {
      ColumnRequest(index: $0, kind: Bool.random(using: &generator) ? .text : .number)
    }
    let table = try reader.read(requests)
    for row in 0..<height {
      for column in 0..<width {
        #expect(table.cellText(row: row, column: column) == cells[row + 1][column])
      }
    }
  }

  @Test(arguments: 0..<20) func numbersAcrossWindows(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(1000 + seed))
    let values = (0..<20_000).map { _ in
      Double.random(in: -1...1, using: &generator)
        * ([1, 1e-9, 1e30].randomElement(using: &generator) ?? 1)
    }
    var text = "x,y\n"
    for (row, value) in values.enumerated() {
      text += Bool.random(using: &generator) ? "\(row),\(value)\n" : "\"\(row)\",\"\(value)\"\r\n"
    }
    let table = try numberTable(text)
    #expect(table.numbers(0) == values.indices.map(Double.init))
    #expect(table.numbers(1) == values)
  }

  private func randomText(
    longest: Int, using generator: inout SeededGenerator
  ) -> String {
    let alphabet: [String] = [
      "a", "b", "7", ".", " ", "é", "🦙", ",", ";", "\t", "\"", "\n", "\r", "'",
    ]
    let count = Int.random(in: 0...3, using: &generator) == 0 ? longest : 3
    return (0..<Int.random(in: 0...count, using: &generator)).map { _ in
      alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
    }.joined()
  }

  /// The cells as CSV, quoted where they must be, and sometimes where they need not.
  private func written(
    _ cells: [[String]], delimiter: TableFormat.Delimiter, using generator: inout SeededGenerator
  ) -> [UInt8] {
    let lineEnd = ["\n", "\r\n", "\r"].randomElement(using: &generator) ?? "\n"
    var bytes: [UInt8] = Bool.random(using: &generator) ? [0xEF, 0xBB, 0xBF] : []
    for (row, record) in cells.enumerated() {
      for (column, cell) in record.enumerated() {
        if column > 0 {
          bytes.append(delimiter.rawValue)
        }
        let isBlank = record.count == 1 && cell.allSatisfy { $0 == " " || $0 == "\t" }
        let mustQuote = cell.utf8.contains { [0x22, 0x2C, 0x3B, 0x09, 0x0A, 0x0D].contains($0) }
        if mustQuote || isBlank || Int.random(in: 0...4, using: &generator) == 0 {
          bytes.append(0x22)
          for byte in cell.utf8 {
            bytes += byte == 0x22 ? [0x22, 0x22] : [byte]
          }
          bytes.append(0x22)
        } else {
          bytes += cell.utf8
        }
      }
      if row + 1 < cells.count || Bool.random(using: &generator) {
        bytes += lineEnd.utf8
      }
    }
    return bytes
  }

  private func slowlySplit(_ bytes: [UInt8], delimiter: TableFormat.Delimiter) -> [[[UInt8]]] {
    var records: [[[UInt8]]] = []
    var record: [[UInt8]] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var sawQuote = false
    var input = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    func endRecord() {
      record.append(cell)
      if record.count > 1 || sawQuote || !cell.isEmpty {
        records.append(record)
      }
      (record, cell, sawQuote) = ([], [], false)
    }
    while let byte = input.popFirst() {
      if isQuoted {
        if byte != 0x22 {
          cell.append(byte)
        } else if input.first == 0x22 {
          cell.append(0x22)
          input.removeFirst()
        } else {
          isQuoted = false
        }
        continue
      }
      switch byte {
      case 0x22 where cell.isEmpty && !sawQuote:
        (isQuoted, sawQuote) = (true, true)
      case delimiter.rawValue:
        record.append(cell)
        (cell, sawQuote) = ([], false)
      case 0x0A:
        endRecord()
      case 0x0D:
        if input.first == 0x0A {
          input.removeFirst()
        }
        endRecord()
      default:
        cell.append(byte)
      }
    }
    if !record.isEmpty || !cell.isEmpty || sawQuote {
      endRecord()
    }
    return records
  }
}
