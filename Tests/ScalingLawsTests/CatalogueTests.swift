import Diagnostics
import Foundation
import SampleFits
import ScalingLaws
import Testing

private let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
private let catalogue = LawCatalogue(searchPath: ["\(root)/datasets"])

@Suite("The catalogue of laws")
struct CatalogueTests {
  @Test("Every law has a source, a reference point, and gives a figure there.")
  func everyLaw() throws {
    let laws = try catalogue.laws()
    #expect(laws.count >= 30)
    for law in laws {
      #expect(!law.citations.isEmpty, "\(law.name)")
      #expect(Set(law.reference.keys) == Set(law.law.variables), "\(law.name)")
      for set in law.published {
        #expect(!set.source.isEmpty)
        // A set that lacks coefficients says so.
        let missing = law.missing(in: set.values)
        #expect(
          missing.isEmpty == (set.note == nil || set.values.count == law.law.coefficients.count))
        let rest = Dictionary(uniqueKeysWithValues: missing.map { ($0, 0.3) })
        let value = law.value(at: law.reference, coefficients: set.values.merging(rest) { $1 })
        #expect(value.isFinite, "\(law.name) \(set.label)")
      }
      let halves = Dictionary(uniqueKeysWithValues: law.law.coefficients.map { ($0, 0.5) })
      // Where nothing was published, the exponents of exponents overflow for other values.
      let scaled = law.name == "farseer" ? halves.mapValues { _ in 0.01 } : halves
      #expect(law.value(at: law.reference, coefficients: scaled).isFinite, "\(law.name)")
    }
  }

  @Test("Labels and names are not repeated.")
  func labels() throws {
    for law in try catalogue.laws() {
      #expect(Set(law.published.map(\.label)).count == law.published.count)
    }
  }

  @Test(
    "The data-constrained law gives what the code of its authors gives.",
    arguments: [
      (6.34e9, 242e9, 2.2256440889984477), (8.67e9, 178e9, 2.2269634075087867),
    ])
  func dataConstrained(parameters: Double, tokens: Double, expected: Double) throws {
    let law = try catalogue.law("data-constrained")
    let values = try #require(law.published(labelled: "muennighoff2023")).values
    let loss = law.value(
      at: [.parameterCount: parameters, .tokenCount: tokens, .column("U"): 25e9],
      coefficients: values)
    #expect(abs(loss - expected) < 1e-12, "\(loss)")
  }

  @Test("The optimum of the data-constrained law is found by search.")
  func dataConstrainedOptimum() throws {
    let law = try catalogue.law("data-constrained")
    let values = try #require(law.published(labelled: "muennighoff2023")).values
    let optimum = try #require(law.optimum(law.law.coefficients.compactMap { values[$0] }))
    expectClose(
      [optimum.parameterCount, optimum.tokenCount], [7.02616e9, 2.37209e11], tolerance: 1e-5)
  }

  @Test("The search agrees with the formula of the optimum where there is one.")
  func search() throws {
    let exact = try #require(ComputeOptimum(.chinchilla)).allocation(
      compute: 5.76e23, flopPerParameterToken: 6, values: published)
    let numeric = try #require(
      LifetimeOptimum(.chinchilla, flopPerParameterToken: 6)?
        .allocation(budget: 5.76e23, serving: { _ in 0 }, values: published))
    expectClose([numeric.parameterCount], [exact.parameterCount], tolerance: 1e-6)
    expectClose([numeric.loss], [exact.loss], tolerance: 1e-14)
    #expect(
      LifetimeOptimum(try catalogue.law("compute").law, flopPerParameterToken: 6) == nil)
    // Growing with N, the loss has its lowest point at the end of the search.
    let rising = try #require(LifetimeOptimum(.chinchilla, flopPerParameterToken: 6))
    #expect(
      rising.allocation(budget: 1e20, serving: { _ in 0 }, values: [1, 1, 1, -0.3, 0.3]) == nil)
  }

  @Test("Hoffmann's exponents follow from the coefficients, and rounding moves N* by a lot.")
  func hoffmann() throws {
    let law = try catalogue.law("chinchilla")
    let rounded = try #require(law.published(labelled: "hoffmann2022"))
    let precise = try #require(law.published(labelled: "hoffmann2022-tex"))
    let values = law.law.coefficients.compactMap { precise.values[$0] }
    let (a, b) = try #require(ComputeOptimum(law.law)).exponents(values)
    expectClose([a, b], [0.2849083 / 0.62407914, 0.33917084 / 0.62407914], tolerance: 1e-12)
    #expect((a * 100).rounded() == 46 && (b * 100).rounded() == 54)

    let onLoss = try #require(law.roundingEffect(rounded, at: law.reference))
    #expect(onLoss.range.contains(law.value(at: law.reference, coefficients: precise.values)))
    let onOptimum = try #require(law.roundingEffectOnOptimum(rounded))
    #expect(onOptimum.range.contains(try #require(law.optimum(values)).parameterCount))
    #expect(onOptimum.range.upperBound / onOptimum.range.lowerBound > 1.5)
    #expect(law.roundingEffect(precise, at: law.reference) == nil)
  }

  @Test("The law of pruned models fits the runs it was fitted to, to .64 % at the median.")
  func sparsity() throws {
    let text = try String(
      contentsOfFile: "\(root)/datasets/t5-sparsity/runs.csv", encoding: .utf8)
    let law = try catalogue.law("sparsity-t5")
    let values = try #require(law.published.first).values
    let errors = try text.split(separator: "\n").dropFirst().map { line in
      let cells = try line.split(separator: ",").map { try #require(Double($0)) }
      let loss = law.value(
        at: [
          .parameterCount: 167e6 * cells[1] * (1 - cells[0]), .column("sparsity"): cells[0],
          .column("steps"): cells[2],
        ], coefficients: values)
      return abs(loss / cells[3] - 1)
    }.sorted()
    #expect(errors.count == 48)
    #expect(abs((errors[23] + errors[24]) / 2 - 0.0064) < 5e-5)
  }

  @Test(
    "A number knows all numbers that round to it.",
    arguments: [
      (".34", 0.34, 0.335, 0.345), ("406.4", 406.4, 406.35, 406.45), ("2e8", 2e8, 1.5e8, 2.5e8),
      ("8.8e13", 8.8e13, 8.75e13, 8.85e13), ("-.082", -0.082, -0.0825, -0.0815),
      ("exp(1.5)", exp(1.5), exp(1.45), exp(1.55)), (".050", 0.05, 0.0495, 0.0505),
      ("1.806e4", 18060, 18055, 18065), ("1e-3", 1e-3, 0.5e-3, 1.5e-3),
    ])
  func rounding(text: String, value: Double, lower: Double, upper: Double) throws {
    let number = try WrittenNumber(parsing: text)
    expectClose(
      [number.value, number.rounding.lowerBound, number.rounding.upperBound],
      [value, lower, upper],
      tolerance: 1e-14)
  }

  @Test(
    "An error in a law's file is reported with its location.",
    arguments: [
      (
        "formula: E + A / N^", "law.yml:2:10: expected a number, a name or '(', found the end"
      ),
      ("formula: E + A / N^alpha\ncolour: red", "law.yml:3:1: unknown key 'colour'"),
      (
        "formula: E + A / N^alpha\npublished: [{label: x, rounded: true, source: y, "
          + "coefficients: {F: 1}}]",
        "unknown key 'F'"
      ),
      (
        "formula: E + A / N^alpha\ncoefficients: {E: {domain: positive}}\n"
          + "published: [{label: x, rounded: true, source: y, coefficients: {E: -1}}]",
        "the value -1 of 'E' is outside its domain, positive"
      ),
      ("formula: E + A / N^alpha * D^beta", "the variable 'D' is not described"),
      (
        "formula: E + A / N^alpha\ncoefficients: {E: {start: [2, 1]}}",
        "expected two numbers, the lower first"
      ),
    ])
  func faults(text: String, message: String) throws {
    let error = #expect(throws: Diagnostic.self) {
      try CataloguedLaw(
        parsing: "title: T\n\(text)\nvariables: {N: parameters}\nfigure: loss\n",
        path: "law.yml", name: "law")
    }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }

  @Test("An unknown law is reported with similar names.")
  func unknown() throws {
    let error = #expect(throws: Diagnostic.self) { try catalogue.law("chinchila") }
    #expect(error?.fix == "did you mean chinchilla?")
  }
}
