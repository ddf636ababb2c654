import Foundation
import Testing

/// Text fits on a terminal of 80 columns, whatever is shown.
@Suite("Width of the text")
struct WidthTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
    try sandbox.write(SampleRuns.withoutEmbedding, to: "both.csv")
    let long = String(repeating: "a-long-name-of-a-group-", count: 4)
    let groups = SampleRuns().lines.flatMap { ["dense,\($0)\n", "\(long),\($0)\n"] }
    try sandbox.write("family,N,D,loss\n" + groups.joined(), to: "groups.csv")
    for name in ["short", long] {
      let steps = (0..<10).map { "{\"step\": \($0 * 100), \"loss\": \(5 - Double($0) / 5)}\n" }
      try sandbox.write(steps.joined(), to: "logs/\(name).jsonl")
    }
    try sandbox.write("layers: 12\nwidth: 768\nheads: 12\nvocabulary: 50257\n", to: "small.yml")
  }

  /// Commands that are quick, in all their variety.
  static let commands: [[String]] = [
    ["fit", "runs.csv", "--bootstrap", "20"],
    ["fit", "hoffmann2022", "--bootstrap", "20", "--objective", "lad"],
    [
      "fit", "hoffmann2022", "--bootstrap", "0", "--law",
      "L = E + (A / N^alpha + B / D^beta + G / C^gamma)^delta",
    ],
    ["fit", "groups.csv", "--group-by", "family", "--bootstrap", "20"],
    ["fit", "porian-refinedweb", "--bootstrap", "0"],
    ["plan", "runs.csv", "--compute", "1e25", "--bootstrap", "20"],
    ["plan", "runs.csv", "--loss", "2.0", "--bootstrap", "20", "--inference-tokens", "2T"],
    ["predict", "runs.csv", "--params", "7B,70B", "--tokens", "2T,15T", "--bootstrap", "20"],
    ["frontier", "runs.csv", "--bootstrap", "20"],
    ["policies", "runs.csv", "--compute", "1e23", "--bootstrap", "20"],
    ["precision", "runs.csv", "--params", "7B", "--tokens", "2T", "--bootstrap", "20"],
    [
      "precision", "runs.csv", "--params", "7B", "--tokens", "2T", "--bootstrap", "20",
      "--sparsity", "0.5,0.75",
    ],
    ["outlook"], ["outlook", "--to", "2040"],
    ["rollout", "hoffmann2022", "--bootstrap", "10"],
    ["rollout", "runs.csv", "--bootstrap", "0"],
    ["multiverse", "hoffmann2022", "--bootstrap", "10"],
    ["multiverse", "both.csv", "--columns", "parameters=N", "--bootstrap", "0"],
    ["approaches", "hoffmann2022", "--bootstrap", "10"],
    ["isoflop", "hoffmann2022", "--bootstrap", "10"],
    ["isoflop", "porian-refinedweb", "--bootstrap", "0"],
    ["envelope", "gemstones", "--bootstrap", "10"],
    ["envelope", "hoffmann2022", "--bootstrap", "0"],
    [
      "compare-laws", "hoffmann2022", "--laws", "chinchilla", "--laws", "E + A / C^alpha",
      "--bootstrap", "10",
    ],
    ["verify", "hoffmann2022", "--bootstrap", "20"],
    ["laws", "list"], ["datasets", "list"],
    ["runs", "logs", "--batch", "32", "--context", "128", "--format", "text"],
    [
      "batch", "run", "groups.csv", "--group-by", "family", "--results", "out", "--bootstrap", "10",
    ],
    ["approaches", "runs.csv", "--bootstrap", "0"],
    ["laws", "evaluate", "chinchilla", "--params", "7B,70B", "--tokens", "2T"],
    ["count", "small.yml"], ["count", "small.yml", "small.yml", "--context", "2048"],
    ["energy", "train", "--params", "70B", "--tokens", "15T", "--hardware", "h100-sxm"],
    ["energy", "train", "--compute", "3.14e23", "--hardware", "v100-sxm-32", "--watts", "330"],
    ["energy", "inference", "--params", "70B"],
    ["energy", "inference", "--params", "405B", "--hardware", "b200-sxm"],
    ["energy", "queries"], ["energy", "backtest"],
    ["energy", "disclose", "--form", "eu-gpai", "--params", "70B", "--tokens", "15T"],
    ["energy", "disclose", "--form", "sci-ai", "--params", "7B", "--tokens", "2T"],
    ["energy", "disclose", "--form", "model-card", "--params", "7B", "--tokens", "2T"],
    ["hardware", "list"], ["hardware", "show", "h100-sxm"], ["grid", "list"],
  ]

  @Test("No line of any command has more than 80 columns.", arguments: commands)
  func widths(_ words: [String]) async throws {
    try await check(words)
  }

  @Test("Nor has one of the descriptions of datasets and laws.", arguments: ["datasets", "laws"])
  func descriptions(_ kind: String) async throws {
    let list = try await sandbox.echelle(kind, "list", "--format", "json")
    let names = Self.strings(in: list.output, keys: ["name"])
    #expect(names.count > 10)
    for name in names where try await sandbox.echelle(kind, "show", name).exitCode == 0 {
      try await check([kind, "show", name])
    }
  }

  /// Runs a command in the form text, and finds lines that are too wide.
  private func check(_ words: [String]) async throws {
    let run = try await Command.run(words, in: sandbox.folder)
    #expect(run.exitCode == 0, "\(words): \(run.errors)")
    #expect(Self.wideLines(run.output) == [], "\(words)")
  }

  @Test(
    "What is wrapped keeps its words whole.",
    arguments: [
      ["hardware", "list"], ["grid", "list"], ["datasets", "list"], ["laws", "list"],
      ["energy", "queries"], ["outlook"],
      ["energy", "train", "--params", "70B", "--tokens", "15T", "--hardware", "h100-sxm"],
      ["plan", "runs.csv", "--compute", "1e25", "--bootstrap", "20"],
    ])
  func wholeWords(_ words: [String]) async throws {
    let text = try await Command.run(words, in: sandbox.folder)
    let json = try await Command.run(words + ["--format", "json"], in: sandbox.folder)
    let shown = Set(text.output.split { $0 == " " || $0 == "\n" })
    // Of laws and datasets a list shows the titles only, of accelerators the names and sources.
    let keys: Set = ["laws", "datasets"].contains(words[0]) ? ["title"] : ["citation", "source"]
    let sources = Self.strings(in: json.output, keys: keys)
    #expect(!sources.isEmpty)
    for source in sources {
      let missing = source.split(separator: " ").filter { !shown.contains($0) }
      #expect(missing.isEmpty, "\(missing) of '\(source)'")
    }
  }

  /// The lines of more than 80 columns, but for a word that is longer than a line.
  static func wideLines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init).filter {
      $0.unicodeScalars.count > 80 && $0.split(separator: " ").count > 1
    }
  }

  /// The strings under some keys of a JSON document, wherever they are.
  static func strings(in json: String, keys: Set<String>) -> [String] {
    func search(_ value: Any) -> [String] {
      if let object = value as? [String: Any] {
        return object.sorted { $0.key < $1.key }.flatMap { key, value in
          if keys.contains(key), let text = value as? String { return [text] }
          return search(value)
        }
      }
      return (value as? [Any])?.flatMap(search) ?? []
    }
    return (try? JSONSerialization.jsonObject(with: Data(json.utf8))).map(search) ?? []
  }

  @Test("A line that is too wide is found; a long path by itself is none.")
  func finding() {
    let word = String(repeating: "x", count: 90)
    #expect(Self.wideLines("a\n\(word)\n  \(word)\n") == [])
    #expect(Self.wideLines("see \(word)\n") == ["see \(word)"])
    #expect(Self.wideLines(String(repeating: "ab ", count: 27)).count == 1)
    #expect(Self.strings(in: #"[{"a": {"b": "c"}}, {"b": "d"}]"#, keys: ["b"]) == ["c", "d"])
  }
}
