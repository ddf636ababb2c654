import Foundation
import Testing

/// ArgumentParser's JSON description of the command.
private struct CommandHelp: Decodable {
  struct Argument: Decodable {
    struct Name: Decodable {
      var name: String
    }
    var kind: String
    var names: [Name]?
    var abstract: String?
    var shouldDisplay: Bool
  }
  var commandName: String
  var abstract: String?
  var discussion: String?
  var arguments: [Argument]?
  var subcommands: [CommandHelp]?

  /// This command and all below it, each with the words that call it.
  func all(after words: [String] = []) -> [(words: [String], help: CommandHelp)] {
    [(words, self)]
      + (subcommands ?? []).filter { $0.commandName != "help" }
      .flatMap { $0.all(after: words + [$0.commandName]) }
  }
}

@Suite("Help")
struct HelpTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  private func commands() async throws -> [(words: [String], help: CommandHelp)] {
    struct Dump: Decodable {
      var command: CommandHelp
    }
    let dump = try await sandbox.echelle("--experimental-dump-help")
    return try JSONDecoder().decode(Dump.self, from: Data(dump.output.utf8)).command.all()
  }

  @Test("The command has the subcommands it should have.")
  func names() async throws {
    let words = try await commands().map { $0.words.joined(separator: " ") }
    #expect(
      words == [
        "", "fit", "predict", "plan", "frontier", "policies", "precision", "report", "export",
        "export notebook", "runs", "batch",
        "batch run",
        "batch merge", "batch slurm", "rollout",
        "multiverse",
        "envelope", "isoflop", "approaches",
        "compare-laws", "verify", "laws", "laws list", "laws show", "laws evaluate", "datasets",
        "datasets list", "datasets show", "datasets pull", "count", "energy", "energy train",
        "energy inference", "energy queries",
        "energy disclose", "energy backtest", "outlook", "hardware",
        "hardware list", "hardware show", "grid", "grid list", "grid show",
      ])
  }

  @Test("Every command says what it does, gives examples, and explains every option.")
  func everyCommand() async throws {
    for (words, help) in try await commands() {
      let name = (["echelle"] + words).joined(separator: " ")
      #expect(help.abstract?.isEmpty == false, "\(name) has no abstract")
      #expect(help.discussion?.contains("EXAMPLES\n") == true, "\(name) has no examples")
      for argument in help.arguments ?? [] where argument.shouldDisplay {
        let option = argument.names?.map(\.name).joined(separator: ", ") ?? argument.kind
        #expect(argument.abstract?.isEmpty == false, "\(name) does not explain \(option)")
      }
      let names = Set((help.arguments ?? []).flatMap { $0.names ?? [] }.map(\.name))
      if help.subcommands?.contains(where: { $0.commandName != "help" }) != true {
        #expect(names.isSuperset(of: ["format", "output", "force"]), "\(name) has no --format")
      }
      let shown = try await Command.run(words + ["--help"], in: sandbox.folder)
      #expect(shown.exitCode == 0)
      #expect(shown.errors.isEmpty)
      #expect(shown.output.contains("EXAMPLES\n"))
    }
  }

  @Test("Every example in the help calls a command that exists with options it has.")
  func examples() async throws {
    let commands = try await commands()
    for (words, help) in commands {
      let lines = (help.discussion ?? "").split(separator: "\n").map(String.init)
      for line in lines where line.contains("echelle ") && line.hasPrefix("  ") {
        let example = line.split(separator: "|").last.map(String.init) ?? line
        let called = example.split(separator: " ").map(String.init).drop { $0 != "echelle" }
          .dropFirst()
        let match = commands.filter { called.starts(with: $0.words) }
          .max { $0.words.count < $1.words.count }
        let target = try #require(match)
        #expect(!target.words.isEmpty, "\(words): \(line)")
        let names = Set((target.help.arguments ?? []).flatMap { $0.names ?? [] }.map(\.name))
        for word in called where word.hasPrefix("-") && word != "-" {
          let option = String(word.drop { $0 == "-" })
          #expect(names.contains(option), "\(word) in: \(line)")
        }
      }
    }
  }

  @Test("The version is a number of three parts.")
  func version() async throws {
    let version = try await sandbox.echelle("--version")
    #expect(version.exitCode == 0)
    #expect(version.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }

  @Test("Without a subcommand the help is shown.")
  func alone() async throws {
    let alone = try await sandbox.echelle()
    let help = try await sandbox.echelle("--help")
    #expect(alone.exitCode == 0)
    #expect(alone.output == help.output)
  }
}
