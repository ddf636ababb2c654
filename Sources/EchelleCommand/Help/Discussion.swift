/// The discussion of a command, which ends with its examples.
struct Discussion {
  let prose: String
  /// The examples, a line or more each, as they are pasted into a shell.
  let examples: String?

  init(_ text: String) {
    let parts = text.split(separator: "EXAMPLES\n", maxSplits: 1, omittingEmptySubsequences: false)
    prose = Self.trimmed(parts.first ?? "")
    examples = parts.count > 1 ? Self.trimmed(parts[1], leading: false) : nil
  }

  private static func trimmed(_ text: Substring, leading: Bool = true) -> String {
    var text = text
    while text.last == "\n" { text.removeLast() }
    while leading, text.first == "\n" { text.removeFirst() }
    return String(text)
  }
}
