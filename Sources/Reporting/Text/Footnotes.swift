/// Sources that tables refer to by number, each listed once below them.
struct Footnotes {
  private var texts: [String] = []

  /// The mark of a source, such as `[2]`, which stands in a table for it.
  mutating func mark(_ text: String) -> String {
    if let place = texts.firstIndex(of: text) { return "[\(place + 1)]" }
    texts.append(text)
    return "[\(texts.count)]"
  }

  /// The sources in the order of their marks, wrapped.
  func lines(indent: String) -> [String] {
    let widest = "[\(texts.count)] ".count
    return texts.enumerated().flatMap { index, text in
      let mark = "[\(index + 1)] "
      // A mark stands to the right, so that the texts line up.
      let padding = String(repeating: " ", count: widest - mark.count)
      return "\(mark)\(text)".wrapped(
        indent: indent + padding, hanging: String(repeating: " ", count: mark.count))
    }
  }
}
