import ScalingLaws

/// Paths as a report that is passed on shows them.
enum ShownPath {
  /// The path; of an absolute one the last part alone, since the folders above it are those of the machine
  /// of its author.
  static func path(_ path: String) -> String {
    guard path.utf8.first == slash else { return path }
    let parts = path.utf8.split(separator: slash)
    return parts.last.flatMap { String($0) } ?? path
  }

  /// The name of a table, which begins with its path where nothing else names it.
  static func name(_ dataset: DatasetSummary) -> String {
    let (name, path) = (Array(dataset.name.utf8), Array(dataset.path.utf8))
    guard path.first == slash, name.starts(with: path) else { return self.path(dataset.name) }
    return self.path(dataset.path) + String(decoding: name[path.count...], as: UTF8.self)
  }

  /// A word of a command, in which the value of an option may be a path.
  static func word(_ word: String) -> String {
    guard let sign = word.utf8.firstIndex(of: UInt8(ascii: "=")) else { return path(word) }
    let value = word.utf8.index(after: sign)
    guard value < word.endIndex, word.utf8[value] == slash else { return path(word) }
    return String(word[..<value]) + path(String(word[value...]))
  }

  private static let slash = UInt8(ascii: "/")
}
