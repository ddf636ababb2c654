import Escaping

extension Sequence<String> {
  /// The lines as text, each with a line break; control characters, which a name in a file may hold,
  /// are spelt out so that they cannot drive a terminal, and lines that are wider than a page are
  /// wrapped.
  var text: String {
    flatMap { $0.escapingControlCharacters().fitted }.map { $0 + "\n" }.joined()
  }
}
