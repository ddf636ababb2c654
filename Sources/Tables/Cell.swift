import Escaping

/// Where the content of a cell stands in the file, and how it is written there.
///
/// The default is the empty cell.
struct Cell {
  /// How the bytes between `start` and `end` stand for the content.
  enum Form: UInt8 {
    /// As they are.
    case plain
    /// As they are, with a quote before and after.
    case quoted
    /// With every quote doubled, and a quote before and after.
    case doubledQuotes
    /// With backslash escapes, and a quote before and after.
    case jsonEscapes
  }

  var start = 0
  var end = 0
  var form = Form.plain

  /// Where the cell begins to an editor's eye: at its opening quote, if it has one.
  var visibleStart: Int { form == .plain ? start : start - 1 }
}

extension Cell {
  /// The content as UTF-8, freed of doubled quotes and escapes; it may be malformed.
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
