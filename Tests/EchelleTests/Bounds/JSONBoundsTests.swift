import Foundation
import Testing

@Suite("JSON with duplicate keys or of excessive size is refused")
struct JSONBoundsTests {
  let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  private func expectRefusal(_ arguments: [String], _ text: String) async throws {
    let run = try await Command.run(arguments, in: sandbox.folder)
    #expect(run.exitCode == 65, "\(arguments): \(run.exitCode) \(run.errors.prefix(300))")
    #expect(run.errors.contains(text), "\(arguments): \(run.errors.prefix(300))")
    #expect(run.output.isEmpty)
  }

  @Test("A duplicate key in a table row, however it is escaped.")
  func tables() async throws {
    let rows = SampleRuns().jsonLines.split(separator: "\n")
    for (place, addition) in [
      #","loss": 9"#, #","l\u006fss": 9"#, #","x": {"a": 1, "a": 2}"#,
      #","x": [{"b": [], "b": 0}]"#,
    ].enumerated() {
      let bad = rows[3].dropLast() + addition + "}"
      let text = (rows[..<3] + [bad] + rows[4...]).joined(separator: "\n") + "\n"
      try sandbox.write(text, to: "t\(place).jsonl")
      try await expectRefusal(
        ["fit", "t\(place).jsonl", "--bootstrap", "0"], "appears twice in one object")
      try await expectRefusal(["runs", "t\(place).jsonl"], "t\(place).jsonl:4: the key '")
    }
  }

  @Test("A duplicate key anywhere in a saved fit.")
  func documents() async throws {
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
    let fit = try await sandbox.echelle("fit", "runs.csv", "--bootstrap", "20", "--format", "json")
    for key in ["schema", "bootstrap", "row", "E"] {
      let line = try #require(
        fit.output.split(separator: "\n").first { $0.contains("\"\(key)\" :") })
      let copy = fit.output.replacing(line, with: "\"\(key)\" : 1,\n\(line)", maxReplacements: 1)
      try sandbox.write(copy, to: "fit.json")
      for command in [
        ["predict", "fit.json", "--params", "7B", "--tokens", "1T"],
        ["report", "fit.json", "-o", "out"],
      ] {
        try await expectRefusal(command, "the key '\(key)' appears twice in one object, at line ")
      }
    }
  }

  @Test("A duplicate key in a trainer state.")
  func logs() async throws {
    try sandbox.write(
      #"{"log_history": [{"step": 1, "loss": 3}, {"step": 2, "loss": 2, "loss": 1}], "max_steps": 2}"#,
      to: "trainer_state.json")
    try await expectRefusal(["runs", "trainer_state.json"], "the key 'loss' appears twice")
    try sandbox.write(#"[{"step": 1, "loss": 3, "step": 2}]"#, to: "history.json")
    try await expectRefusal(["runs", "history.json"], "the key 'step' appears twice")
    try sandbox.write(#"{"model_type": "gpt2", "n_layer": 2, "n_layer": 3}"#, to: "config.json")
    let count = try await sandbox.echelle("count", "config.json")
    #expect(count.exitCode == 65)
  }

  @Test("200 000 keys in an object, and values 200 000 deep.")
  func sizes() async throws {
    let keys = (0..<200_000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
    let deep = String(repeating: "[", count: 200_000) + String(repeating: "]", count: 200_000)
    for (name, row) in [("keys", "\(keys)"), ("deep", "\"x\":\(deep)")] {
      try sandbox.write("{\"step\":1,\"N\":1e8,\"D\":1e9,\"loss\":3,\(row)}\n", to: "\(name).jsonl")
      try sandbox.write("{\"log_history\":[{\(row)}]}\n", to: "\(name).json")
      try sandbox.write("{\n\"schema\": \"echelle.fit/1\",\(row)}\n", to: "\(name)-fit.json")
      for command in [
        ["fit", "\(name).jsonl"], ["runs", "\(name).jsonl"], ["runs", "\(name).json"],
        ["predict", "\(name)-fit.json", "--params", "7B", "--tokens", "1T"],
        ["count", "\(name).json"],
      ] {
        let run = try await Command.run(command, in: sandbox.folder)
        #expect(run.exitCode == 65, "\(command): \(run.exitCode) \(run.errors.prefix(300))")
      }
    }
  }
}
