/// What a text is written for: a file, or a terminal of some width.
public struct TextPage: Sendable, Equatable {
  /// How many characters a line of text has at most, so that it fits on any terminal and in a mail.
  public static let width = 80

  /// How many characters the terminal has in a line; `nil` where the text does not go to a terminal.
  public var columns: Int?
  /// Whether lines may be coloured.
  public var hasColours: Bool
  /// Whether only the answer is wanted, without remarks.
  public var isBrief: Bool

  /// A page.
  public init(columns: Int? = nil, hasColours: Bool = false, isBrief: Bool = false) {
    self.columns = columns
    self.hasColours = hasColours
    self.isBrief = isBrief
  }

  /// A page without end or colours: a file, or the input of another program.
  public static let plain = TextPage()
}
