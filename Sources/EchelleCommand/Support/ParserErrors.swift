import ArgumentParser
import Diagnostics
import Escaping
import Foundation
import Platform

extension Echelle {
  /// Parses the command line and runs the command.
  static func runAsParsed() async {
    await Spelling.$current.withValue(.options) { await parseAndRun() }
  }

  private static func parseAndRun() async {
    let names = OldNames.current
    do {
      if names.words.first == "help" {
        show(try HelpRequest(afterHelp: names.words.dropFirst()).text())
      }
      if let diagnostic = UnknownCommand.diagnostic(names.words) { throw diagnostic }
      var command = try parseAsRoot(names.words)
      names.note()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let diagnostic as Diagnostic {
      Foundation.exit(Failure.report(diagnostic).rawValue)
    } catch {
      end(with: error, names.words)
    }
  }

  /// Writes help to standard output and ends.
  private static func show(_ help: String) -> Never {
    do throws(SystemError) {
      try StandardOutput.write(help)
    } catch {
      // The reader, such as `head`, has read enough: end silently.
      if error.code == EPIPE { Foundation.exit(128 + SIGPIPE) }
      Foundation.exit(Failure.report(error.diagnostic).rawValue)
    }
    Foundation.exit(EXIT_SUCCESS)
  }

  /// Ends as the parser does, with help in place of the parser's own, and without the control characters
  /// and megabytes of the words that its messages quote.
  private static func end(with error: any Error, _ words: [String]) -> Never {
    let code = exitCode(for: error)
    let message = fullMessage(for: error)
    if code.isSuccess, message.hasPrefix("OVERVIEW: "),
      let text = try? HelpRequest(words.prefix { $0 != "--" }).text()
    {
      show(text)
    }
    guard !code.isSuccess, !message.isEmpty else { exit(withError: error) }
    if let diagnostic = valueLikeAnOption(message, words) {
      Foundation.exit(Failure.report(diagnostic).rawValue)
    }
    if CommandLineWords.current.asksForJSON {
      let diagnostic = Diagnostic(what: Phrase(Self.message(for: error)), category: .usage)
      Foundation.exit(Failure.report(diagnostic).rawValue)
    }
    Machine.writeMessage(printable(message, words))
    Foundation.exit(code.rawValue)
  }

  /// The error where an option lacks its value because the word after it starts with a minus, as a law
  /// may; `nil` for other messages.
  ///
  /// The two words are to blame if the message goes away when they are joined.
  private static func valueLikeAnOption(_ message: String, _ words: [String]) -> Diagnostic? {
    let options = (try? CommandDescription(CommandPath(words).command))?.options ?? []
    let taking = options.filter(\.takesValue).compactMap(\.longName)
    let place = words.indices.dropLast().first { index in
      taking.contains(words[index]) && words[index + 1].hasPrefix("-")
        && !words[index + 1].hasPrefix("--")
        && self.message(parsing: joining(words, at: index)) != message
    }
    guard let place else { return nil }
    let value = words[place + 1].cut(to: 200).escapingControlCharacters()
    return Diagnostic(
      origin: Origin(option: Phrase(words[place])),
      what: "'\(value)' starts with a minus, so it reads as an option",
      why: "a value that starts with a minus must be joined to its option",
      fix: "join the two: \(words[place])=\(ShellText.word(value))", category: .usage)
  }

  /// The words with an option and the word after it as one.
  private static func joining(_ words: [String], at index: Int) -> [String] {
    words[..<index] + ["\(words[index])=\(words[index + 1])"] + words[(index + 2)...]
  }

  /// The parser's message about `words`; `nil` where it accepts them.
  private static func message(parsing words: [String]) -> String? {
    do {
      _ = try parseAsRoot(words)
      return nil
    } catch {
      return fullMessage(for: error)
    }
  }

  /// The parser's message for the same words made printable: in the message itself, line breaks that were
  /// typed cannot be recognised.
  private static func printable(_ message: String, _ words: [String]) -> String {
    let isLong = message.unicodeScalars.count > 4000
    let shown = words.map { (isLong ? $0.cut(to: 200) : $0).escapingControlCharacters() }
    guard shown != words else { return message }
    return self.message(parsing: shown) ?? message
  }
}
