/// Text in HTML, between tags and in quoted attributes.
///
/// WHATWG HTML, 13.1.2.3 and 13.1.4: `&`, `<`, `>` and both quotes become character references, by Unicode
/// scalars: a mark combined with one of them would hide it in a `Character`. Control characters other than
/// white space, which HTML forbids, and bidirectional controls, which would reorder displayed
/// text, are spelled out.
public enum HTMLText {
  /// `text` as HTML.
  public static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "'": "&#39;"
      case "\n", "\t": String(scalar)
      case "\r": " "
      case _ where scalar.isControlInMessages: String(scalar).escapingControlCharacters()
      case _ where scalar.value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(scalar.value):
        "\u{FFFD}"
      default: String(scalar)
      }
    }.joined()
  }
}
