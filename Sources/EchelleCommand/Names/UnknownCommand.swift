import ArgumentParser
import Diagnostics
import Escaping
import TrainingRuns

/// A word in the place of a command that names none.
enum UnknownCommand {
  /// The error about the words of a command line; `nil` where they name a command.
  static func diagnostic(_ words: [String]) -> Diagnostic? {
    let path = CommandPath(words)
    guard let word = path.rest.first, !word.isEmpty, !word.hasPrefix("-"),
      !path.subcommands.isEmpty, path.command.configuration.defaultSubcommand == nil
    else { return nil }
    let name = (path.names + [word]).joined(separator: " ")
    let shown = name.cut(to: 200).escapingControlCharacters()
    if path.names.isEmpty, isFittable(word) {
      return diagnostic(shown, suggesting: "echelle fit \(ShellText.word(word))")
    }
    let names = path.subcommands.keys.sorted()
    guard let near = nearestNames(to: word, in: names, limit: 1).first else {
      let group = (["echelle"] + path.names).joined(separator: " ")
      return Diagnostic(
        what: "no command '\(shown)'", fix: "'\(group) --help' lists the commands",
        category: .usage)
    }
    return diagnostic(shown, suggesting: (path.names + [near]).joined(separator: " "))
  }

  private static func diagnostic(_ name: String, suggesting command: String) -> Diagnostic {
    Diagnostic(
      what: "no command '\(name)'; did you mean '\(command)'?", category: .usage)
  }

  /// Whether a word names a file or a dataset.
  private static func isFittable(_ word: String) -> Bool {
    FileSystem.kind(of: word) == .file || (try? Machine.datasetStore.dataset(named: word)) != nil
  }
}
