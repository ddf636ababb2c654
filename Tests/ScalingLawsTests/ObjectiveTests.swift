import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Tables
import Testing
import TrainingRuns

@Suite("Objectives in levels and with unequal sides")
struct ObjectiveTests {
  /// A minimum over the 240 published runs that SciPy's BFGS finds, for E, A, B, α and β.
  struct Reference: Sendable {
    let text: String
    let value: Double
    let coefficients: [Double]
  }

  static let references = [
    Reference(
      text: "huber:0.01:4", value: 0.0099436998154,
      coefficients: [1.920175, 762.68947, 10252.84, 0.37497997, 0.44158467]),
    Reference(
      text: "huber:0.01:0.25", value: 0.0019160687819,
      coefficients: [1.7944026, 397.08554, 2170.893, 0.33614003, 0.36781841]),
    Reference(
      text: "huber:0.001:4", value: 0.0020130494237,
      coefficients: [1.9507001, 762.62183, 18946.965, 0.37459818, 0.47221255]),
    Reference(
      text: "level-huber:0.02", value: 0.029879697525,
      coefficients: [1.8407319, 476.89773, 3492.4918, 0.3471837, 0.39087548]),
    Reference(
      text: "level-huber:0.02:4", value: 0.062189294469,
      coefficients: [1.9330807, 684.40695, 15515.405, 0.36870774, 0.46202935]),
    Reference(
      text: "level-huber:0.1:0.25", value: 0.017692552628,
      coefficients: [1.8299135, 433.10746, 4106.5809, 0.34138735, 0.39841761]),
  ]

  @Test(
    "The minimum of an objective is that of SciPy, as power terms and as a formula.",
    arguments: references)
  func minima(_ reference: Reference) async throws {
    var declared = ScalingLaw.Declarations()
    declared.startRanges = ["B": 300...3000]
    let formula = try ScalingLaw(
      formula: ScalingLaw.chinchilla.formula, columns: [], declarations: declared)
    let objective = try #require(FitObjective(reference.text))
    for law in [ScalingLaw.chinchilla, formula] {
      let fit = try await fit(hoffmannRuns()) {
        $0.law = law
        $0.objective = objective
      }
      // A formula has its coefficients in the order of its text.
      let values = ScalingLaw.chinchilla.coefficients.map { fit.coefficients[$0]?.value ?? .nan }
      expectClose(values, reference.coefficients, tolerance: 2e-4)
      #expect(abs(fit.objective.value / reference.value - 1) < 1e-7)
      #expect(fit.objective.space == (reference.text.hasPrefix("level") ? "level" : "log"))
      #expect(fit.certificate.converged)
    }
  }

  /// Nine accuracies, one of them far above the others.
  private func accuracies(_ law: ScalingLaw) throws -> RunTable {
    let values = [0.21, 0.26, 0.3, 0.37, 0.38, 0.47, 0.52, 0.9, 0.6]
    var options = ReadingOptions()
    try options.require([law])
    let rows = values.enumerated().map { "\(pow(10, 18 + Double($0) / 2)),\($1)" }
    return try RunTable(
      reading: TableReader(
        bytes: Array((["C,accuracy"] + rows).joined(separator: "\n").utf8), name: "runs.csv"),
      name: "runs", path: "runs.csv", options: options)
  }

  @Test(
    "A line through accuracies has the minimum of SciPy's BFGS and linear program.",
    arguments: [
      ("level-huber:0.05", 0.0161330827068, -1.71436090284, 0.0462376681603),
      ("level-huber:0.05:0.25", 0.00440513178914, -1.63749201278, 0.0443035872434),
      ("level-huber:0.02:5", 0.0261583673469, -3.32355102079, 0.0849799080176),
      ("level-lad", 0.41, -1.664, 0.04516663),
    ])
  func accuracy(_ text: String, _ value: Double, _ a: Double, _ b: Double) async throws {
    let law = try ScalingLaw(formula: "accuracy = a + b * log(C)", columns: ["accuracy"])
    let objective = try #require(FitObjective(text))
    let fit = try await fit(accuracies(law)) {
      $0.law = law
      $0.objective = objective
      $0.replicateCount = 60
    }
    #expect(abs(fit.objective.value / value - 1) < 1e-8, "\(fit.objective.value)")
    // Several lines have the least sum of absolute residuals.
    if text != "level-lad" { expectClose(fit.values, [a, b], tolerance: 1e-6) }
    #expect(fit.objective.space == "level")
    // The replicates minimise the same objective: their spread is about the fit's own coefficients.
    let slopes = fit.draws.map { $0[1] }.sorted()
    #expect(slopes.count > 50 && slopes[2] <= fit.values[1])
    #expect(fit.values[1] <= slopes[slopes.count - 3])
    let read = try JSONDecoder().decode(FittedLaw.self, from: JSONEncoder().encode(fit))
    #expect(read == fit)
  }

  @Test("Level objectives fit a quantity in any unit.")
  func units() async throws {
    let plain = losses(of: isoFLOPDesign, noise: 0.01, seed: 3)
    for (text, inThousands) in [
      ("level-lad", "level-lad"), ("level-huber:0.01", "level-huber:10"),
    ] {
      let objectives = try [text, inThousands].map { try #require(FitObjective($0)) }
      let first = try await fit(runTable(isoFLOPDesign, losses: plain, hasOwnUnits: true)) {
        $0.objective = objectives[0]
      }
      let scaled = try await fit(
        runTable(isoFLOPDesign, losses: plain.map { $0 * 1000 }, hasOwnUnits: true)
      ) {
        $0.objective = objectives[1]
      }
      for symbol in ["alpha", "beta"] {
        let (one, other) = (first.coefficients[symbol], scaled.coefficients[symbol])
        expectClose([try #require(one?.value)], [try #require(other?.value)], tolerance: 1e-6)
      }
    }
  }

  @Test("The text of an objective is read back.")
  func texts() throws {
    for text in [
      "huber:0.001", "huber:0.001:4.0", "level-huber:0.02", "level-huber:0.02:0.25", "lad",
      "level-lad", "squares", "log-squares", "huber:auto", "level-huber:auto", "huber:auto:0.5",
    ] {
      #expect(FitObjective(text)?.description == text)
    }
    #expect(FitObjective("huber") == .hoffmann)
    #expect(FitObjective("huber:1e-3:1") == .hoffmann)
  }
}
