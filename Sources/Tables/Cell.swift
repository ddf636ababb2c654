import Escaping

/// The position of a cell's content in the file, and its encoding.
///
/// The default is the empty cell.
struct Cell {
  /// How the bytes between `start` and `end` encode the content.
  enum Form: UInt8 {
    /// Literally.
    case plain
    /// Literally, in quotes.
    case quoted
    /// In quotes, with inner quotes doubled.
    case doubledQuotes
    /// In quotes, with backslash escapes.
    case jsonEscapes
  }

  var start = 0
  var end = 0
  var form = Form.plain

  /// The visible start of the cell: its opening quote, if it has one.
  var visibleStart: Int { form == .plain ? start : start - 1 }
}

extension Cell {
  /// The content as UTF-8, without doubled quotes and escapes; it may be malformed.
  func content(in bytes: Span<UInt8>) -> [UInt8] {
    switch form {
    case .plain, .quoted:
      return (start..<end).map { bytes[$0] }
    case .doubledQuotes:
      var content: [UInt8] = []
      var position = start
      while position < end {
        content.append(bytes[position])
        position += bytes[position] == UInt8(ascii: "\"") ? 2 : 1
      }
      return content
    case .jsonEscapes:
      return JSONEscapes.replaced((start..<end).map { bytes[$0] })
    }
  }

  /// The content as text, with malformed UTF-8 replaced by U+FFFD.
  func text(in bytes: Span<UInt8>) -> String {
    String(decoding: content(in: bytes), as: UTF8.self)
  }
}

extension Cell.Form {
  /// Whether the bytes are the content.
  var isVerbatim: Bool { self == .plain || self == .quoted }
}
