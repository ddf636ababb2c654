/// Texts made to break out of whatever quotes them, the same in every run of the tests.
enum HostileText {
  private static let pieces = [
    "\"", "'", "`", "\\", "\n", "\r", "\r\n", "\t", "\0", "\u{1B}[31m", "<", "</script>", "<!--",
    "]]>",
    "&amp;", "$(touch PWNED)", "`touch PWNED`", "\"; system('touch PWNED') #", "'; touch PWNED; '",
    "$x$", "%", "%a", "%%", "#", "{", "}", "[a](b)", "~", "^", "_", "*", "|", ";", ",", ",,",
    "=1+1",
    "+1", "-1", "@SUM(1)", "\u{FF1D}1", "\u{202E}", "\u{2066}", "\u{2028}", "\u{85}", "\u{FFFE}",
    "é", "α", "日本", "\\input{x}", "\\\\", "end_of_text", "--", "```", " ", "1. ", "- ", "x",
    "run 7",
    "<img src=x onerror=document.title='PWNED'>", "${HOME}", "!!", "'''", "\"\"\"",
  ]

  /// A text for each piece alone and between the marks that hide it in a `Character`, then random ones.
  static func texts(_ count: Int = 300) -> [String] {
    let alone = pieces.flatMap { [$0, "\u{600}\($0)", "\($0)\u{301}"] }
    var state: UInt64 = 16
    func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    return alone
      + (0..<count).map { _ in
        (0...below(6)).map { _ in
          let mark = Unicode.Scalar(UInt32(0x300 + below(0x70))).map(String.init) ?? ""
          return (below(3) == 0 ? "\u{600}" : "") + pieces[below(pieces.count)]
            + (below(3) == 0 ? mark : "")
        }.joined()
      }
  }

  /// Whether the text holds what several languages cannot: control characters and noncharacters.
  static func hasControls(_ text: String) -> Bool {
    text.unicodeScalars.contains {
      $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || (0x2028...0x202E).contains($0.value)
        || (0x2066...0x2069).contains($0.value) || $0 == "\u{FFFE}"
    }
  }
}

extension Array where Element == String {
  /// The UTF-8 of each: `==` of texts passes over differences in normal form.
  var bytes: [[UInt8]] { map { [UInt8]($0.utf8) } }
}
