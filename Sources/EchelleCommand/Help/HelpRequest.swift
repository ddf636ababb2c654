import ArgumentParser
import Diagnostics
import Escaping

/// A request for help: `echelle help fit --all`, or `echelle fit --help`.
struct HelpRequest {
  private let path: CommandPath
  private let isFull: Bool

  private static let flags = ["-h", "-help", "--help", "--help-hidden", "--all"]

  /// The request that `echelle help` with these words after it makes.
  ///
  /// - Throws: `Diagnostic` where they do not name a command.
  init(afterHelp words: some Sequence<String>) throws {
    let words = Array(words)
    self.init(words)
    if let word = path.rest.first {
      let fix: Phrase = "write it as in 'echelle help fit --all'"
      throw UnknownCommand.diagnostic(words.filter { !Self.flags.contains($0) })
        ?? Diagnostic(
          what: "'\(word.cut(to: 200).escapingControlCharacters())' is not a command", fix: fix,
          category: .usage)
    }
  }

  /// The request that words with `--help` among them make.
  init(_ words: some Sequence<String>) {
    let words = Array(words)
    path = CommandPath(words.filter { !Self.flags.contains($0) })
    isFull = words.contains("--all") || words.contains("--help-hidden")
  }

  /// The help.
  ///
  /// - Throws: `DecodingError`.
  func text() throws -> String {
    path.names.isEmpty
      ? RootHelp().text : try CommandHelp(path, isFull: isFull).text
  }
}
