import Escaping

extension Sequence<String> {
  /// The lines as text, each with a line break; control characters, which a name in a file may hold,
  /// are spelt out so that they cannot drive a terminal.
  var text: String {
    map { $0.escapingControlCharacters() + "\n" }.joined()
  }
}
