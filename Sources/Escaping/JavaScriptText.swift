/// JSON in a script element of HTML.
///
/// WHATWG HTML, 4.12.1.3: such an element ends at `</script`, and `<!--` changes its parsing. In JSON, `<`,
/// `>` and `&` occur only in strings, where `\u003c` etc. are equivalent; U+2028 and U+2029 are line
/// terminators in older JavaScript (ECMA-262, 12.3).
public enum JavaScriptText {
  /// `json`, safe inside a script element.
  public static func element(_ json: [UInt8]) -> String {
    var escaped: [UInt8] = []
    escaped.reserveCapacity(json.count)
    var place = 0
    while place < json.count {
      let byte = json[place]
      switch byte {
      case UInt8(ascii: "<"): escaped += Array("\\u003c".utf8)
      case UInt8(ascii: ">"): escaped += Array("\\u003e".utf8)
      case UInt8(ascii: "&"): escaped += Array("\\u0026".utf8)
      case 0xE2
      where place + 2 < json.count && json[place + 1] == 0x80
        && (json[place + 2] == 0xA8 || json[place + 2] == 0xA9):
        escaped += Array((json[place + 2] == 0xA8 ? "\\u2028" : "\\u2029").utf8)
        place += 2
      default: escaped.append(byte)
      }
      place += 1
    }
    return String(decoding: escaped, as: UTF8.self)
  }
}
