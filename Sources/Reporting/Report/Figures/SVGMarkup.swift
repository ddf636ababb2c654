/// The tags of an SVG, separated from the text between them, which is not trusted.
enum SVGMarkup {
  /// `svg` with each tag and each text mapped.
  ///
  /// Comments and CDATA sections would be taken for tags; gnuplot writes neither.
  static func mapping(
    _ svg: String, tag: (String) -> String, text: (String) -> String
  ) -> String {
    var (mapped, part) = ("", [UInt8]())
    var isTag = false
    var quote: UInt8?
    func end(_ map: (String) -> String) {
      if !part.isEmpty { mapped += map(String(decoding: part, as: UTF8.self)) }
      part = []
    }
    for byte in svg.utf8 {
      if !isTag, byte == UInt8(ascii: "<") {
        end(text)
        isTag = true
      }
      part.append(byte)
      guard isTag else { continue }
      switch byte {
      case quote: quote = nil
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = quote ?? byte
      case UInt8(ascii: ">") where quote == nil:
        end(tag)
        isTag = false
      default: break
      }
    }
    end(isTag ? tag : text)
    return mapped
  }

  /// `svg` with every `>` of its texts spelled out: XML has no `]]>` in text, and gnuplot writes it.
  static func wellFormed(_ svg: String) -> String {
    // By bytes: a mark after it would make it another character.
    mapping(
      svg, tag: { $0 },
      text: { text in
        String(
          decoding: text.utf8.flatMap { $0 == UInt8(ascii: ">") ? Array("&gt;".utf8) : [$0] },
          as: UTF8.self)
      })
  }
}
