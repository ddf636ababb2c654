import Documents
import Foundation
import Testing

@Suite("JSON Schemas")
struct SchemaTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
    try sandbox.write("N,D,loss\n1e8,1e9,3\n", to: "few.csv")
    try sandbox.write("name,N,D\na,7e9,1e12\n", to: "models.csv")
    try sandbox.write(SampleRuns.withoutEmbedding, to: "both.csv")
    try sandbox.write(
      "layers: 2\nwidth: 64\nheads: 2\nvocabulary: 100\nexperts: 4\nactive_experts: 1\n",
      to: "shape.yml")
    try sandbox.write(
      #"""
      {"model_type": "t5", "num_layers": 2, "d_model": 64, "num_heads": 2, "d_kv": 32, "d_ff": 128,
       "vocab_size": 100}
      """#, to: "t5.json")
    try sandbox.write("_step,loss,lr,tokens\n1,5,1,8\n2,4,0.1,16\n3,nan,,\n", to: "history.csv")
    let groups = ["dense", "sparse"].flatMap { name in
      SampleRuns().lines.map { "\(name),\($0)\n" }
    }
    try sandbox.write("family,N,D,loss\n" + groups.joined(), to: "groups.csv")
  }

  /// Documents of every command, with and without intervals, bounds and optional facts.
  static let commands: [[String]] = [
    ["fit", "hoffmann2022"],
    ["fit", "runs.csv", "--objective", "lad", "--bootstrap", "20"],
    ["fit", "runs.csv", "--objective", "squares", "--bootstrap", "0"],
    ["fit", "runs.csv", "few.csv", "--bootstrap", "20"],
    ["fit", "runs.csv", "hoffmann2022", "--bootstrap", "20"],
    ["predict", "runs.csv", "--params", "1B,7B", "--tokens", "1T", "--bootstrap", "20"],
    ["predict", "runs.csv", "--params", "1B", "--tokens", "1T", "--bootstrap", "0"],
    ["predict", "runs.csv", "--points", "models.csv", "--quantiles", ".2,.5", "--bootstrap", "20"],
    ["plan", "hoffmann2022", "--compute", "1e24", "--loss", "1.9"],
    ["plan", "runs.csv", "--loss", "1.5,2.1", "--bootstrap", "200"],
    ["plan", "runs.csv", "--loss", "1.5", "--bootstrap", "0"],
    ["plan", "runs.csv", "--law", "E + A / C^a", "--loss", "2.2,1.5", "--bootstrap", "20"],
    ["plan", "runs.csv", "--law", "E + A / D^b", "--loss", "2.2", "--bootstrap", "0"],
    ["plan", "runs.csv", "--energy", "5GWh", "--inference-tokens", "2T", "--bootstrap", "20"],
    ["energy", "train", "--fit", "runs.csv", "--loss", "2.2"], ["energy", "queries"],
    ["energy", "train", "--fit", "hoffmann2022", "--loss", "1.83"],
    ["plan", "runs.csv", "--emissions", "9t", "--money", "2M", "--price-per-hour", "2"],
    ["frontier", "runs.csv", "--points", "3", "--bootstrap", "20"],
    ["policies", "runs.csv", "--compute", "1e22,1e24", "--bootstrap", "20"],
    ["fit", "groups.csv", "--group-by", "family", "--share", "E", "--bootstrap", "20"],
    ["plan", "runs.csv", "--gpus", "8xh100-sxm", "--days", "3", "--pue", "1.1"],
    ["report", "hoffmann2022", "--bootstrap", "200"],
    ["report", "runs.csv", "--bootstrap", "0"],
    ["report", "runs.csv", "--law", "E + A / C^alpha", "--bootstrap", "20"],
    ["runs", "history.csv", "--params", "1B"], ["runs", "history.csv", "--curves"],
    ["batch", "run", "runs.csv", "few.csv", "--results", "out", "--bootstrap", "20"],
    ["batch", "slurm", "runs.csv", "--results", "out", "--shards", "2", "--dry-run"],
    ["rollout", "hoffmann2022", "--bootstrap", "200"],
    ["rollout", "runs.csv", "--bootstrap", "20"],
    ["rollout", "runs.csv", "--bootstrap", "0", "--objective", "squares"],
    ["coverage", "runs.csv", "--sets", "2", "--bootstrap", "20", "--noise", "heteroscedastic"],
    [
      "coverage", "runs.csv", "--sets", "2", "--bootstrap", "20", "--objective", "level-huber:auto",
      "--interval", "bca", "--truth", "E + (A/N^alpha + B/D^beta)^0.5",
    ],
    ["fit", "runs.csv", "--objective", "huber:auto", "--interval", "bca", "--bootstrap", "20"],
    ["fit", "runs.csv", "--interval", "wald", "--bootstrap", "20"],
    ["multiverse", "hoffmann2022", "--compute", "5.76e23", "--bootstrap", "200"],
    ["multiverse", "runs.csv", "--bootstrap", "0", "--where", "N > 1e8"],
    ["multiverse", "both.csv", "--columns", "parameters=N", "--bootstrap", "20"],
    ["isoflop", "hoffmann2022", "--bootstrap", "20", "--weighted"],
    ["isoflop", "runs.csv", "--bootstrap", "0"],
    ["isoflop", "runs.csv", "--optima", "--bootstrap", "20"],
    ["envelope", "hoffmann2022", "--bootstrap", "20"],
    ["envelope", "runs.csv", "--bootstrap", "0"],
    ["approaches", "hoffmann2022", "--bootstrap", "20"],
    ["approaches", "runs.csv", "--bootstrap", "0"],
    ["verify", "--bootstrap", "100"], ["verify", "hoffmann2022", "--bootstrap", "20"],
    ["laws", "list"], ["laws", "show", "data-constrained"],
    ["laws", "evaluate", "chinchilla", "--params", "7B,70B", "--tokens", "1.4T"],
    [
      "compare-laws", "hoffmann2022", "--laws", "chinchilla", "--laws", "E + A / C^alpha",
      "--bootstrap", "200",
    ],
    [
      "compare-laws", "runs.csv", "--laws", "chinchilla", "--laws", "A / C^alpha",
      "--laws", "log(L) = a + b * log(C)", "--bootstrap", "0",
    ],
    ["datasets", "list"], ["datasets", "show", "hoffmann2022"], ["datasets", "show", "routing"],
    [
      "count", "--layers", "12", "--width", "768", "--heads", "12", "--vocabulary", "50257",
      "--context", "1024",
    ],
    ["count", "t5.json", "shape.yml"],
    ["energy", "backtest"],
    ["outlook"],
    ["precision", "runs.csv", "--params", "7B", "--tokens", "2T", "--bootstrap", "20"],
    [
      "precision", "runs.csv", "--params", "7B", "--tokens", "2T", "--sparsity", ".5,.95",
      "--bootstrap", "20",
    ],
    [
      "precision", "runs.csv", "--params", "70B", "--tokens", "2T", "--sparsity", ".9",
      "--sparsity-law", "sparse-experts", "--bootstrap", "0",
    ],
    ["energy", "inference", "--params", "70B", "--accelerators", "4"],
    [
      "energy", "inference", "--params", "235B", "--active-params", "22B", "--queries-per-day",
      "1M",
      "--training-energy", "500MWh", "--hardware", "a100-sxm-80",
    ],
    ["energy", "disclose", "--form", "eu-gpai", "--params", "7B", "--tokens", "2T"],
    [
      "energy", "disclose", "--form", "sci-ai", "--params", "7B", "--tokens", "2T",
    ],
    ["energy", "disclose", "--form", "model-card", "--gpu-hours", "184320", "--model-name", "m"],
    ["energy", "train", "--params", "7B", "--tokens", "2T", "--programme"],
    ["energy", "train", "--gpu-hours", "1M", "--watts", "900", "--pue", "1.1", "--idle", "0"],
    ["hardware", "list"], ["hardware", "show", "h100-sxm"],
    ["grid", "list"], ["grid", "show", "fra"],
  ]

  @Test(
    "Every document of every command keeps to its schema, and the schemas are strict.",
    .needing("python"))
  func documents() async throws {
    let validator = try SchemaValidator()
    var documents: [URL] = []
    for (index, command) in Self.commands.enumerated() {
      let run = try await Command.run(command + ["--format", "json"], in: sandbox.folder)
      #expect(run.exitCode == (command.contains("few.csv") ? 65 : 0))
      let name = "\(index)-\(command.prefix(2).joined(separator: "-")).json"
      try sandbox.write(run.output, to: name)
      if let again = try AllDocuments.rewritten(Array(run.output.utf8)) {
        #expect(again == run.output, "\(name): read and written again, it is another document")
      }
      documents.append(sandbox.url(name))
    }
    #expect(try await validator.faults(documents) == "")
  }

  @Test(
    "A document that violates its schema is detected.",
    .needing("python"),
    arguments: [
      ("\"seed\" : 0", "\"seed\" : -1", "$.provenance.seed"),
      ("\"name\" : \"huber\"", "\"name\" : \"hubris\"", "$.objective.name"),
      ("\"converged\" : true,", "", "$.certificate"),
      ("\"used\" :", "\"taken\" : 0, \"used\" :", "$.dataset"),
      ("\"standardError\" :", "\"error\" :", "$.coefficients.A"),
      (
        "\"interval\" : null,\n      \"reason\" : \"bootstrap disabled\"",
        "\"interval\" : null,\n      \"reason\" : null", "$.coefficients.A.reason"
      ),
    ])
  func departures(original: String, changed: String, place: String) async throws {
    let validator = try SchemaValidator()
    let fit = try await sandbox.echelle(
      "fit", "runs.csv", "--bootstrap", "0", "--format", "json")
    let range = try #require(fit.output.range(of: original))
    try sandbox.write(fit.output.replacingCharacters(in: range, with: changed), to: "fit.json")
    let faults = try await validator.faults([sandbox.url("fit.json")])
    #expect(faults.contains("fit.json: \(place): "), "\(faults)")
  }

  @Test("A fit has the keys of the contract, those without a value as null.")
  func contract() async throws {
    let huber = try await JSONDocument(
      sandbox.echelle("fit", "runs.csv", "--bootstrap", "20", "--format", "json").output)
    #expect(try huber.text("schema") == "echelle.fit/2")
    #expect(try huber.text("law.formula") == "E + A / N^alpha + B / D^beta")
    #expect(try huber.text("objective.name") == "huber")
    #expect(try huber.number("objective.delta") == 1e-3)
    #expect(try huber.text("objective.space") == "log")
    #expect(huber.isNull("certificate.largestMultiplier"))
    #expect(huber.isNull("dataset.title"))
    #expect(huber.isNull("coefficients.E.reason"))
    #expect(try huber.text("coefficients.beta.interval.method") == "wald-t")
    #expect(try huber.text("bootstrap.method") == "wald")
    #expect(try huber.text("bootstrap.reason").contains("11 degrees of freedom"))
    #expect(try huber.list("draws").count == 20)
    #expect(try huber.list("draws.0").count == 5)
    #expect(
      Array(try huber.list("provenance.command").dropFirst())
        == ["fit", "runs.csv", "--bootstrap", "20", "--format", "json"].map(JSONValue.text))
    let lad = try await JSONDocument(
      sandbox.echelle(
        "fit", "runs.csv", "--objective", "lad", "--bootstrap", "0", "--format", "json"
      ).output)
    #expect(lad.isNull("objective.delta"))
    #expect(lad.isNull("certificate.smallestEigenvalue"))
    let plain = try await JSONDocument(
      sandbox.echelle(
        "fit", "runs.csv", "--interval", "percentile", "--bootstrap", "20", "--format", "json"
      ).output)
    #expect(try plain.text("coefficients.beta.interval.method") == "bootstrap-percentile")
    #expect(plain.isNull("bootstrap.reason"))
    let squares = try await JSONDocument(
      sandbox.echelle(
        "fit", "runs.csv", "--objective", "squares", "--bootstrap", "0", "--format", "json"
      ).output)
    #expect(try squares.text("objective.space") == "level")
  }
}
