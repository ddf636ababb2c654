import Foundation
import Testing

@Suite("echelle predict for many models")
struct PredictPointsTests {
  let sandbox: Sandbox

  init() async throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
    try sandbox.write("lr,loss\n-3,5.1\n-2,4.2\n-1,3.3\n0,2.4\n1,1.2\n0.5,1.65\n", to: "lr.csv")
    let fit = try await sandbox.echelle(
      "fit", "runs.csv", "--bootstrap", "100", "-o", "fit.json")
    #expect(fit.exitCode == 0)
  }

  private func rows(_ csv: String) -> [[String]] {
    csv.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test("A table of points, from a file or standard input, gives what --params and --tokens give.")
  func same() async throws {
    let table = "name,params,tokens\na,1B,20B\nb,7B,2T\nc,70B,1.4T\n"
    try sandbox.write(table, to: "points.csv")
    let named = try await sandbox.echelle(
      "predict", "fit.json", "--params", "1B,7B,70B", "--tokens", "20B,2T,1.4T", "--format", "csv")
    let file = try await sandbox.echelle(
      "predict", "fit.json", "--points", "points.csv", "--format", "csv")
    let input = try await sandbox.echelle(
      "predict", "fit.json", "--points", "-", "--format", "csv", input: table)
    #expect(named.exitCode == 0 && file.exitCode == 0 && file.output == input.output)
    #expect(rows(file.output).map { Array($0.dropLast()) } == rows(named.output))
    #expect(
      rows(file.output).map { $0.last } == ["name", "a", "a", "a", "b", "b", "b", "c", "c", "c"])
    let text = try await sandbox.echelle("predict", "fit.json", "--points", "points.csv")
    #expect(text.output.contains("  c     70.0 B"), "\(text.output)")
  }

  @Test("Columns keep their order, and one named as a column of the result gets another name.")
  func carried() async throws {
    try sandbox.write("z,loss,N,law,D,a\n1,2,1e9,x,2e10,\"p,q\"\n", to: "points.csv")
    let csv = try await sandbox.echelle(
      "predict", "fit.json", "--points", "points.csv", "--quantiles", "0.5,0.1", "--format", "csv")
    let header = try #require(rows(csv.output).first)
    #expect(
      header.suffix(6) == ["quantile_0.5", "quantile_0.1", "z", "loss", "points_law", "a"])
    let json = try JSONDocument(
      await sandbox.echelle(
        "predict", "fit.json", "--points", "points.csv", "--quantiles", "0.5,0.1", "--format",
        "json"
      ).output)
    #expect(
      try (0..<4).map { try json.text("predictions.0.columns.\($0).header") }
        == ["z", "loss", "law", "a"])
    #expect(try json.text("predictions.0.columns.3.text") == "p,q")
    #expect(try json.number("predictions.0.quantiles.1.probability") == 0.1)
    #expect(
      try json.number("predictions.0.quantiles.1.newRun")
        <= json.number("predictions.0.quantiles.1.loss"))
  }

  @Test("Text sums up what it says of a table of many models.")
  func many() async throws {
    let table = "N,D\n" + (1...300).map { "\($0)e8,\(20 * $0)e8\n" }.joined()
    let run = try await sandbox.echelle(
      "predict", "fit.json", "--points", "-", "--quantiles", "0.5", input: table)
    #expect(run.exitCode == 0)
    #expect(run.output.split(separator: "\n").count < 1220)
    #expect(run.output.contains("of 300 models lie beyond the runs; the farthest extrapolates"))
  }

  @Test("Levels of zero and below are taken where the law has a value, and refused where not.")
  func levels() async throws {
    let fit = try await sandbox.echelle(
      "fit", "lr.csv", "--law", "a + b * lr", "--domain", "b=real", "--bootstrap", "50", "-o",
      "line.json")
    #expect(fit.exitCode == 0)
    let line = try JSONDocument(sandbox.read("line.json"))
    let (a, b) = (
      try line.number("coefficients.a.estimate"), try line.number("coefficients.b.estimate")
    )
    let run = try await sandbox.echelle(
      "predict", "line.json", "--at", "lr=-1,0,0.5", "--format", "json")
    for (index, lr) in [-1, 0, 0.5].enumerated() {
      let loss = try JSONDocument(run.output).number("predictions.\(index).loss.estimate")
      #expect(abs(loss - (a + b * lr)) < 1e-12)
    }
    let logarithm = [
      "predict", "lr.csv", "--where", "lr > 0", "--law", "a + b * log(lr)", "--domain", "b=real",
      "--bootstrap", "0",
    ]
    try sandbox.write("lr\n0.5\n-1\n", to: "points.csv")
    for (option, origin) in [
      (["--at", "lr=-1"], "--at"), (["--points", "points.csv"], "points.csv:3"),
    ] {
      try await expectComplaint(
        """
        error: \(origin): the law 'a + b * log(lr)' has no value at lr = -1
          why: a power or function in it is undefined there; log and powers need positive arguments
          fix: give values for which it is defined
        """, exitCode: origin == "--at" ? 64 : 65, from: logarithm + option, in: sandbox)
    }
  }

  @Test("N, D and C stay positive.", arguments: ["N=0", "D=-1", "C=0"])
  func counts(_ value: String) async throws {
    let run = try await sandbox.echelle("predict", "fit.json", "--params", "1B", "--at", value)
    #expect(run.exitCode == 64)
    #expect(run.errors.hasPrefix("error: expected a positive number such as 7B, 1.4T or 1e24"))
  }

  @Test(
    "Points without the law's variables, and quantiles beyond the replicates, fail before a fit.",
    arguments: [
      (["--params", "1B"], "--tokens: the law depends on D, which is missing"),
      (["--points", "few.csv"], "few.csv: no column for the tokens D"),
      (
        ["--params", "1B", "--tokens", "1B", "--quantiles", "1e-8"],
        "--quantiles: 1e-08 is too extreme for 10000000 replicates"
      ),
    ])
  func early(_ options: [String], _ message: String) async throws {
    try sandbox.write("N\n1e9\n", to: "few.csv")
    // A fit with so many replicates would end at the time limit of the run.
    let run = try await Command.run(
      ["predict", "runs.csv", "--bootstrap", "10000000"] + options, in: sandbox.folder)
    #expect(run.errors.hasPrefix("error: " + message), "\(run.errors)")
  }
}
