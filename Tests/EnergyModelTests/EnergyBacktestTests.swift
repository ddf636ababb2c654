import EnergyModel
import Statistics
import Testing

@Suite("Energy back-test")
struct EnergyBacktestTests {
  let tables: ReferenceTables
  let runs: [PublishedRun]
  let nodes: [NodePowerMeasurement]

  init() throws {
    tables = try referenceTables()
    runs = try ReferenceTables.publishedRuns(from: [datasetsDirectory])
    nodes = try ReferenceTables.nodePowers(from: [datasetsDirectory])
  }

  private func goals() throws -> [String: [String: Double]] {
    let rows = try EnergyBacktest(tables: tables).rows(runs: runs, nodes: nodes)
    return Dictionary(
      uniqueKeysWithValues: EnergyBacktest.goals(rows).map { goal in
        (
          goal.name,
          Dictionary(uniqueKeysWithValues: goal.measures.map { ($0.name, $0.estimate.value) })
        )
      })
  }

  @Test func publishedInputsGivePublishedEnergies() throws {
    let goals = try goals()
    #expect(try #require(goals["G0"]?["maxError"]) <= 0.01)
    #expect(try #require(goals["G1"]?["maxError"]) <= 0.02)
  }

  @Test func heldOutNodePower() throws {
    let goal = try #require(try goals()["G2"])
    #expect(try #require(goal["medianError"]) <= 0.1)
    #expect(try #require(goal["maxError"]) <= 0.25)
  }

  @Test func heldOutEnergy() throws {
    let goal = try #require(try goals()["G3"])
    #expect(try #require(goal["medianError"]) <= 0.25)
    #expect(try #require(goal["within1_5"]) >= 0.7)
    #expect((0.65...0.95).contains(try #require(goal["coverage80"])))
  }

  /// What a study published has no part in predicting it: to change it changes no prediction of it.
  @Test(arguments: ["patterson-2021", "morrison-2025"])
  func noRowPredictsItself(_ study: String) throws {
    func predictions(_ runs: [PublishedRun]) throws -> [Double] {
      try EnergyBacktest(tables: tables).rows(runs: runs, nodes: nodes)
        .filter { $0.goal == "G3" && $0.leftOut == study }.map(\.predicted)
    }
    var changed = runs
    for index in changed.indices where changed[index].study == study {
      changed[index].acceleratorHours? *= 3
      changed[index].power? *= 2
      changed[index].energy? *= 7
    }
    #expect(try predictions(runs) == predictions(changed))
    #expect(try !predictions(runs).isEmpty)
  }

  /// With-sparsity peaks would halve the utilisation of a family that is published by several studies.
  @Test func impliedUtilizationIsPossible() throws {
    for run in runs {
      guard let compute = run.compute, let hours = run.acceleratorHours else { continue }
      let chip = try tables.accelerator(named: run.accelerator)
      let peak = try #require(chip.peakFLOPPerSecond[run.precision])
      let utilization = compute / (hours * 3600 * peak)
      #expect((0.04...0.9).contains(utilization), "\(run.model): \(utilization)")
    }
  }

  /// Figures that were copied wrongly elsewhere, and emissions that contradict MWh × grid.
  @Test func copiedErrorsAreNotInTheTable() throws {
    func run(_ model: String) throws -> PublishedRun {
      try #require(runs.first { $0.model == model })
    }
    #expect(try run("LLaMA-7B").energy == 36)
    #expect(try run("OLMo 2 13B").energy == 230)
    #expect(try run("GPT-3 175B").emissions == 552.1)
    for run in runs {
      guard let energy = run.energy, let grid = run.gridIntensity, let emissions = run.emissions
      else { continue }
      // 6 MWh × .332 is 2 t to one digit.
      let slack = max(0.26 * emissions, 0.5)
      #expect(abs(energy * grid - emissions) <= slack, "\(run.model)")
    }
  }
}
