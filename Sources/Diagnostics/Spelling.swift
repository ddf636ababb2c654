/// How settings are written where a text is read.
///
/// Libraries name a ``Setting`` and leave open how it is set. A program that gives its users another way
/// than the libraries' types binds a spelling for the task in which it runs them, so that errors, notes and
/// reports say what its users can type:
///
///     await Spelling.$current.withValue(Spelling { "--\($0.setting)" }) { … }
public struct Spelling: Sendable {
  /// The spelling of the task: in the field's words unless another one is bound.
  @TaskLocal public static var current = words

  /// The field's own words, as in `skip as the treatment of invalid rows`.
  public static let words = Spelling(\.description)

  private let spell: @Sendable (Mention) -> String
  private let separator: String

  /// A spelling by a function of what is mentioned.
  ///
  /// - Parameters:
  ///   - separator: What stands between settings that are to be set together.
  ///   - spell: A setting as it is written.
  public init(separator: String = " and ", _ spell: @escaping @Sendable (Mention) -> String) {
    self.separator = separator
    self.spell = spell
  }

  /// The mention as it is written.
  public func callAsFunction(_ mention: Mention) -> String { spell(mention) }

  /// Settings that are to be set together, as they are written.
  public func callAsFunction(_ mentions: [Mention]) -> String {
    mentions.map(spell).joined(separator: separator)
  }
}
