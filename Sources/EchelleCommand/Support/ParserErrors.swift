import ArgumentParser
import Diagnostics
import Escaping
import Foundation

extension Echelle {
  /// Parses the command line and runs the command; errors of the parser are printable.
  static func runAsParsed() async {
    await Spelling.$current.withValue(.options) { await parseAndRun() }
  }

  private static func parseAndRun() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      end(with: error)
    }
  }

  /// Ends as the parser does, without the control characters and megabytes of the words it quotes.
  private static func end(with error: any Error) -> Never {
    let code = exitCode(for: error)
    let message = fullMessage(for: error)
    guard !code.isSuccess, !message.isEmpty else { exit(withError: error) }
    if let diagnostic = valueLikeAnOption(message) {
      Foundation.exit(Failure.report(diagnostic).rawValue)
    }
    if CommandLineWords.current.asksForJSON {
      let diagnostic = Diagnostic(what: Phrase(Self.message(for: error)), category: .usage)
      Foundation.exit(Failure.report(diagnostic).rawValue)
    }
    Machine.writeToStandardError(printable(message).asMessage() + "\n")
    Foundation.exit(code.rawValue)
  }

  /// What to say where an option lacks its value since the word after it starts with a minus, as a law
  /// may; `nil` for other messages.
  ///
  /// The two words are to blame if joining them takes the message away.
  private static func valueLikeAnOption(_ message: String) -> Diagnostic? {
    let words = Array(CommandLine.arguments.dropFirst())
    let place = words.indices.dropLast().first { index in
      words[index].hasPrefix("--") && words[index + 1].hasPrefix("-")
        && !words[index + 1].hasPrefix("--")
        && self.message(parsing: joining(words, at: index)) != message
    }
    guard let place else { return nil }
    let value = words[place + 1].cut(to: 200).escapingControlCharacters()
    return Diagnostic(
      origin: Origin(option: Phrase(words[place])),
      what: "'\(value)' starts with a minus, which reads as an option",
      why: "a word after an option is its value only where it does not start so",
      fix: "join the two: \(words[place])=\(ShellText.word(value))", category: .usage)
  }

  /// The words with an option and the word after it as one.
  private static func joining(_ words: [String], at index: Int) -> [String] {
    words[..<index] + ["\(words[index])=\(words[index + 1])"] + words[(index + 2)...]
  }

  /// What the parser says of `words`; `nil` where it takes them.
  private static func message(parsing words: [String]) -> String? {
    do {
      _ = try parseAsRoot(words)
      return nil
    } catch {
      return fullMessage(for: error)
    }
  }

  /// The message of the parser for the same words made printable, where they are not: within a message it
  /// could not be seen which line breaks were typed.
  private static func printable(_ message: String) -> String {
    let words = CommandLine.arguments.dropFirst()
    let isLong = message.unicodeScalars.count > 4000
    let shown = words.map { (isLong ? $0.cut(to: 200) : $0).escapingControlCharacters() }
    guard shown != Array(words) else { return message }
    return self.message(parsing: shown) ?? message
  }
}
