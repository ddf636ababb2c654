/// An error or a note on standard error: its first line stands out, then come its reason and its remedy.
public struct ErrorText {
  private let lines: [TextLine]

  /// A message of one line or several, whose first stands out if it `isError`.
  public init(_ text: String, isError: Bool = true) {
    let all = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines = all.prefix(1).lines(isError ? .bad : .none) + all.dropFirst().lines()
  }

  /// The lines, each with a line break.
  ///
  /// For a terminal they are wrapped, except for an excerpt, whose caret points at a column. Other
  /// programs read one line per field.
  public func text(on page: TextPage) -> String {
    lines.flatMap { line in
      wrapped(line.text, columns: page.columns).lines(line.emphasis)
    }.map { $0.text(on: page) + "\n" }.joined()
  }

  private func wrapped(_ line: String, columns: Int?) -> [String] {
    guard let columns, line.count > min(columns, TextPage.width) else { return [line] }
    let label = Self.labels.first { line.hasPrefix($0) }
    guard label != nil || !line.hasPrefix(" ") else { return [line] }
    let indent = label == nil ? "" : "  "
    return line.wrapped(
      columns: min(columns, TextPage.width), indent: indent,
      hanging: label == nil ? "  " : "     ")
  }

  private static let labels = ["  why: ", "  fix: "]
}
