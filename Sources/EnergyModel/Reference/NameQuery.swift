/// A name as people write it, such as `France`, `us` or `A100 80GB`, matched against the rows of a table.
struct NameQuery {
  private let text: String
  private let words: Set<String>

  init(_ text: String) {
    self.text = text.lowercased()
    words = Self.words(of: text)
  }

  /// The rows that the name may mean: one of that very name or title, else all whose name and title have
  /// every word of it.
  func matches<Row>(in rows: [Row], name: (Row) -> String, title: (Row) -> String) -> [Row] {
    if let row = rows.first(where: { name($0).lowercased() == text }) { return [row] }
    let titled = rows.filter { title($0).lowercased() == text }
    guard titled.isEmpty, !words.isEmpty else { return titled }
    return rows.filter {
      words.isSubset(of: Self.words(of: name($0)).union(Self.words(of: title($0))))
    }
  }

  /// The words of a text in lower case; `80GB` and `80 GB` are both the word `80`.
  private static func words(of text: String) -> Set<String> {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map { word in
      let digits = word.prefix { $0.isNumber }
      return String(digits.isEmpty || word.dropFirst(digits.count) != "gb" ? word : digits)
    }
    return Set(words).subtracting(["gb"])
  }
}
