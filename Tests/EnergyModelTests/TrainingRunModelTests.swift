import Architectures
import Diagnostics
import EnergyModel
import Foundation
import Statistics
import Testing

@Suite("Training runs")
struct TrainingRunModelTests {
  let tables: ReferenceTables

  init() throws {
    tables = try referenceTables()
  }

  private func run(
    _ accelerator: String = "h100-sxm", stated: [AssumedQuantity: Double] = [:],
    _ change: (inout TrainingRunFacts) -> Void
  ) throws -> TrainingRunEnergy {
    var facts = TrainingRunFacts()
    change(&facts)
    return try TrainingRunModel(
      model: TrainingEnergyModel(tables: tables, accelerator: accelerator, stated: stated),
      facts: facts
    ).estimate(seed: 1, level: 0.9)
  }

  /// GPT-3 in table 4 of Patterson and others 2021: 3,552,000 h × 330 W × 1.1 are 1289 MWh.
  @Test func knownHoursAndWattsLeaveNothingToAssume() throws {
    let run = try run(
      "v100-sxm-32",
      stated: [.nodePower: 330, .powerUsageEffectiveness: 1.1, .gridIntensity: 429]
    ) { $0.acceleratorHours = 3_552_000 }
    let facility = try #require(run.megawattHours(at: .facility))
    #expect(abs(facility.value - 1289.376) < 1e-9)
    #expect(facility == .computed(facility.value))
    #expect(run.acceleratorHours == .input(3_552_000))
    #expect(run.evidence == .measured)
    #expect(run.sensitivities.isEmpty)
    #expect(abs(run.locationEmissions.value - 553.142304) < 1e-6)
  }

  @Test func boundariesLieWithinEachOther() throws {
    let run = try run {
      $0.compute = TrainingCompute(flop: 1e24)
      $0.countsDevelopment = true
    }
    let energies = run.stages.map(\.megawattHours.value)
    #expect(energies == energies.sorted())
    #expect(run.stages.map(\.name) == ["accelerator", "node", "facility", "programme"])
    #expect(run.evidence == .predicted)
    #expect(abs(run.sensitivities.reduce(0) { $0 + $1.share } - 1) < 1e-9)
  }

  /// Whole-run hours include idle time: idle nodes are a step of their own, and only where asked for.
  @Test func idleNodesAreCountedWhereAskedFor() throws {
    let usual = try run { $0.compute = TrainingCompute(flop: 1e24) }
    let idle = try run(stated: [.idleShare: 0.2]) { $0.compute = TrainingCompute(flop: 1e24) }
    #expect(idle.stages.map(\.name) == ["accelerator", "node", "node+idle", "facility"])
    #expect(!usual.assumptions.contains { $0.quantity == .idleShare })
    #expect(idle.assumptions.contains { $0.quantity == .idleShare && $0.median == 0.2 })
    for boundary in [EnergyBoundary.accelerator, .node] {
      #expect(usual.megawattHours(at: boundary) == idle.megawattHours(at: boundary))
    }
    let facilities = try [usual, idle].map { try #require($0.megawattHours(at: .facility)).value }
    #expect(abs(facilities[1] / facilities[0] - 1.2) < 1e-12)
  }

  @Test func countedHoursAreAccounting() throws {
    let run = try run { $0.acceleratorHours = 1e6 }
    #expect(run.evidence == .accounting)
    #expect(run.notes.contains { $0.contains("accounting") })
  }

  /// A server that computes half as much draws more than half the power.
  @Test func powerFollowsUtilizationButNotInProportion() throws {
    let model = try TrainingEnergyModel(tables: tables, accelerator: "h100-sxm")
    let usual = model.utilization.median
    #expect(abs(model.powerCoupling(usual) - 1) < 1e-12)
    let half = model.powerCoupling(usual / 2)
    #expect(0.5 < half && half < 1)
    let rated = try #require(model.hardware.ratedNodePower)
    #expect(model.powerCoupling(1) * model.nodePower.median <= rated * (1 + 1e-12))
  }

  /// 12 · 32 layers · 4096 tokens · 4096 wide · D beside 6ND, and a third more in hardware.
  @Test func attentionAndRecomputationAreCounted() {
    let compute = TrainingCompute(
      activeParameterCount: 7e9, tokenCount: 2e12,
      attention: AttentionShape(layers: 32, width: 4096, contextLength: 4096), isRecomputing: true)
    #expect(compute.parameterFLOP == 8.4e22)
    #expect(compute.attentionFLOP == 12 * 32 * 4096 * 4096 * 2e12)
    #expect(abs(compute.hardwareFLOP / compute.modelFLOP - 4 / 3) < 1e-12)
  }

  @Test func codeCarbonLogIsSummed() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try "duration,energy_consumed,pue\n60,1.5,1\n30,1.2,1.2\n".write(
      to: file, atomically: true, encoding: .utf8)
    let log = try CodeCarbonLog.read(path: file.path())
    #expect(abs(log.nodeEnergy - 2.5 * 3.6e6) < 1e-6)
    #expect(log.duration == 90)
  }

  @Test func impossibleFactsAreTold() {
    let nothing = #expect(throws: EnergyModelError.self) { try run { _ in } }
    #expect(
      nothing?.description == """
        compute, accelerator-hours or energy is needed
          why: the energy of a run is computed from one of them
          fix: pass the parameter count with the token count, the compute, the accelerator-hours, or the CodeCarbon log
        """)
    let tooFast = #expect(throws: EnergyModelError.self) {
      try run {
        $0.compute = TrainingCompute(flop: 3.6e3 * 989e12 * 2)
        $0.acceleratorHours = 1
      }
    }
    #expect(
      tooFast?.diagnostic.what == "this compute in these hours needs 2.0 times the peak of h100-sxm"
    )
    let negative = #expect(throws: EnergyModelError.self) { try run { $0.acceleratorHours = -1 } }
    #expect(
      negative?.diagnostic.what == "accelerator-hours: expected a positive number, found -1.0")
  }

  @Test func disclosureMarksWhatIsNotKnown() throws {
    let run = try run { $0.compute = TrainingCompute(flop: 2e25) }
    let disclosure = Disclosure(form: .euGPAI, model: DisclosedModel(grid: "world"), run: run)
    let licence = disclosure.fields.first { $0.title == "licence" }
    #expect(licence?.status == .unknown)
    #expect(disclosure.fields.first { $0.title == "energy consumption" }?.status == .estimated)
    #expect(
      disclosure.fields.first { $0.title == "computation used for training" }?.status == .given)
    #expect(disclosure.statements.contains { $0.hasPrefix("above 1e25 FLOP") })
    let card = Disclosure(form: .modelCard, model: DisclosedModel(grid: "world"), run: run)
    #expect(card.fields.first { $0.title.hasSuffix("market-based") }?.status == .unknown)
  }
}
