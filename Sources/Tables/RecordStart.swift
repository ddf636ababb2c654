import Diagnostics

/// The start of a record.
struct RecordStart: Sendable {
  /// The offset of its first byte.
  var offset: Int
  /// Its line, from 1.
  var line: Int
}

extension RecordStart {
  /// The line and column of `offset`, which is in or after this record.
  ///
  /// - Complexity: O(*n*) in the bytes between.
  func location(of offset: Int, in bytes: Span<UInt8>, file: String) -> Origin {
    var line = line
    var column = 1
    for position in self.offset..<offset {
      switch bytes[position] {
      case UInt8(ascii: "\n"):
        line += 1
        column = 1
      case UInt8(ascii: "\r"):
        if position + 1 == bytes.count || bytes[position + 1] != UInt8(ascii: "\n") {
          line += 1
          column = 1
        }
      case 0x80..<0xC0:
        break  // goes on with a character
      default:
        column += 1
      }
    }
    return Origin(file: file, line: line, column: column)
  }
}
