import EnergyModel
import Foundation
import Planning
import ScalingLaws
import Statistics
import Tables
import Testing
import TrainingRuns

/// Plans by laws of something of which more is better.
@Suite("Laws that rise with scale")
struct RisingLawTests {
  let model: TrainingEnergyModel

  init() throws {
    model = try TrainingEnergyModel(tables: referenceTables(), accelerator: "h100-sxm")
  }

  /// Runs with an error, and with the accuracy and the percentage that go with it.
  struct Case {
    var table: String
    let compute: Double
    let error: Double

    init(seed: UInt64) {
      var random = RandomStream(seed: seed, stream: 3)
      func between(_ low: Double, _ high: Double) -> Double {
        low + (high - low) * random.uniform()
      }
      let (floor, alpha, beta) = (between(0.02, 0.1), between(0.2, 0.4), between(0.2, 0.4))
      let (a, b) = (0.3 * pow(1e7, alpha), 0.3 * pow(1e9, beta))
      var lines = ["params,tokens,error,accuracy,percent"]
      for size in 0..<5 {
        for data in 0..<5 {
          let (n, d) = (1e7 * pow(4, Double(size)), 1e9 * pow(4, Double(data)))
          let error =
            (floor + a / pow(n, alpha) + b / pow(d, beta)) * exp(0.005 * random.normal())
          lines.append("\(n),\(d),\(error),\(1 - error),\(100 * (1 - error))")
        }
      }
      table = lines.joined(separator: "\n")
      compute = pow(10, between(20, 24))
      error = floor + between(0.1, 0.3)
    }

    func fit(_ formula: String) async throws -> FittedLaw {
      let law = try ScalingLaw(formula: formula, columns: ["error", "accuracy", "percent"])
      var options = ReadingOptions()
      try options.require([law])
      let runs = try RunTable(
        reading: TableReader(bytes: Array(table.utf8), name: "runs.csv"), name: "runs",
        path: "runs.csv", options: options)
      var fitting = FitOptions()
      fitting.law = law
      fitting.objective = .squares
      fitting.replicateCount = 0
      return try await LawFitter(options: fitting, version: "test").fit(runs)
    }
  }

  @Test("Are planned as the laws that fall with them: 200 random cases.")
  func asFalling() async throws {
    let rising: [(formula: String, goal: @Sendable (Double) -> Double)] = [
      ("1 - accuracy = E + A/N^alpha + B/D^beta", { 1 - $0 }),
      ("accuracy = a - A/N^alpha - B/D^beta", { 1 - $0 }),
      ("100 - percent = E + A/N^alpha + B/D^beta", { 100 * (1 - $0) }),
      ("percent = a - A * N^-alpha - B * D^-beta", { 100 * (1 - $0) }),
    ]
    for seed in 0..<UInt64(200) {
      let it = Case(seed: seed)
      let (formula, goal) = rising[Int(seed) % rising.count]
      let falling = try await it.fit("error = E + A/N^alpha + B/D^beta")
      let risen = try await it.fit(formula)
      #expect(falling.direction == .lower && risen.direction == .higher, "\(formula), \(seed)")
      let (one, other) = (
        try Planner(fit: falling, energyModel: model), try Planner(fit: risen, energyModel: model)
      )
      let targets: [(PlanTarget, PlanTarget)] = [
        (.compute(it.compute), .compute(it.compute)), (.loss(it.error), .loss(goal(it.error))),
      ]
      for (target, same) in targets {
        let (plan, mirrored) = (try one.plan(target), try other.plan(same))
        for figure in [\Plan.compute, \.parameterCount, \.tokenCount] {
          let ratio = mirrored[keyPath: figure].value / plan[keyPath: figure].value
          #expect(abs(ratio - 1) < 1e-4, "\(formula), \(seed), \(same): \(ratio)")
        }
        #expect(
          abs(mirrored.loss.value / goal(plan.loss.value) - 1) < 1e-6, "\(formula), \(seed)")
      }
    }
  }

  @Test("Say that no compute reaches more than the law's highest value.")
  func unreachable() async throws {
    let fit = try await Case(seed: 1).fit("1 - accuracy = E + A/N^alpha + B/D^beta")
    let plan = try Planner(fit: fit, energyModel: model).plan(.loss(0.999))
    #expect(
      plan.notes.contains {
        $0.hasPrefix("an accuracy of 0.999 lies at or above the law's highest accuracy")
      }, "\(plan.notes)")
    #expect(plan.remarks.contains { $0.fix == "choose a lower target accuracy" })
  }

  @Test("Are refused for the right reason.")
  func refusals() async throws {
    let it = Case(seed: 2)
    let ofCompute = try await it.fit("accuracy = a - b * C^-c")
    #expect(
      throws: PlanningError.noOptimum(law: ofCompute.law.name, quantity: ofCompute.predicted)
    ) { try Planner(fit: ofCompute, energyModel: model) }
    #expect(
      "\(PlanningError.noOptimum(law: "x", quantity: ofCompute.predicted))"
        .contains("accuracy does not depend on both N and D"))
    // The accuracies of runs in the wrong order fall with scale.
    var wrong = it
    wrong.reverse()
    let falling = try await wrong.fit("accuracy = E + A/N^alpha + B/D^beta")
    #expect(falling.direction == .higher)
    #expect(
      throws: PlanningError.worsens(
        law: falling.law.name, quantity: falling.predicted, direction: .higher)
    ) { try Planner(fit: falling, energyModel: model) }
  }
}

extension RisingLawTests.Case {
  /// Gives the accuracy the values of the error.
  mutating func reverse() {
    table = table.replacing("error,accuracy", with: "accuracy,error")
  }
}
