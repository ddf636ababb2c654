import Foundation
import Testing

@Suite("The command count")
struct CountTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(Self.llama, to: "llama/config.json")
    try sandbox.write(
      "{layers: 12, width: 768, heads: 12, vocabulary: 50257, tied_embeddings: true}",
      to: "small.yml")
  }

  static let llama = #"""
    {"model_type": "llama", "num_hidden_layers": 32, "hidden_size": 4096, "vocab_size": 32000,
     "num_attention_heads": 32, "num_key_value_heads": 32, "intermediate_size": 11008,
     "max_position_embeddings": 4096, "tie_word_embeddings": false}
    """#

  @Test("A model is shown by part, with every convention, its formula and source.")
  func one() async throws {
    let run = try await sandbox.echelle("count", "llama")
    #expect(run.exitCode == 0)
    let lines = run.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(lines.first == "llama/config.json: llama, 32 layers, width 4096")
    #expect(lines.contains { $0.hasPrefix("all ") && $0.contains("6738415616") })
    #expect(
      lines.contains {
        $0.hasPrefix("palm ") && $0.contains("6·N + 12·S") && $0.hasSuffix("[3]")
      })
    #expect(lines.contains { $0.hasPrefix("[3] ") && $0.contains("appendix B, arXiv") })
    let brief = try await sandbox.echelle("count", "llama", "--quiet")
    #expect(!brief.output.contains("arXiv"))
  }

  @Test("Several models make one table; in CSV one row each, with parts that add up.")
  func several() async throws {
    let text = try await sandbox.echelle("count", "llama", "small.yml")
    let shown = text.output.split(separator: "\n")
    // The columns do not fit on a page side by side, so the names come twice.
    for name in ["llama/config.json ", "small.yml "] {
      #expect(shown.count { $0.hasPrefix(name) } == 2)
    }
    #expect(
      text.output.contains("note: small.yml: feed-forward width: 3072, four times the model width"))
    let csv = try await sandbox.echelle("count", "llama", "small.yml", "--format", "csv")
    let rows = csv.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let header = rows[0].map(String.init)
    let total = try #require(header.firstIndex(of: "parameters"))
    let parts = header.indices.filter { header[$0].hasSuffix("_parameters") && $0 > total + 3 }
    #expect(parts.count == 6)
    for row in rows.dropFirst() {
      #expect(row.count == header.count)
      #expect(parts.compactMap { Int(row[$0]) }.reduce(0, +) == Int(row[total]))
    }
    // The second names no context.
    #expect(rows[2][try #require(header.firstIndex(of: "flop_per_token_palm"))] == "")
  }

  @Test("Standard input is read, and a given context overrides the configuration's.")
  func context() async throws {
    let run = try await sandbox.echelle(
      "count", "-", "--context", "1k", "--format", "json", input: Self.llama)
    let document = try JSONDocument(run.output)
    #expect(try document.text("models.0.name") == "<stdin>")
    #expect(try document.number("models.0.contextLength") == 1000)
    #expect(try document.number("models.0.parts.head.total") == 32000 * 4096)
  }

  /// One formula: D = 1 token, N from the count.
  @Test("energy train counts the same FLOP, with and without recomputation.")
  func energy() async throws {
    let count = try JSONDocument(
      await sandbox.echelle("count", "llama", "--format", "json").output)
    let conventions = try count.list("models.0.flopPerToken").indices.map { index in
      (try count.text("models.0.flopPerToken.\(index).name"), index)
    }
    func flop(_ name: String) throws -> Double {
      let index = try #require(conventions.first { $0.0 == name }).1
      return try count.number("models.0.flopPerToken.\(index).value")
    }
    let run = try await sandbox.echelle(
      "energy", "train", "--params", "6738415616", "--tokens", "1e12", "--layers", "32", "--width",
      "4096", "--context", "4096", "--recomputation", "--format", "json")
    let energy = try JSONDocument(run.output)
    #expect(try energy.text("figures.0.name") == "model compute")
    for (index, name) in ["palm", "palm-recompute"].enumerated() {
      let ratio = try energy.number("figures.\(index).value.estimate") / (flop(name) * 1e12)
      #expect(abs(ratio - 1) < 1e-12)
    }
  }

  @Test("A bad input is reported with the cause and a fix.")
  func errors() async throws {
    try sandbox.write(#"{"model_type": "lama"}"#, to: "bad.json")
    let bad = try await sandbox.echelle("count", "bad.json")
    #expect(bad.exitCode == 65)
    #expect(
      bad.errors.hasPrefix("error: bad.json:1:16: unknown model_type 'lama'\n  why: the known"))
    #expect(bad.errors.hasSuffix("  fix: did you mean 'llama'?\n"))
    try await expectComplaint(
      """
      error: --heads: the width 64 is not a multiple of 3 heads
        why: the head dimension is width / heads unless it is given
        fix: correct one of them, or add the key 'head_size'
      """, exitCode: 64,
      from: ["count", "--layers", "2", "--width", "64", "--heads", "3", "--vocabulary", "9"],
      in: sandbox)
    for arguments in [["--layers", "2"], [], ["llama", "--layers", "2"]] {
      let run = try await Command.run(["count"] + arguments, in: sandbox.folder)
      #expect(run.exitCode == 64)
    }
  }
}
