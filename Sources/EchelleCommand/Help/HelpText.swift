/// Text of help, in lines of at most 80 characters.
enum HelpText {
  static let width = 80
  /// Where the description of an option starts.
  private static let column = 26

  /// `text` broken between words; lines that start with a space stay as they are.
  static func wrapped(_ text: String, indent: Int = 0) -> String {
    let margin = String(repeating: " ", count: indent)
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      if line.hasPrefix(" ") || line.isEmpty { return String(line) }
      var lines: [String] = []
      var current = ""
      for word in line.split(separator: " ") {
        if !current.isEmpty, indent + current.count + 1 + word.count > width {
          lines.append(margin + current)
          current = String(word)
        } else {
          current += (current.isEmpty ? "" : " ") + word
        }
      }
      return (lines + [margin + current]).joined(separator: "\n")
    }.joined(separator: "\n")
  }

  /// A label with its description beside it, or below where the label is long.
  static func entry(_ label: String, _ description: String) -> String {
    let head = "  \(label)"
    let text = wrapped(description, indent: column)
    guard head.count < column, !text.isEmpty else {
      return text.isEmpty ? head : "\(head)\n\(text)"
    }
    return head + text.dropFirst(head.count)
  }

  /// A list of commands with their abstracts.
  static func commands(_ list: [(name: String, abstract: String)], column: Int = 15) -> String {
    list.map { name, abstract in
      let text = abstract.hasSuffix(".") ? String(abstract.dropLast()) : abstract
      let head = "  \(name)".padding(to: column)
      return head + wrapped(text, indent: column).dropFirst(column)
    }.joined(separator: "\n")
  }
}

extension String {
  /// The text with spaces after it, up to a width.
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(width - count, 1))
  }
}
