import Foundation
import Testing

@Suite("Help")
struct HelpTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  @Test("The command has the subcommands it should have.")
  func names() async throws {
    let words = try await HelpDump.commands().map { $0.words.joined(separator: " ") }
    #expect(
      words == [
        "", "collect", "count", "datasets", "datasets list", "datasets show", "datasets pull",
        "fit",
        "compare", "isoflop", "envelope", "approaches", "backtest", "sensitivity", "coverage",
        "calibration", "reproduce",
        "predict", "plan", "frontier", "policies", "quantize", "energy", "energy train",
        "energy serve", "energy queries", "energy disclose", "energy backtest", "energy outlook",
        "report", "export", "batch", "batch run", "batch merge", "batch slurm", "laws", "laws list",
        "laws show", "laws evaluate", "hardware", "hardware list", "hardware show", "grids",
        "grids list", "grids show",
      ])
  }

  @Test("The help of the program has every command in its group.")
  func root() async throws {
    let help = try await sandbox.echelle("help")
    #expect(help.exitCode == 0 && help.errors.isEmpty)
    let titles = help.output.split(separator: "\n").map(String.init)
      .filter { $0.count < 20 && !$0.hasPrefix(" ") && !$0.hasSuffix(".") }
    #expect(
      titles == [
        "Start here", "Read your data", "Fit", "Trust", "Decide", "Energy", "Share", "Many fits",
        "Look up",
      ])
    for (words, _) in try await HelpDump.commands() where words.count == 1 {
      #expect(help.output.contains("\n  \(words[0]) "), "\(words)")
    }
    for spelling in [[], ["--help"], ["-h"]] {
      let other = try await Command.run(spelling, in: sandbox.folder)
      #expect(other.exitCode == 0 && other.output == help.output)
    }
  }

  @Test("Every command says what it does, gives examples, and explains every option.")
  func everyCommand() async throws {
    for (words, help) in try await HelpDump.commands() {
      let name = (["echelle"] + words).joined(separator: " ")
      #expect(help.abstract?.isEmpty == false, "\(name) has no abstract")
      #expect((1...5).contains(help.examples.count), "\(name): \(help.examples.count) examples")
      for argument in help.arguments ?? [] where argument.shouldDisplay {
        let option = argument.names?.map(\.name).joined(separator: ", ") ?? argument.kind
        #expect(argument.abstract?.isEmpty == false, "\(name) does not explain \(option)")
      }
      let names = Set((help.arguments ?? []).flatMap { $0.names ?? [] }.map(\.name))
      if help.subcommands?.contains(where: { $0.commandName != "help" }) != true {
        #expect(names.isSuperset(of: ["format", "output", "force"]), "\(name) has no --format")
      }
    }
  }

  @Test("Both tiers of help fit a terminal of 80 columns, and break no word.")
  func width() async throws {
    for (words, help) in try await HelpDump.commands() {
      let known = Set(
        ([help.abstract, help.discussion]
          + (help.arguments ?? []).flatMap { [$0.abstract, $0.discussion] })
          .compactMap { $0 }.joined(separator: " ").split { " \n".contains($0) })
      for more in [[], ["--all"]] {
        let shown = try await Command.run(["help"] + words + more, in: sandbox.folder)
        #expect(shown.exitCode == 0 && shown.errors.isEmpty)
        for line in shown.output.split(separator: "\n") {
          #expect(line.count <= 80, "\(words): \(line)")
          // Prose, which starts at the margin: its first and last words are whole.
          guard words.isEmpty == false, line.first?.isLetter == true, line.count > 60,
            !line.contains("echelle help"), !line.hasPrefix("Usage:")
          else { continue }
          let ends = [line.split(separator: " ").first, line.split(separator: " ").last]
          #expect(ends.compactMap { $0 }.allSatisfy(known.contains), "\(words): \(line)")
        }
      }
      for line in help.examples.joined(separator: "\n").split(separator: "\n") {
        #expect(line.count <= 78, "\(words): \(line)")
      }
    }
  }

  @Test("A command with many options shows at most ten at first, and all with --all.")
  func tiers() async throws {
    func optionCount(_ text: String) -> Int {
      text.split(separator: "\n").count { $0.hasPrefix("  --") || $0.hasPrefix("  -o, --") }
    }
    var tiered = 0
    for (words, help) in try await HelpDump.commands() where help.isLeaf {
      let options = (help.arguments ?? []).filter { $0.kind != "positional" }.count - 2
      let name = words.joined(separator: " ")
      let short = try await Command.run(words + ["--help"], in: sandbox.folder).output
      let full = try await Command.run(["help"] + words + ["--all"], in: sandbox.folder).output
      #expect(optionCount(full) == options, "\(name)")
      guard options > 14 else {
        #expect(short == full, "\(name)")
        continue
      }
      tiered += 1
      let shown = optionCount(short)
      #expect((5...10).contains(shown), "\(name) shows \(shown) options")
      #expect(short.hasSuffix("\n\(options - shown) more: echelle help \(name) --all\n"), "\(name)")
      #expect(!short.contains("  --seed "), "\(name)")
    }
    #expect(tiered >= 18)
  }

  @Test("The long form has groups in an order.")
  func groups() async throws {
    let help = try await sandbox.echelle("help", "fit", "--all")
    let titles = help.output.split(separator: "\n").map(String.init)
      .filter { $0.count < 20 && !$0.hasPrefix(" ") && !["Examples", "Arguments"].contains($0) }
    #expect(titles == ["Law", "Options", "Reading", "Fitting", "Intervals", "Output"])
    let alike = try await sandbox.echelle("fit", "--help", "--all")
    #expect(alike.output == help.output)
  }

  @Test("Help of what is no command names the nearest.")
  func unknown() async throws {
    try await expectComplaint(
      "error: no command 'fti'; did you mean 'fit'?", exitCode: 64, from: ["help", "fti"],
      in: sandbox)
    try await expectComplaint(
      "error: 'runs.csv' is not a command\n  fix: write it as in 'echelle help fit --all'",
      exitCode: 64, from: ["help", "fit", "runs.csv"], in: sandbox)
  }

  @Test("The version is a number of three parts.")
  func version() async throws {
    let version = try await sandbox.echelle("--version")
    #expect(version.exitCode == 0)
    #expect(version.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }
}
