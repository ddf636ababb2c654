import Foundation
import Testing

/// Names of version 0.1, which give the same bytes as today's.
@Suite("Old names")
struct OldNamesTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
    try sandbox.write("step,loss,tokens\n1,4.1,1e6\n2,3.6,2e6\n3,3.3,3e6\n", to: "log.csv")
  }

  /// A command line with an old name, and the same with the new one.
  struct Pair: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    var testDescription: String { old }

    init(_ old: String, _ new: String) {
      self.old = old
      self.new = new
    }
  }

  static let pairs = [
    Pair("runs log.csv --params 1e8", "collect log.csv --params 1e8"),
    Pair("runs log.csv --params 1e8 --format json", "collect log.csv --params 1e8 --format json"),
    Pair(
      "compare-laws runs.csv --laws chinchilla --laws A/C^p --bootstrap 20 --format json",
      "compare runs.csv --laws chinchilla --laws A/C^p --bootstrap 20 --format json"),
    Pair(
      "compare-laws runs.csv --laws chinchilla --laws A/C^p --bootstrap 20",
      "compare chinchilla A/C^p --on runs.csv --bootstrap 20"),
    Pair(
      "compare-laws runs.csv --laws chinchilla --laws A/C^p --bootstrap 20",
      "compare --laws chinchilla,A/C^p --on runs.csv --bootstrap 20"),
    Pair("rollout runs.csv --bootstrap 20", "backtest runs.csv --bootstrap 20"),
    Pair(
      "rollout runs.csv --bootstrap 20 --format json",
      "backtest runs.csv --bootstrap 20 --format json"),
    Pair("multiverse runs.csv --bootstrap 20", "sensitivity runs.csv --bootstrap 20"),
    Pair(
      "multiverse runs.csv --bootstrap 20 --format json",
      "sensitivity runs.csv --bootstrap 20 --format json"),
    Pair(
      "verify hoffmann2022 --bootstrap 2 --format json",
      "reproduce hoffmann2022 --bootstrap 2 --format json"),
    Pair(
      "precision runs.csv --bootstrap 20 --params 7B --tokens 1T --format json",
      "quantize runs.csv --bootstrap 20 --params 7B --tokens 1T --format json"),
    Pair("outlook --to 2030 --format json", "energy outlook --to 2030 --format json"),
    Pair("outlook", "energy outlook"),
    Pair("grid list", "grids list"),
    Pair("grid show fra --format json", "grids show fra --format json"),
    Pair(
      "export notebook runs.csv --bootstrap 20 --format ipynb",
      "export --to notebook runs.csv --bootstrap 20 --format ipynb"),
    Pair(
      "energy inference --params 70B --accelerators 4 --format json",
      "energy serve --params 70B --chips 4 --format json"),
    Pair(
      "energy inference --params 70B --accelerators=4 --hardware h200-sxm",
      "energy serve --params 70B --chips 4xh200-sxm"),
    Pair(
      "plan runs.csv --bootstrap 20 --gpus 8xh100-sxm --days 30",
      "plan runs.csv --bootstrap 20 --chips 8xh100-sxm --days 30"),
    Pair(
      "plan runs.csv --bootstrap 20 --gpus=8xa100-sxm-80 --days 30 --format json",
      "plan runs.csv --bootstrap 20 --chips 8 --hardware a100-sxm-80 --days 30 --format json"),
    Pair("help rollout", "help backtest"), Pair("multiverse --help", "sensitivity --help"),
    Pair("help export notebook", "help export"), Pair("help outlook --all", "energy outlook -h"),
  ]

  private func run(_ line: String) async throws -> Outcome {
    try await Command.run(line.split(separator: " ").map(String.init), in: sandbox.folder)
  }

  @Test("An old name gives the bytes of the new one, and no note into a pipe.", arguments: pairs)
  func bytes(_ pair: Pair) async throws {
    let (old, new) = (try await run(pair.old), try await run(pair.new))
    #expect(old.exitCode == 0, "\(old.errors)")
    #expect(!old.output.isEmpty)
    #expect(old.output == new.output)
    #expect(old.errors == new.errors)
    #expect(!old.errors.contains("is now"))
  }

  @Test("A fit records the name of today.")
  func recorded() async throws {
    let run = try await run("rollout runs.csv --bootstrap 0 --format json")
    #expect(run.output.contains(#""backtest""#) && !run.output.contains(#""rollout","#))
  }

  @Test("Two names of one option are one option given twice.")
  func twice() async throws {
    let run = try await run("energy serve --params 7B --accelerators 4 --chips 8")
    #expect(run.exitCode == 64)
    #expect(run.errors.hasPrefix("error: --chips takes one value and is given twice"))
  }

  @Test(
    "A terminal has a note with the new name, unless --quiet is given.", .needing("script"))
  func note() async throws {
    let script = try #require(Tool.path("script"))
    func onTerminal(_ words: String) async throws -> String {
      try await Command.run(
        ["-qec", "'\(Command.executable.path)' \(words)", "/dev/null"], in: sandbox.folder,
        executable: script
      ).output.replacing("\r\n", with: "\n")
    }
    let noted = try await onTerminal("grid show fra")
    #expect(noted.hasPrefix("note: 'grid' is now 'grids'\n"))
    #expect(noted.components(separatedBy: "is now").count == 2)
    #expect(try await !onTerminal("grid show fra --quiet").contains("is now"))
    #expect(try await !onTerminal("grids show fra").contains("is now"))
    #expect(try await !onTerminal("grid show fra | cat").contains("is now"))
    let options = try await onTerminal("energy inference --params 7B --accelerators 2")
    #expect(options.contains("note: 'energy inference' is now 'energy serve'\n"))
    #expect(options.contains("note: '--accelerators' is now '--chips'\n"))
  }

  @Test("Completions have new names alone.", arguments: ["bash", "zsh", "fish"])
  func completions(_ shell: String) async throws {
    let script = try await run("--generate-completion-script \(shell)")
    #expect(script.exitCode == 0)
    #expect(script.output.contains("backtest") && script.output.contains("--chips"))
    for old in ["rollout", "multiverse", "compare-laws", "--gpus", "--accelerators"] {
      #expect(!script.output.contains(old), "\(old)")
    }
  }
}
