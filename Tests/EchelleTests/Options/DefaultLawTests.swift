import Foundation
import Testing

/// What is said of coefficients holds for the law that is taken where none is named, as it does for the
/// same law by its name.
@Suite("Options about the default law")
struct DefaultLawTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  @Test("The Chinchilla runs with E given as 1.69.")
  func fixedLoss() async throws {
    let run = try await sandbox.echelle(
      "fit", "hoffmann2022", "--fix", "E=1.69", "--bootstrap", "0", "--format", "json")
    #expect(run.exitCode == 0)
    let fit = try JSONDocument(run.output)
    // By SciPy's L-BFGS-B from 500 starts.
    #expect(abs(try fit.number("coefficients.A.estimate") - 184.34) < 0.005)
    #expect(abs(try fit.number("coefficients.alpha.estimate") - 0.29100) < 5e-6)
    #expect(abs(try fit.number("coefficients.B.estimate") - 1025.6) < 0.05)
    #expect(abs(try fit.number("coefficients.beta.estimate") - 0.33087) < 5e-6)
    #expect(try fit.number("law.fixed.E") == 1.69)
  }

  static let commands = [
    "predict runs.csv --params 7B --tokens 1T", "plan runs.csv --compute 1e22",
    "frontier runs.csv --points 2", "policies runs.csv --compute 1e22",
    "quantize runs.csv --params 7B --tokens 1T", "report runs.csv --format csv",
    "backtest runs.csv",
  ]

  @Test("In every command that fits a law.", arguments: commands)
  func everyCommand(_ command: String) async throws {
    let words = command.split(separator: " ").map(String.init) + ["--bootstrap", "5"]
    let form = words.contains("--format") ? [] : ["--format", "csv"]
    func output(_ options: [String]) async throws -> String {
      let run = try await Command.run(words + form + options, in: sandbox.folder)
      #expect(run.exitCode == 0, "\(command) \(options): \(run.errors)")
      return run.output
    }
    let named = try await output(["--law", "chinchilla", "--fix", "E=1.7"])
    #expect(try await output(["--fix", "E=1.7"]) == named)
    #expect(try await output([]) != named)
  }

  /// Something said of coefficients at random; a quarter cannot be meant.
  struct Saying: CustomStringConvertible {
    var words: [String] = []
    var fixed: [String: Double] = [:]
    var isRefused = false

    var description: String { words.joined(separator: " ") }

    init(_ random: inout some RandomNumberGenerator) {
      let sizes = ["E": 1.8, "A": 480, "B": 2100, "alpha": 0.35, "beta": 0.37]
      var free = sizes.keys.sorted().shuffled(using: &random)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let name = free.removeLast()
        let size = (sizes[name] ?? 1) * Double.random(in: 0.8...1.2, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
          words += ["--fix", "\(name)=\(size)"]
          fixed[name] = size
        case 1: words += ["--domain", "\(name)=positive"]
        default: words += ["--start-range", "\(name)=\(size / 3)..\(size * 3)"]
        }
      }
      guard Int.random(in: 0..<4, using: &random) == 0 else { return }
      isRefused = true
      let faults = [
        ["--fix", "Z=1"], ["--fix", "A=-1"], ["--fix", "alpha"], ["--domain", "N=positive"],
        ["--domain", "E=large"], ["--start-range", "A=-2..-1"], ["--start-range", "beta=2..1"],
        Array(words.prefix(2)), ["--fix", "B=nan"],
      ]
      words += faults.randomElement(using: &random) ?? []
    }
  }

  @Test("At random: the same by default as by name, as it was said, or refused in the same words.")
  func random() async throws {
    var random = SplitMix(state: 15)
    let sayings = (0..<200).map { _ in Saying(&random) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for saying in sayings {
        group.addTask {
          let words = ["fit", "runs.csv", "--bootstrap", "0", "--format", "json"] + saying.words
          let run = try await Command.run(words, in: sandbox.folder)
          let named = try await Command.run(
            words + ["--law", "chinchilla"], in: sandbox.folder)
          #expect(run.exitCode == (saying.isRefused ? 64 : 0), "\(saying): \(run.errors)")
          #expect(named.exitCode == run.exitCode, "\(saying)")
          guard run.exitCode == 0 else {
            return #expect(named.errors == run.errors, "\(saying)")
          }
          let (fit, other) = (try JSONDocument(run.output), try JSONDocument(named.output))
          #expect(fit["law"] == other["law"], "\(saying)")
          #expect(fit["coefficients"] == other["coefficients"], "\(saying)")
          for name in ["E", "A", "B", "alpha", "beta"] {
            #expect(
              (fit["coefficients.\(name)"] == nil) == (saying.fixed[name] != nil), "\(saying)")
            #expect(
              fit["law.fixed.\(name)"] == saying.fixed[name].map(JSONValue.number), "\(saying)")
          }
          for name in ["E", "A", "B"] where saying.fixed[name] == nil {
            #expect(fit["law.domains.\(name)"] == .text("positive"), "\(saying)")
          }
        }
      }
      try await group.waitForAll()
    }
  }
}

/// Steele, Lea and Flood's SplitMix64: the same numbers in every run of the tests.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
