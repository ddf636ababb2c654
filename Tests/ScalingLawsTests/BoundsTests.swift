import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Tables
import Testing
import TrainingRuns

/// A law with bounds of its coefficients; as a formula, it is not fitted as a sum of power terms.
private func bounded(
  _ bounds: [String: String], _ formula: String = ScalingLaw.chinchilla.formula,
  asFormula: Bool = false
) throws -> ScalingLaw {
  var declarations = ScalingLaw.Declarations()
  if asFormula { declarations.startRanges = ["B": 300...3000] }
  declarations.bounds = try bounds.mapValues { try #require(CoefficientBounds(parsing: $0)) }
  return try ScalingLaw(formula: formula, columns: [], declarations: declarations)
}

@Suite("Bounds of coefficients")
struct BoundsTests {
  /// Bounds and the minimum between them that SciPy's `least_squares` finds for the 240 published runs,
  /// with logarithms of A and B as its variables.
  struct Reference: Sendable {
    let bounds: [String: String]
    let objective: FitObjective
    var formula = ScalingLaw.chinchilla.formula
    let coefficients: [String: Double]
    let value: Double
    let reached: [String: CoefficientBounds.Side]
    var tolerance = 2e-4
  }

  static let references = [
    Reference(
      bounds: ["E": "..1.5"], objective: .logSquares,
      coefficients: [
        "E": 1.5, "A": 43.63713, "B": 1567.0206, "alpha": 0.2027105781, "beta": 0.3499891409,
      ], value: 0.0128213299002, reached: ["E": .upper]),
    Reference(
      bounds: ["alpha": "0.4..", "beta": "0..0.3"], objective: .logSquares,
      coefficients: [
        "E": 1.768553722, "A": 1153.868, "B": 582.2661, "alpha": 0.4, "beta": 0.3,
      ], value: 0.00919114432673, reached: ["alpha": .lower, "beta": .upper]),
    Reference(
      bounds: ["A": "..200"], objective: .logSquares,
      coefficients: [
        "E": 1.782144951, "A": 200, "B": 4755.7437, "alpha": 0.2966649391, "beta": 0.4048487092,
      ], value: 0.00670373111465, reached: ["A": .upper]),
    Reference(
      bounds: ["E": "0.5..1.5"], objective: .huber(delta: 1e-2),
      coefficients: [
        "E": 1.5, "A": 50.72669, "B": 1134.0046, "alpha": 0.2106927823, "beta": 0.3356427539,
      ], value: 0.0086127822654, reached: ["E": .upper]),
    Reference(
      bounds: ["E": "1.95.."], objective: .squares,
      coefficients: [
        "E": 1.95, "A": 1151.192, "B": 12886.354, "alpha": 0.3985081612, "beta": 0.453748739,
      ], value: 0.0461906264235, reached: ["E": .lower]),
    Reference(
      bounds: ["E": "..1.81", "k": "0.85.."], objective: .logSquares,
      formula: "E + (A / N^alpha + B / D^beta)^k",
      coefficients: [
        "E": 1.81, "A": 1313.8026, "B": 11170.222, "alpha": 0.3979856803, "beta": 0.4395296092,
        "k": 0.85,
      ], value: 0.00499407105024, reached: ["E": .upper, "k": .lower]),
    Reference(
      bounds: ["E": "..1.9", "alpha": "0..1"], objective: .logSquares,
      coefficients: ["E": 1.86455, "A": 593.32, "B": 4875.64, "alpha": 0.36025, "beta": 0.40588],
      value: 0.00573, reached: [:], tolerance: 2e-3),
  ]

  @Test("A fit ends at the minimum within the bounds.", arguments: references)
  func minima(_ reference: Reference) async throws {
    for asFormula in [false, true] {
      let law = try bounded(reference.bounds, reference.formula, asFormula: asFormula)
      let fit = try await fit(hoffmannRuns()) {
        $0.law = law
        $0.objective = reference.objective
      }
      for (symbol, value) in reference.coefficients {
        let found = try #require(fit.coefficients[symbol]?.value)
        #expect(abs(found / value - 1) < reference.tolerance, "\(asFormula): \(symbol) \(found)")
        #expect(law.bounds[symbol]?.contains(found) ?? true)
      }
      if reference.tolerance < 1e-3 {
        #expect(abs(fit.objective.value / reference.value - 1) < 1e-8)
      }
      #expect(fit.certificate.converged && fit.certificate.gradient < 1e-6)
      #expect(fit.certificate.boundsReached == reference.reached)
      #expect(Set(fit.certificate.coefficientsAtBound) == Set(reference.reached.keys))
      #expect(fit.remarks.of(.atBound).count == reference.reached.count)
    }
  }

  /// The bounded minimum is never below the free one, and that of a fit with the coefficient fixed at the
  /// bound where the free one is outside.
  @Test(
    "Random bounds of one coefficient act as a fixed value where the free fit is outside of them.")
  func asFixed() async throws {
    var stream = RandomStream(seed: 21, stream: 3)
    for trial in 0..<16 {
      let noisy = losses(of: isoFLOPDesign, noise: 0.01, seed: UInt64(trial))
      let runs = try runTable(isoFLOPDesign, losses: noisy)
      let objective = [FitObjective.hoffmann, .logSquares, .squares, .leastAbsoluteDeviations][
        stream.index(below: 4)]
      let free = try await fit(runs) { $0.objective = objective }
      let symbol = ["E", "alpha", "beta", "B"][stream.index(below: 4)]
      let value = try #require(free.coefficients[symbol]?.value)
      let bound = value * (0.9 + 0.2 * stream.uniform())
      let isLower = stream.uniform() < 0.5
      let law = try bounded([symbol: isLower ? "\(bound).." : "..\(bound)"])
      let bounded = try await fit(runs) {
        $0.law = law
        $0.objective = objective
      }
      let isOutside = isLower ? value < bound : value > bound
      #expect(bounded.objective.value >= free.objective.value * (1 - 1e-9), "\(trial)")
      #expect((bounded.certificate.boundsReached[symbol] != nil) == isOutside, "\(trial)")
      var declarations = ScalingLaw.Declarations()
      if isOutside { declarations.fixed = [symbol: bound] }
      let other = try ScalingLaw(
        formula: law.formula, columns: [], declarations: declarations)
      let expected = try await fit(runs) {
        $0.law = other
        $0.objective = objective
      }
      #expect(
        abs(bounded.objective.value / expected.objective.value - 1) < 1e-6,
        "\(trial): \(objective) \(symbol) \(bounded.objective.value) \(expected.objective.value)")
    }
  }

  @Test("Groups of a joint fit share the bounds.")
  func joint() async throws {
    let first = losses(of: isoFLOPDesign, [1.69, 406.4, 410.7, 0.34, 0.28], noise: 0.01, seed: 1)
    let second = losses(of: isoFLOPDesign, [2.2, 406.4, 410.7, 0.34, 0.28], noise: 0.01, seed: 2)
    var rows = ["N,D,loss,g"]
    for (name, values) in [("a", first), ("b", second)] {
      rows += zip(isoFLOPDesign, values).map { "\($0.parameters),\($0.tokens),\($1),\(name)" }
    }
    var options = ReadingOptions()
    options.groupBy = "g"
    let runs = try RunTable(
      reading: TableReader(bytes: Array(rows.joined(separator: "\n").utf8), name: "runs.csv"),
      name: "runs", path: "runs.csv", options: options)
    for asFormula in [false, true] {
      var fitting = FitOptions()
      fitting.law = try bounded(
        ["E": "..2", "alpha": "..0.28", "A": "1..1e6"], asFormula: asFormula)
      fitting.objective = .logSquares
      fitting.replicateCount = 40
      let fits = try await LawFitter(options: fitting, version: "test")
        .fit(groupsOf: runs, sharing: ["alpha", "beta", "A"])
      #expect(fits.map { $0.coefficients["alpha"]?.value } == [0.28, 0.28])
      #expect(fits[1].coefficients["E"]?.value == 2)
      #expect(try #require(fits[0].coefficients["E"]?.value) < 2)
      #expect(fits[0].certificate.boundsReached == ["alpha": .upper])
      #expect(fits[1].certificate.boundsReached == ["alpha": .upper, "E": .upper])
      #expect(fits.allSatisfy { $0.certificate.converged })
      let place = try #require(fitting.law.coefficients.firstIndex(of: "alpha"))
      #expect(fits.flatMap(\.draws).allSatisfy { $0[place] <= 0.28 })
    }
  }

  @Test("Replicates stay within the bounds and leave them where their runs say so.")
  func replicates() async throws {
    let law = try bounded(["E": "..1.82"])
    let found = try await fit(hoffmannRuns()) {
      $0.law = law
      $0.replicateCount = 400
    }
    #expect(found.certificate.boundsReached.isEmpty)
    let draws = found.draws.map { $0[0] }
    let atBound = draws.count { $0 == 1.82 }
    #expect(draws.allSatisfy { $0 <= 1.82 } && 100 < atBound && atBound < 300)
    let estimate = try #require(found.coefficients["E"])
    let interval = try #require(estimate.interval)
    #expect(interval.boundEnd == .upper && interval.upper == 1.82 && interval.lower < 1.8)
    #expect(
      estimate.reason
        == "the estimate is at or near its upper bound, so the interval is one-sided")
    #expect(
      found.remarks.of(.atBound).map(\.text) == [
        "E reaches its upper bound of 1.82 in some of the replicates: its interval is one-sided"
      ])

    let narrow = try bounded(["E": "..1.8"])
    // Held by its bound in the fit, and free in some replicates.
    let held = try await fit(hoffmannRuns()) {
      $0.law = narrow
      $0.replicateCount = 400
    }
    #expect(held.coefficients["E"]?.value == 1.8)
    #expect(held.draws.contains { $0[0] < 1.79 })
    #expect(
      held.remarks.of(.atBound).map(\.text)
        == ["E is at its upper bound of 1.8: the runs favour a higher value"])
  }

  @Test("A saved fit has its bounds, and gives the same figures to the bit.")
  func saved() async throws {
    let law = try bounded(["E": "..1.8", "alpha": "0.2..0.5"])
    let found = try await fit(hoffmannRuns()) {
      $0.law = law
      $0.replicateCount = 40
    }
    let data = try JSONEncoder().encode(found)
    let read = try JSONDecoder().decode(FittedLaw.self, from: data)
    #expect(read == found)
    try read.checkMagnitudes()
    var outside = found
    outside.coefficients["E"] = .missing(1.9, because: "moved")
    #expect(throws: DecodingError.self) { try outside.checkMagnitudes() }
  }

  @Test("Bounds decide whether the scale of a term is positive, and must agree with its domain.")
  func domains() throws {
    #expect(try bounded(["A": "0..5"]).domains["A"] == .positive)
    #expect(try bounded(["A": "..5"]).domains["A"] == .positive)
    #expect(try bounded(["A": "-3..5"]).domains["A"] == .real)
    #expect(try bounded(["A": "..-3"]).domains["A"] == .real)
    var declarations = ScalingLaw.Declarations()
    declarations.domains = ["E": .positive]
    declarations.bounds = ["E": try #require(CoefficientBounds(lower: -2, upper: -1))]
    #expect(throws: (any Error).self) {
      try ScalingLaw(formula: "E + A / N^alpha", columns: [], declarations: declarations)
    }
    for text in ["", "1", "..", "2..1", "1..1", "a..2", "1..inf", "nan..1"] {
      #expect(CoefficientBounds(parsing: text) == nil, "\(text)")
    }
    for text in ["0.5..1.9", "0..", "..2", "-3..-1"] {
      #expect(CoefficientBounds(parsing: text)?.description == text)
    }
  }
}
