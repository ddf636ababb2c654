import ArgumentParser
import Foundation

/// The words of the command line, for what the parser does not report: which options were typed, and
/// whether one was typed twice.
struct CommandLineWords {
  /// The words after the command's name, up to a `--`.
  private let words: ArraySlice<String>

  /// Options whose empty value means something.
  private static let mayBeEmpty: Set<String> = ["--share"]

  /// The words of this process, with today's names.
  static var current: CommandLineWords { CommandLineWords(OldNames.current.words) }

  /// The words as documents record them, after the name of the program.
  static var recorded: [String] { CommandLine.arguments.prefix(1) + OldNames.current.words }

  init(_ words: some Sequence<String>) {
    self.words = Array(words)[...].prefix { $0 != "--" }
  }

  /// The options that were typed, in their order, by their long names.
  var options: [String] {
    words.compactMap { word in
      if word == "-o" { return "--output" }
      guard word.hasPrefix("--") else { return nil }
      return String(word.prefix { $0 != "=" })
    }
  }

  /// Whether an option was typed, whatever its value, by its long name, such as `--hardware`.
  func contains(_ option: String) -> Bool { options.contains(option) }

  /// Whether the result is asked for as JSON, by `--format json` or `--format=json`.
  var asksForJSON: Bool {
    zip(words, words.dropFirst()).contains { $0 == "--format" && $1 == "json" }
      || words.contains("--format=json")
  }

  /// Refuses empty values, and options that take one value and are given twice: the parser would take the
  /// last without a word.
  ///
  /// - Throws: `ValidationError`.
  func check() throws {
    try checkValues()
    var seen: Set<String> = []
    let repeated = options.filter { !seen.insert($0).inserted }
    guard !repeated.isEmpty else { return }
    let options = try CommandDescription(CommandPath(words).command).options
    let single = options.filter { $0.takesValue && !$0.isRepeating }.compactMap(\.longName)
    if let option = repeated.first(where: single.contains) {
      throw ValidationError("\(option) takes one value and is given twice; leave one of them out")
    }
  }

  private func checkValues() throws {
    for (index, word) in zip(words.indices, words) {
      let option: String
      if word.isEmpty {
        option = index > words.startIndex ? words[index - 1] : ""
      } else if word.hasPrefix("--"), word.firstIndex(of: "=") == word.index(before: word.endIndex)
      {
        option = String(word.dropLast())
      } else {
        continue
      }
      guard !Self.mayBeEmpty.contains(option) else { continue }
      throw ValidationError(
        option.hasPrefix("-")
          ? "\(option) has an empty value; give it one, or leave it out" : "an argument is empty")
    }
  }
}
