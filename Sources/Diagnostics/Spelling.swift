/// How settings are spelled in a text.
///
/// Libraries name a ``Setting`` and leave its spelling open. A program whose users set options differently
/// binds a spelling for the task that runs the library, so that errors, notes and
/// reports show what its users can type:
///
///     await Spelling.$current.withValue(Spelling { "--\($0.setting)" }) { … }
public struct Spelling: Sendable {
  /// The spelling of the current task: plain words unless another is bound.
  @TaskLocal public static var current = words

  /// Plain words, as in `skip as the treatment of invalid rows`.
  public static let words = Spelling(\.description)

  private let spell: @Sendable (Mention) -> String
  private let separator: String

  /// A spelling by a function of the mention.
  ///
  /// - Parameters:
  ///   - separator: The text between settings to be set together.
  ///   - spell: Spells one setting.
  public init(separator: String = " and ", _ spell: @escaping @Sendable (Mention) -> String) {
    self.separator = separator
    self.spell = spell
  }

  /// The mention, spelled out.
  public func callAsFunction(_ mention: Mention) -> String { spell(mention) }

  /// Settings to be set together, spelled out.
  public func callAsFunction(_ mentions: [Mention]) -> String {
    mentions.map(spell).joined(separator: separator)
  }
}
