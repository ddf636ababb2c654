import Foundation
import Testing

@Suite("Output to a terminal")
struct TerminalTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  /// Control characters other than line breaks.
  private func controls(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter {
      $0 != "\n" && ($0.value < 0x20 || (0x7F..<0xA0).contains($0.value))
    }
  }

  @Test("Names in a file cannot drive a terminal, move its cursor or break a table.")
  func names() async throws {
    let names = ["\u{1B}[31mred", "two\nlines", "back\u{8}space"]
    let rows = names.enumerated().flatMap { place, name in
      SampleRuns(phase: Double(place)).lines.map { "\"\(name)\",\($0)\n" }
    }
    try sandbox.write(
      "family,N,D,loss\n" + rows.joined() + "\"\u{1B}c\nbad\",1e8,1e9,3\n", to: "runs.csv")
    let fit = try await sandbox.echelle(
      "fit", "runs.csv", "--group-by", "family", "--bootstrap", "50")
    #expect(controls(fit.output + fit.errors).isEmpty)
    // What limits the fits stands below the table.
    // Lines without a name hold what is wrapped.
    let table = fit.output.components(separatedBy: "\n\n")[0].split(separator: "\n")
      .filter { !$0.hasPrefix(" ") }
    #expect(table.count == 4)
    #expect(table[1].hasPrefix("runs.csv/\\u{1B}[31mred "))
    #expect(table[3].hasPrefix("runs.csv/two\\nlines "))
    #expect(fit.errors.hasPrefix("error: runs.csv/\\u{1B}c\\nbad: 1 run cannot"))
    #expect(fit.errors.hasSuffix("1 failed: runs.csv/\\u{1B}c\\nbad\n"))
  }

  @Test("A single fit, a prediction and a plan of such a name are plain text too.")
  func singleFit() async throws {
    try sandbox.write(
      SampleRuns().csv(header: "family,N,D,loss", prefix: "\u{1B}]0;title\u{7},"), to: "runs.csv")
    let commands = [
      ["fit"], ["predict", "--params", "7B", "--tokens", "1T"], ["plan", "--compute", "1e22"],
    ]
    for command in commands {
      let run = try await Command.run(
        command + ["runs.csv", "--group-by", "family", "--bootstrap", "50"], in: sandbox.folder)
      #expect(run.exitCode == 0)
      #expect(controls(run.output).isEmpty)
      #expect(run.output.contains("\\u{1B}]0;title\\u{7}"))
    }
  }

  @Test("JSON keeps names as they are.")
  func json() async throws {
    try sandbox.write(
      SampleRuns().csv(header: "family,N,D,loss", prefix: "\u{1B}[31mred,"), to: "runs.csv")
    let fit = try await sandbox.echelle(
      "fit", "runs.csv", "--group-by", "family", "--bootstrap", "0", "--format", "json")
    #expect(try JSONDocument(fit.output).text("dataset.name") == "runs.csv/\u{1B}[31mred")
  }

  @Test(
    "A terminal has colours and a plot; NO_COLOR takes the colours, --quiet the plot.",
    .needing("script"))
  func terminal() async throws {
    let script = try #require(Tool.path("script"))
    func onTerminal(
      _ arguments: String, environment: [String: String] = ["NO_COLOR": "", "TERM": "xterm"]
    ) async throws -> String {
      let command = "stty cols 100; '\(Command.executable.path)' \(arguments)"
      return try await Command.run(
        ["-qec", command, "/dev/null"], in: sandbox.folder, environment: environment,
        executable: script
      ).output
    }
    let frontier = "frontier hoffmann2022 --bootstrap 50 --points 5"
    let shown = try await onTerminal(frontier)
    #expect(shown.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) })
    let quiet = try await onTerminal(frontier + " --quiet")
    #expect(!quiet.unicodeScalars.contains { (0x2800...0x28FF).contains($0.value) })
    let fit = try await onTerminal("fit hoffmann2022 --bootstrap 50")
    #expect(fit.contains("\u{1B}[1mhoffmann2022") && fit.contains("L, nats per token"))
    #expect(fit.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) })
    let plain = try await onTerminal(
      "fit hoffmann2022 --bootstrap 50", environment: ["NO_COLOR": "1", "TERM": "xterm"])
    #expect(!plain.contains("\u{1B}[1m") && plain.contains("hoffmann2022"))
  }

  @Test("Without a terminal there is neither colour nor progress.")
  func plain() async throws {
    for arguments in [
      ["fit", "hoffmann2022"], ["plan", "hoffmann2022", "--compute", "1e24"],
      ["datasets", "list"], ["datasets", "show", "hoffmann2022"], ["hardware", "list"],
      ["grid", "list"], ["plan", "--help"],
    ] {
      let run = try await Command.run(arguments, in: sandbox.folder)
      #expect(run.exitCode == 0)
      #expect(run.errors.isEmpty)
      #expect(controls(run.output).isEmpty)
    }
  }
}
