/// A name from a file as a key, compared by bytes.
///
/// `String` compares canonically equivalent texts as equal, such as é in one scalar and in two. As names of
/// files, runs, groups and columns these are distinct, and a dictionary by `String` would lose one of them.
public struct ExactText: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The text.
  public let text: String

  /// The key of `text`.
  public init(_ text: String) {
    self.text = text
  }

  /// Compares bytes.
  public static func == (one: ExactText, other: ExactText) -> Bool {
    one.text.utf8.elementsEqual(other.text.utf8)
  }

  /// Orders by bytes.
  public static func < (one: ExactText, other: ExactText) -> Bool {
    one.text.utf8.lexicographicallyPrecedes(other.text.utf8)
  }

  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(UInt8.max)
  }

  /// The text.
  public var description: String { text }
}

extension String {
  /// Whether it has the same bytes as `other`.
  public func isExactly(_ other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
