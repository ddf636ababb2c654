import Foundation
import Testing

/// What is known of the fit to the 245 points of figure 4 of arXiv:2203.15556 (Hoffmann 2022).
///
/// The replication, arXiv:2404.10102 (Besiroglu 2024), leaves out the five highest losses.
@Suite("The published Chinchilla runs")
struct PublishedFitTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  private func fit(_ arguments: String...) async throws -> JSONDocument {
    let run = try await Command.run(
      ["fit", "hoffmann2022", "--format", "json"] + arguments, in: sandbox.folder)
    #expect(run.exitCode == 0)
    #expect(run.errors.isEmpty)
    return try JSONDocument(run.output)
  }

  private func expect(
    _ document: JSONDocument, _ coefficients: [String: Double], within tolerance: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for (symbol, value) in coefficients {
      let found = try document.number("coefficients.\(symbol).estimate")
      #expect(
        abs(found - value) <= tolerance * value, "\(symbol)", sourceLocation: sourceLocation)
    }
  }

  @Test("The minimum of the Huber objective, its certificate, and a.")
  func minimum() async throws {
    let document = try await fit()
    #expect(try document.number("dataset.rows") == 245)
    #expect(try document.number("dataset.used") == 240)
    #expect(try document.number("objective.value") <= 1.0182740180e-03)
    #expect(try document.number("certificate.gradient") <= 1e-9)
    try expect(
      document,
      ["E": 1.81722, "A": 477.826, "B": 2143.42, "alpha": 0.347310, "beta": 0.367172],
      within: 1e-4)
    #expect(try abs(document.number("derived.a.estimate") - 0.51390) < 1e-4)
  }

  @Test("Standard errors of 4000 replicates, within what another 4000 would give.")
  func standardErrors() async throws {
    let document = try await fit()
    #expect(try document.number("bootstrap.replicates") == 4000)
    let published = [
      ("E", 0.02566, 0.06), ("alpha", 0.01540, 0.06), ("beta", 0.02059, 0.06), ("A", 124.5, 0.06),
      ("B", 1293, 0.15),
    ]
    for (symbol, error, tolerance) in published {
      let found = try document.number("coefficients.\(symbol).standardError")
      #expect(abs(found - error) <= tolerance * error, "\(symbol): \(found)")
    }
  }

  @Test("Least absolute deviations.")
  func leastAbsoluteDeviations() async throws {
    let document = try await fit("--objective", "lad", "--bootstrap", "0")
    try expect(
      document,
      ["E": 1.816864, "A": 482.006, "B": 2085.44, "alpha": 0.347813, "beta": 0.365854],
      within: 1e-4)
    #expect(try document.number("certificate.largestMultiplier") <= 1 + 1e-9)
  }

  @Test("All 245 runs, without the dataset's drops.")
  func allRuns() async throws {
    let document = try await fit("--no-filters", "--bootstrap", "0")
    #expect(try document.number("dataset.used") == 245)
    #expect(try abs(document.number("objective.value") - 1.8260105e-03) < 1e-9)
    #expect(try abs(document.number("coefficients.beta.estimate") - 0.45305) < 1e-4)
  }

  @Test("The 4500 starts of the paper: all are run, and most reach the best.")
  func paperStarts() async throws {
    let document = try await fit("--starts", "hoffmann", "--bootstrap", "0")
    #expect(try document.number("certificate.starts") == 4500)
    #expect(try document.number("certificate.shareOfStartsAtBest") >= 0.8)
    #expect(try document.number("objective.value") <= 1.0182740180e-03)
    #expect(try document.text("provenance.starts") == "hoffmann")
  }

  @Test("The plan at the compute of Gopher and Chinchilla.")
  func plan() async throws {
    let run = try await sandbox.echelle(
      "plan", "hoffmann2022", "--compute", "5.76e23", "--format", "json")
    let plan = try JSONDocument(run.output)
    #expect(try abs(plan.number("plans.0.parameterCount.estimate") - 7.32e10) < 0.01e10)
    #expect(try abs(plan.number("plans.0.tokensPerParameter.estimate") - 17.9) < 0.05)
    for figure in ["parameterCount", "tokenCount", "tokensPerParameter", "loss", "energy"] {
      let estimate = try plan.number("plans.0.\(figure).estimate")
      #expect(try plan.number("plans.0.\(figure).interval.lower") < estimate)
      #expect(try estimate < plan.number("plans.0.\(figure).interval.upper"))
    }
  }

  @Test("The nearer a target is to E, the wider is the compute it may need.")
  func targetLosses() async throws {
    let run = try await sandbox.echelle(
      "plan", "hoffmann2022", "--loss", "2.1,1.95,1.9", "--format", "json")
    let plan = try JSONDocument(run.output)
    func width(_ index: Int) throws -> Double {
      let place = "plans.\(index).compute.interval"
      if plan.isNull("\(place).upper") { return .infinity }
      return try plan.number("\(place).upper") / plan.number("\(place).lower")
    }
    #expect(try (1.5...3).contains(width(0)))
    #expect(try (8...40).contains(width(1)))
    #expect(try width(2) > 200)
    let text = try await sandbox.echelle("plan", "hoffmann2022", "--loss", "1.9")
    #expect(text.output.unwrapped.contains("irreducible loss E in "))
  }
}
