import Foundation
import Testing

@Suite("echelle fit")
struct FitTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  @Test("A fit as text has the law, one row per coefficient, and its reliability.")
  func text() async throws {
    let fit = try await sandbox.echelle("fit", "runs.csv", "--bootstrap", "200")
    #expect(fit.exitCode == 0)
    #expect(fit.errors.isEmpty)
    #expect(fit.output.hasPrefix("runs.csv\n  L = E + A / N^alpha + B / D^beta"))
    for symbol in ["E", "A", "B", "alpha", "beta", "a", "b"] {
      #expect(fit.output.contains("\n  \(symbol) "))
    }
    #expect(fit.output.contains("certificate: converged"))
    #expect(fit.output.contains("C is computed as 6ND"))
    let lines = fit.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { !$0.hasSuffix(" ") }, "no blanks at the ends of lines")
    #expect(fit.output.hasSuffix("\n") && !fit.output.hasSuffix("\n\n"))
  }

  @Test("A fit as CSV is tidy and in full precision.")
  func csv() async throws {
    let csv = try await sandbox.echelle("fit", "runs.csv", "--bootstrap", "200", "--format", "csv")
    let json = try await sandbox.echelle(
      "fit", "runs.csv", "--bootstrap", "200", "--format", "json")
    let rows = csv.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(
      rows[0].joined(separator: ",")
        == "dataset,law,coefficient,estimate,standard_error,lower,upper,level,reason,converged,remarks"
    )
    #expect(rows.dropFirst().map { $0[2] } == ["E", "A", "B", "alpha", "beta", "a", "b"])
    let document = try JSONDocument(json.output)
    for row in rows.dropFirst() {
      let place = ["a", "b"].contains(row[2]) ? "derived.\(row[2])" : "coefficients.\(row[2])"
      #expect(row.count == rows[0].count)
      #expect(try Double(row[3]) == document.number("\(place).estimate"))
      #expect(try Double(row[4]) == document.number("\(place).standardError"))
      #expect(try Double(row[5]) == document.number("\(place).interval.lower"))
      #expect(try Double(row[6]) == document.number("\(place).interval.upper"))
    }
  }

  @Test("The number of threads changes no byte but the record of the command.")
  func threads() async throws {
    var documents: [String] = []
    for threads in ["1", "2"] {
      let fit = try await sandbox.echelle(
        "fit", "runs.csv", "--threads", threads, "--format", "json")
      documents.append(fit.output.replacing(/"command" : \[[^\]]*\]/, with: ""))
    }
    #expect(documents[0] == documents[1])
    let texts = try await [
      sandbox.echelle("fit", "runs.csv", "--threads", "1").output,
      sandbox.echelle("fit", "runs.csv", "--threads", "2").output,
    ]
    #expect(texts[0] == texts[1])
  }

  @Test("The seed changes the draws, and is recorded; the same seed gives the same draws.")
  func seed() async throws {
    func draws(_ seed: String) async throws -> (Double, String) {
      let fit = try await sandbox.echelle(
        "fit", "runs.csv", "--bootstrap", "50", "--seed", seed, "--format", "json")
      let document = try JSONDocument(fit.output)
      #expect(try document.number("provenance.seed") == Double(seed))
      return (try document.number("coefficients.E.estimate"), "\(try document.list("draws"))")
    }
    let (first, second, again) = try await (draws("1"), draws("2"), draws("1"))
    #expect(first.1 == again.1)
    #expect(first.1 != second.1)
    #expect(abs(first.0 - second.0) < 1e-6 * first.0)
  }

  @Test("Every kernel of this machine finds the same minimum, and is recorded.")
  func kernels() async throws {
    let help = try await sandbox.echelle("fit", "--help")
    let names = ["sse2", "avx2", "avx512", "neon", "portable"].filter {
      help.output.contains("\($0),") || help.output.contains("\($0) here")
    }
    try #require(!names.isEmpty)
    var objectives: [Double] = []
    for name in names {
      let fit = try await sandbox.echelle(
        "fit", "runs.csv", "--kernel", name, "--bootstrap", "0", "--format", "json")
      let document = try JSONDocument(fit.output)
      #expect(try document.text("provenance.kernel") == name)
      #expect(try document.number("certificate.gradient") < 1e-9)
      objectives.append(try document.number("objective.value"))
    }
    #expect(objectives.allSatisfy { abs($0 - objectives[0]) <= 1e-10 * objectives[0] })
  }

  @Test("A filter, a drop rule and skipped rows leave out rows, each with its reason.")
  func exclusions() async throws {
    let runs = SampleRuns().csv() + "1e9,1e10,NaN\n" + "1e9,1e10,9\n" + "1e7,1e9,5\n"
    try sandbox.write(runs, to: "more.csv")
    let fit = try await sandbox.echelle(
      "fit", "more.csv", "--where", "N > 2e7", "--drop-highest", "loss:1", "--invalid-rows",
      "skip", "--bootstrap", "0", "--format", "json")
    let document = try JSONDocument(fit.output)
    #expect(try document.number("dataset.rows") == 19)
    #expect(try document.number("dataset.used") == 16)
    #expect(try document.list("dataset.dropped").count == 3)
    for end in ["first", "last"] {
      #expect(
        try (0..<3).map { try document.number("dataset.dropped.\($0).\(end)") } == [17, 18, 19])
    }
    #expect(try document.text("dataset.dropped.1.reason").contains("highest"))
    #expect(try document.text("dataset.dropped.2.reason").contains("N > 2e7"))
    #expect(try document.list("dataset.exclusions").count == 3)
  }

  @Test("Weights of one change nothing, and a weight of zero leaves a run out.")
  func weights() async throws {
    let header = "N,D,loss,w\n"
    let lines = SampleRuns().lines
    try sandbox.write(header + lines.map { $0 + ",1\n" }.joined(), to: "ones.csv")
    try sandbox.write(
      header + lines.map { $0 + ",1\n" }.joined() + "1e9,1e10,9,0\n", to: "zero.csv")
    var objectives: [Double] = []
    for arguments in [
      ["runs.csv"], ["ones.csv", "--weights", "w"], ["zero.csv", "--weights", "w"],
    ] {
      let fit = try await Command.run(
        ["fit", "--bootstrap", "0", "--format", "json"] + arguments, in: sandbox.folder)
      objectives.append(try JSONDocument(fit.output).number("objective.value"))
    }
    #expect(abs(objectives[1] - objectives[0]) <= 1e-9 * objectives[0])
    #expect(abs(objectives[2] - objectives[0]) <= 1e-9 * objectives[0])
  }

  @Test("Without a bootstrap there are no intervals, and the reason is given.")
  func noBootstrap() async throws {
    let json = try await sandbox.echelle(
      "fit", "runs.csv", "--bootstrap", "0", "--format", "json")
    let document = try JSONDocument(json.output)
    #expect(document.isNull("coefficients.E.interval"))
    #expect(document.isNull("coefficients.E.standardError"))
    #expect(try document.text("coefficients.E.reason") == "bootstrap disabled")
    let text = try await sandbox.echelle("fit", "runs.csv", "--bootstrap", "0")
    #expect(text.output.contains("no intervals: bootstrap disabled"))
  }
}
