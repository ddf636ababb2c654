extension String {
  /// The text with single blanks in place of all line breaks and indentation, to find sentences that are
  /// wrapped.
  var unwrapped: String {
    split { $0 == " " || $0 == "\n" }.joined(separator: " ")
  }
}
