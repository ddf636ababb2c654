import ArgumentParser
import Foundation

/// The words of the command line, for what the parser does not say: which options were typed, and
/// whether one was typed twice.
struct CommandLineWords {
  /// The words after the command's name, up to a `--`.
  private let words: ArraySlice<String>

  /// Options whose empty value means something.
  private static let mayBeEmpty: Set<String> = ["--share"]

  /// The words that the command was run with.
  static var current: CommandLineWords { CommandLineWords(CommandLine.arguments.dropFirst()) }

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

  /// Refuses empty values, and options that take one value and have several.
  ///
  /// Of those the parser would take the last without a word.
  ///
  /// - Throws: `ValidationError`.
  func check() throws {
    try checkValues()
    var seen: Set<String> = []
    let repeated = options.filter { !seen.insert($0).inserted }
    // Asking the parser what it knows takes a while, which only these have to wait for.
    guard !repeated.isEmpty else { return }
    let single = try singleValued()
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

  /// The options of this command that take one value, by the parser's own account.
  private func singleValued() throws -> Set<String> {
    let dump = try JSONDecoder().decode(Dump.self, from: Data(Echelle._dumpHelp().utf8))
    var command = dump.command
    for word in words {
      guard let next = command.subcommands?.first(where: { $0.commandName == word }) else { break }
      command = next
    }
    let single = (command.arguments ?? []).filter { $0.kind == "option" && !$0.isRepeating }
    return Set(single.flatMap { $0.names ?? [] }.map { "--" + $0.name })
  }

  private struct Dump: Decodable {
    var command: Command

    struct Command: Decodable {
      var commandName: String
      var arguments: [Argument]?
      var subcommands: [Command]?
    }

    struct Argument: Decodable {
      var kind: String
      var isRepeating: Bool
      var names: [Name]?
    }

    struct Name: Decodable {
      var name: String
    }
  }
}

/// Refuses an option that would change nothing.
///
/// - Parameters:
///   - options: Names of options, of which those that were typed are meant.
///   - what: Where they have no effect, such as `without --final smoothed`.
///   - fix: What to do instead.
/// - Throws: `ValidationError` with the first that was typed.
func refuseIdle(_ options: [String], _ what: String, fix: String = "leave it out") throws {
  let words = CommandLineWords.current
  if let option = options.first(where: words.contains) {
    throw ValidationError("\(option) has no effect \(what); \(fix)")
  }
}
