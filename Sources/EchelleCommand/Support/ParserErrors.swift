import ArgumentParser
import Escaping
import Foundation

extension Echelle {
  /// Parses the command line and runs the command; errors of the parser are printable.
  static func runAsParsed() async {
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
    if let text = valueLikeAnOption(message) {
      Machine.writeToStandardError(text.asMessage() + "\n")
      Foundation.exit(code.rawValue)
    }
    Machine.writeToStandardError(printable(message).asMessage() + "\n")
    Foundation.exit(code.rawValue)
  }

  /// What to say where an option lacks its value since the word after it starts with a minus, as a law
  /// may; `nil` for other messages.
  private static func valueLikeAnOption(_ message: String) -> String? {
    let words = Array(CommandLine.arguments.dropFirst())
    let place = words.indices.dropLast().first { index in
      words[index].hasPrefix("--") && words[index + 1].hasPrefix("-")
        && !words[index + 1].hasPrefix("--")
        && message.contains("Missing value for '\(words[index]) ")
    }
    guard let place else { return nil }
    let value = words[place + 1].cut(to: 200).escapingControlCharacters()
    return """
      error: \(words[place]): '\(value)' starts with a minus, which reads as an option
        why: a word after an option is its value only where it does not start so
        fix: join the two: \(words[place])=\(ShellText.word(value))
      """
  }

  /// The message of the parser for the same words made printable, where they are not: within a message it
  /// could not be seen which line breaks were typed.
  private static func printable(_ message: String) -> String {
    let words = CommandLine.arguments.dropFirst()
    let isLong = message.unicodeScalars.count > 4000
    let shown = words.map { (isLong ? $0.cut(to: 200) : $0).escapingControlCharacters() }
    guard shown != Array(words) else { return message }
    do {
      _ = try parseAsRoot(shown)
      return message
    } catch {
      return fullMessage(for: error)
    }
  }
}
