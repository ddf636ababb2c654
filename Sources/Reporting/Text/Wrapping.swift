extension String {
  /// The words in lines of at most `columns` characters after `indent`, those from the second on
  /// `hanging` further in; numbers keep their units, and a longer word has a line of its own.
  func wrapped(
    columns: Int = TextPage.width, indent: String = "", hanging: String = "  "
  ) -> [String] {
    var lines: [String] = []
    var line = indent
    var width = indent.width
    var isEmpty = true
    let room = columns - indent.count - hanging.count
    for word in TextWords(self, longest: room).parts {
      let length = word.width
      if !isEmpty, width + 1 + length > columns {
        lines.append(line)
        line = indent + hanging
        width = line.width
        isEmpty = true
      }
      line += isEmpty ? word : " \(word)"
      width += length + (isEmpty ? 0 : 1)
      isEmpty = false
    }
    return lines + [line]
  }

  /// How many columns the text takes at most: a terminal may show a combining mark by itself.
  private var width: Int { unicodeScalars.count }

  /// The line as it is where it fits on a page; otherwise wrapped, with its own indentation.
  var fitted: [String] {
    guard width > TextPage.width else { return [self] }
    let indent = prefix { $0 == " " }
    return wrapped(indent: String(indent.count > TextPage.width / 2 ? "" : indent))
  }
}
