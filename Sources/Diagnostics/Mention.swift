/// A setting mentioned in a text, with its subject and value if the text gives them.
public struct Mention: Sendable, Hashable {
  /// The setting.
  public var setting: Setting
  /// Its subject, such as the role of a column; `nil` for the setting as a whole.
  public var subject: String?
  /// The value; `nil` if none is given.
  public var value: Value?

  /// A value that a text gives to a setting.
  public enum Value: Sendable, Hashable {
    /// A word of the text, such as `skip` or a placeholder.
    case plain(String)
    /// A name from the input, which may contain spaces.
    case name(String)
    /// A name or expression that is always quoted.
    case quoted(String)

    /// The value without quotes.
    public var text: String {
      switch self {
      case .plain(let text), .name(let text), .quoted(let text): text
      }
    }
  }

  /// Creates a mention.
  public init(_ setting: Setting, of subject: String? = nil, value: Value? = nil) {
    self.setting = setting
    self.subject = subject
    self.value = value
  }

  /// Creates a mention with a word as its value.
  public init(_ setting: Setting, of subject: String? = nil, _ value: String) {
    self.init(setting, of: subject, value: .plain(value))
  }
}

extension Mention: CustomStringConvertible {
  /// The mention in words: `the unit of tokens`, `billions as the unit of tokens`.
  public var description: String {
    let name = subject.map { "\(setting) of \($0)" } ?? "\(setting)"
    return switch value {
    case nil: name
    case .plain(let text): "\(text) as \(name)"
    case .name(let text), .quoted(let text): "'\(text)' as \(name)"
    }
  }
}
