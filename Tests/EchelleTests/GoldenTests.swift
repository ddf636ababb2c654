import Foundation
import Testing

/// What commands print, held against files that were looked at.
///
/// Words have to be the same, and numbers to within their last digits, which differ between processors.
/// `ECHELLE_RENEW_GOLDEN=1 swift test --filter GoldenTests` writes the files anew; look at what changed.
@Suite("Golden files")
struct GoldenTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  /// A file, and the command whose output it holds.
  static let commands: [(file: String, words: [String])] = [
    ("fit.txt", ["fit", "runs.csv", "--bootstrap", "100"]),
    ("fit.csv", ["fit", "runs.csv", "--bootstrap", "100", "--format", "csv"]),
    ("plan.txt", ["plan", "runs.csv", "--compute", "1e22", "--bootstrap", "100"]),
    ("report.md", ["report", "runs.csv", "--bootstrap", "100", "--format", "markdown"]),
    ("report.tex", ["report", "runs.csv", "--bootstrap", "100", "--format", "latex"]),
    ("laws.txt", ["laws", "show", "chinchilla"]),
    (
      "count.txt",
      ["count", "--layers", "12", "--width", "768", "--heads", "12", "--vocabulary", "50257"]
    ),
  ]

  @Test("A command prints the reviewed output.", arguments: commands.indices)
  func golden(_ index: Int) async throws {
    let (file, words) = Self.commands[index]
    let run = try await Command.run(words, in: sandbox.folder)
    #expect(run.exitCode == 0, "\(run.errors)")
    let place = Command.packageRoot.appendingPathComponent("Tests/EchelleTests/Golden/\(file)")
    let output = Self.masked(run.output)
    if ProcessInfo.processInfo.environment["ECHELLE_RENEW_GOLDEN"] == "1" {
      try Data(output.utf8).write(to: place)
    }
    let expected = try String(contentsOf: place, encoding: .utf8)
    #expect(Self.difference(expected, output) == nil)
  }

  /// The text without what belongs to the machine: the kernel, the libraries, the rounding that is left.
  static func masked(_ text: String) -> String {
    text.replacing(/kernel [^\n"]*/, with: "kernel …")
      .replacing(/OpenBLAS [^\n"]*/, with: "OpenBLAS …")
      .replacing(/gradient [0-9.e{}+-]+/, with: "gradient …")
      .replacing(/from \/[^\n]*/, with: "from …")
  }

  /// The first line that differs in a word, or in a number by more than a millionth; `nil` for none.
  static func difference(_ expected: String, _ found: String) -> String? {
    let number = /[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?/
    let lines = (expected.split(separator: "\n"), found.split(separator: "\n"))
    guard lines.0.count == lines.1.count else {
      return "\(lines.1.count) lines, not \(lines.0.count)"
    }
    for (first, second) in zip(lines.0, lines.1) where first != second {
      let words = (first.replacing(number, with: "#"), second.replacing(number, with: "#"))
      let numbers = (first.matches(of: number), second.matches(of: number))
      let isClose = zip(numbers.0, numbers.1).allSatisfy { one, other in
        guard let a = Double(one.output), let b = Double(other.output) else { return false }
        return abs(a - b) <= 1e-6 * max(abs(a), abs(b))
      }
      if words.0 != words.1 || !isClose { return "expected: \(first)\nfound:    \(second)" }
    }
    return nil
  }

  @Test("A difference in a word, a number or a line is found; one in the last digits is none.")
  func differences() {
    let text = "a 1.25 b\nc 3e-05 d"
    #expect(Self.difference(text, text) == nil)
    #expect(Self.difference(text, "a 1.2500000001 b\nc 3e-05 d") == nil)
    #expect(Self.difference(text, "a 1.26 b\nc 3e-05 d") != nil)
    #expect(Self.difference(text, "a 1.25 x\nc 3e-05 d") != nil)
    #expect(Self.difference(text, "a 1.25 b") != nil)
  }
}
