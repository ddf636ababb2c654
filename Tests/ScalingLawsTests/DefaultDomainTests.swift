import SampleFits
import ScalingLaws
import Statistics
import Tables
import Testing
import TrainingRuns

/// The domains of coefficients of which nothing is declared.
@Suite("Default domains")
struct DefaultDomainTests {
  private func positive(_ formula: String, columns: [String] = ["x", "width"]) throws -> Set<String>
  {
    let law = try ScalingLaw(formula: formula, columns: columns)
    return Set(law.domains.filter { $0.value == .positive }.keys)
  }

  @Test(
    "The scales of a loss's terms are positive, whichever solver takes the law.",
    arguments: [
      ("E + A / N^alpha + B / D^beta", ["E", "A", "B"]),
      ("E + A / N^0.34 + B / D^beta", ["E", "A", "B"]),
      ("E + 2 * A / N^alpha", ["E", "A"]),
      ("E + (A / N^alpha + B / D^beta)^k", ["E", "A", "B"]),
      ("E + max(A / N^alpha, B / D^beta)", ["E", "A", "B"]),
      ("((Nc / N)^(p / q) + Dc / D)^q", ["Nc", "Dc"]),
      ("E + A * exp(-k * width) / N^alpha", ["E", "A"]),
      ("L = E + if(D < d0, A, B) / N^alpha", ["E", "A", "B"]),
      ("val_loss = E + A / N^alpha", ["E", "A"]),
    ])
  func scales(_ formula: String, _ symbols: [String]) throws {
    #expect(try positive(formula, columns: ["width", "val_loss"]) == Set(symbols))
  }

  @Test(
    "Where a term may be negative, or the law is of another quantity, all are real.",
    arguments: [
      "a + b * log(C)", "E - A / N^alpha", "E + A / N^alpha + b * log(D)", "E + sin(a * x)",
      "log(L) = a + b * log(C)", "x = F0 + F / N^alpha", "width = k * C^a",
    ])
  func real(_ formula: String) throws {
    #expect(try positive(formula).isEmpty)
  }

  @Test("What is declared of one coefficient changes no other's domain.")
  func declared() throws {
    for (symbol, domain) in [
      ("alpha", CoefficientDomain.positive), ("E", .real), ("A", .unitInterval),
    ] {
      var declarations = ScalingLaw.Declarations()
      declarations.domains = [symbol: domain]
      let law = try ScalingLaw(
        formula: "E + A / N^alpha + B / D^beta", columns: [], declarations: declarations)
      var expected: [String: CoefficientDomain] = ["E": .positive, "A": .positive, "B": .positive]
      expected[symbol] = domain
      #expect(law.domains == expected)
    }
  }

  @Test("An offset may be negative, and an observation zero, where a law is not of a loss.")
  func offset() async throws {
    // The law is 0 at the first x.
    let (x, offset) = ([0.0625, 0.25, 1, 2, 4, 8, 16, 32, 64], -1.5)
    let rows = x.map { "\($0),\(offset + 3 * $0.squareRoot().squareRoot() + ($0 == 4 ? 0.5 : 0))" }
    let law = try ScalingLaw(formula: "y = c + a * x^p", columns: ["x", "y"])
    var reading = ReadingOptions()
    try reading.require([law])
    let runs = try RunTable(
      reading: TableReader(
        bytes: Array((["x,y"] + rows).joined(separator: "\n").utf8), name: "t.csv"),
      name: "t", path: "t.csv", options: reading)
    #expect(runs.loss.contains(0))
    let fit = try await fit(runs) {
      $0.law = law
      $0.objective = .leastAbsoluteDeviations
    }
    // All rows but one follow the law.
    #expect(abs((fit.coefficients["c"]?.value ?? 0) / offset - 1) < 1e-3)
    #expect(abs((fit.coefficients["p"]?.value ?? 0) / 0.25 - 1) < 1e-3)
  }
}
