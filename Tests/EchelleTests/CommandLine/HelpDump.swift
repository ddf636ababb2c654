import Foundation

/// The parser's account of a command, as `--experimental-dump-help` writes it.
struct HelpDump: Decodable {
  struct Argument: Decodable {
    struct Name: Decodable {
      var name: String
    }
    var kind: String
    var names: [Name]?
    var abstract: String?
    var discussion: String?
    var shouldDisplay: Bool
  }
  var commandName: String
  var abstract: String?
  var discussion: String?
  var arguments: [Argument]?
  var subcommands: [HelpDump]?

  /// Whether it has no commands below it.
  var isLeaf: Bool { subcommands?.contains { $0.commandName != "help" } != true }

  /// The examples, each with the lines that continue it.
  var examples: [String] {
    let text = (discussion ?? "").split(separator: "EXAMPLES\n", omittingEmptySubsequences: false)
    guard text.count > 1 else { return [] }
    var examples: [String] = []
    for line in text[1].split(separator: "\n") {
      if examples.last?.hasSuffix("\\") == true {
        examples[examples.count - 1] += "\n" + line
      } else {
        examples.append(String(line))
      }
    }
    return examples
  }

  /// Every command with the words that call it, the program first.
  static func commands() async throws -> [(words: [String], help: HelpDump)] {
    struct Dump: Decodable {
      var command: HelpDump
    }
    let dump = try await Command.run(
      ["--experimental-dump-help"], in: FileManager.default.temporaryDirectory)
    return try JSONDecoder().decode(Dump.self, from: Data(dump.output.utf8)).command.all()
  }

  private func all(after words: [String] = []) -> [(words: [String], help: HelpDump)] {
    [(words, self)]
      + (subcommands ?? []).filter { $0.commandName != "help" }
      .flatMap { $0.all(after: words + [$0.commandName]) }
  }
}
