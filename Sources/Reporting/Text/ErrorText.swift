/// An error as a terminal shows it: its first line stands out.
public struct ErrorText {
  private let lines: [TextLine]

  /// An error of one line or several.
  public init(_ text: String) {
    let all = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines = all.prefix(1).lines(.bad) + all.dropFirst().lines()
  }

  /// The lines, each with a line break; a terminal wraps them, since what they quote is to be found as it
  /// is.
  public func text(on page: TextPage) -> String {
    lines.map { $0.text(on: page) + "\n" }.joined()
  }
}
