import ArgumentParser

/// The command that words name, such as `laws show`.
struct CommandPath {
  /// The names of the commands on the way to it, without the program's.
  private(set) var names: [String] = []
  private(set) var command: any ParsableCommand.Type = Echelle.self
  /// The words after the names.
  private(set) var rest: ArraySlice<String>

  init(_ words: some Sequence<String>) {
    rest = Array(words)[...]
    while let word = rest.first, let next = Self.subcommands(of: command)[word] {
      names.append(word)
      command = next
      rest = rest.dropFirst()
    }
  }

  /// The commands directly below this one, by name.
  var subcommands: [String: any ParsableCommand.Type] { Self.subcommands(of: command) }

  private static func subcommands(
    of command: any ParsableCommand.Type
  ) -> [String: any ParsableCommand.Type] {
    Dictionary(
      command.configuration.subcommands.map { ($0._commandName, $0) },
      uniquingKeysWith: { first, _ in first })
  }
}
