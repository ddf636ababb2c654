/// A word, number, text or symbol of a condition.
struct FilterToken: CustomStringConvertible {
  enum Kind: Equatable {
    case word(String)
    case name(String)
    case number(Double)
    case text(String)
    case symbol(String)
    case end
  }

  var kind: Kind
  /// Its position, in characters.
  var offset: Int
  var source: String

  var description: String { kind == .end ? "the end" : "'\(source)'" }
}
