/// A text that may mention settings, whose spelling is chosen when it is read.
///
///     let remedy: Phrase = "correct the cell, or pass \(.invalidRows, "skip")"
///     remedy.text()                 // … or pass skip as the treatment of invalid rows
///     remedy.text(optionSpelling)   // … or pass --invalid-rows skip
public struct Phrase: Sendable, Hashable {
  private var parts: [Part] = []

  private enum Part: Sendable, Hashable {
    case text(String)
    /// Settings to be set together.
    case mentions([Mention])
  }

  /// A text without settings.
  public init(_ text: String) {
    append(text)
  }

  /// A setting.
  public init(_ mention: Mention) {
    parts = [.mentions([mention])]
  }

  /// Settings to be set together.
  public init(_ mentions: [Mention]) {
    parts = mentions.isEmpty ? [] : [.mentions(mentions)]
  }

  /// The text, with settings spelled by `spelling`.
  public func text(_ spelling: Spelling = .current) -> String {
    parts.reduce(into: "") { text, part in
      switch part {
      case .text(let string): text += string
      case .mentions(let mentions): text += spelling(mentions)
      }
    }
  }

  /// The settings mentioned, in order.
  public var mentions: [Mention] {
    parts.flatMap { if case .mentions(let mentions) = $0 { mentions } else { [Mention]() } }
  }

  /// Adjacent texts are merged into one part.
  private mutating func append(_ text: String) {
    guard !text.isEmpty else { return }
    if case .text(let last) = parts.last {
      parts[parts.count - 1] = .text(last + text)
    } else {
      parts.append(.text(text))
    }
  }

  private mutating func append(_ phrase: Phrase) {
    for part in phrase.parts {
      switch part {
      case .text(let text): append(text)
      case .mentions: parts.append(part)
      }
    }
  }

  /// One text after another.
  public static func + (first: Phrase, second: Phrase) -> Phrase {
    var phrase = first
    phrase.append(second)
    return phrase
  }

  /// Appends a text.
  public static func += (phrase: inout Phrase, end: Phrase) {
    phrase.append(end)
  }
}

extension Phrase: CustomStringConvertible {
  /// The text in the spelling of the current task.
  public var description: String { text() }
}

extension Phrase: ExpressibleByStringInterpolation {
  /// Collects an interpolated literal.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var phrase = Phrase("")

    /// Creates an empty text.
    public init(literalCapacity: Int, interpolationCount: Int) {}

    /// Appends the text between interpolations.
    public mutating func appendLiteral(_ literal: String) { phrase.append(literal) }

    /// Adds a value by its description.
    public mutating func appendInterpolation<Value>(_ value: Value) {
      phrase.append("\(value)")
    }

    /// Adds another phrase, with its settings.
    public mutating func appendInterpolation(_ other: Phrase) { phrase.append(other) }

    /// Adds a mention.
    public mutating func appendInterpolation(_ mention: Mention) {
      phrase.append(Phrase(mention))
    }

    /// Adds settings to be set together.
    public mutating func appendInterpolation(_ mentions: [Mention]) {
      phrase.append(Phrase(mentions))
    }

    /// Adds a setting without a value.
    public mutating func appendInterpolation(_ setting: Setting, of subject: String? = nil) {
      appendInterpolation(Mention(setting, of: subject))
    }

    /// Adds a setting with a word as its value.
    public mutating func appendInterpolation(
      _ setting: Setting, of subject: String? = nil, _ value: String
    ) {
      appendInterpolation(Mention(setting, of: subject, value: .plain(value)))
    }

    /// Adds a setting with a name from the input as its value.
    public mutating func appendInterpolation(
      _ setting: Setting, of subject: String? = nil, name: String
    ) {
      appendInterpolation(Mention(setting, of: subject, value: .name(name)))
    }

    /// Adds a setting with a value in quotes.
    public mutating func appendInterpolation(
      _ setting: Setting, of subject: String? = nil, quoted: String
    ) {
      appendInterpolation(Mention(setting, of: subject, value: .quoted(quoted)))
    }
  }

  /// The text of a literal.
  public init(stringLiteral value: String) { self.init(value) }

  /// The text of a literal with settings and values in it.
  public init(stringInterpolation: StringInterpolation) { self = stringInterpolation.phrase }
}

extension Sequence<Phrase> {
  /// The phrases, with `separator` between them.
  public func joined(separator: String = "") -> Phrase {
    var phrase = Phrase("")
    for (index, part) in enumerated() {
      if index > 0 { phrase += Phrase(separator) }
      phrase += part
    }
    return phrase
  }
}

/// The text of `phrase` in the spelling of the current task, for notes stored as text.
package func spelled(_ phrase: Phrase) -> String { phrase.text() }
