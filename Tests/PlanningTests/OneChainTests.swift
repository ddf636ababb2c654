import Architectures
import EnergyModel
import Foundation
import Planning
import ScalingLaws
import Statistics
import Testing

/// The energy of a run is one figure, whichever way one asks for it.
@Suite("Consistency across commands")
struct OneChainTests {
  static let caseCount = 200

  let tables: ReferenceTables

  init() throws {
    tables = try referenceTables()
  }

  /// The energy of training N parameters on D tokens, or C, of a case.
  private func run(
    _ model: TrainingEnergyModel, _ compute: TrainingCompute, seed: UInt64, level: Double
  ) throws -> TrainingRunEnergy {
    var facts = TrainingRunFacts()
    facts.compute = compute
    return try TrainingRunModel(model: model, facts: facts).estimate(seed: seed, level: level)
  }

  @Test("A plan for a compute has the hours, energy and emissions of the run, to the bit.")
  func planIsTheRun() async throws {
    let fit = try await sampleFit(replicates: 30)
    var exact = 0
    for index in 0..<Self.caseCount {
      let energyCase = EnergyCase(index, tables: tables)
      let model = try energyCase.model(tables)
      var stream = RandomStream(seed: 3, stream: UInt64(index))
      let compute = 1e20 * exp(16 * stream.uniform())
      let planner = try Planner(fit: fit, energyModel: model)
      let plan = try planner.plan(.compute(compute))
      let run = try run(
        model, TrainingCompute(flop: compute), seed: fit.provenance.seed,
        level: fit.bootstrap.level)
      #expect(plan.compute == run.modelCompute)
      #expect(plan.acceleratorHours == run.acceleratorHours)
      #expect(plan.energyInMegawattHours == run.megawattHours(at: .facility))
      #expect(plan.emissionsInTonnes == run.locationEmissions)
      if plan.energyInMegawattHours.basis == .computed { exact += 1 }
      // The rules share the same budget, and what they waste is a share of the same energy.
      if index % 10 == 0 {
        let policies = try planner.compare(compute: compute)
        #expect(policies.energyInMegawattHours == plan.energyInMegawattHours)
      }
    }
    #expect(exact > 0, "some cases leave nothing to assume")
  }

  @Test("A plan for a loss has the figures of a run whose compute the law gives, to the bit.")
  func lossIsTheRun() async throws {
    for replicates in [20, 200] {
      let fit = try await sampleFit(replicates: replicates)
      for index in 0..<20 {
        let model = try EnergyCase(index, tables: tables).model(tables)
        let planner = try Planner(fit: fit, energyModel: model)
        let plan = try planner.plan(.loss(2.2))
        let law = try planner.compute(reaching: 2.2)
        var facts = TrainingRunFacts()
        facts.compute = TrainingCompute(flop: law.compute)
        facts.computeDraws = law.draws
        let run = try TrainingRunModel(model: model, facts: facts).estimate(
          seed: fit.provenance.seed, level: fit.bootstrap.level)
        #expect(plan.acceleratorHours == run.acceleratorHours)
        #expect(plan.energyInMegawattHours == run.megawattHours(at: .facility))
        #expect(plan.emissionsInTonnes == run.locationEmissions)
        #expect(plan.compute.value == run.modelCompute?.value)
      }
    }
  }

  @Test("The energy of a precision on the same tokens is that of the run in it, to the bit.")
  func precisionIsTheRun() async throws {
    let fit = try await sampleFit(replicates: 30)
    let served = ServedTokenEnergy(model: try inferenceModel(), batch: 64, seed: 0)
    for accelerator in ["h100-sxm", "b200-sxm", "a100-sxm-80"] {
      let (size, tokens) = (7e9, 2e12)
      let comparison = try PrecisionComparer(
        fit: fit, sensitivity: PrecisionSensitivity(gammas: [2.7, 2.2, 0.95]), served: served
      ) { [tables] in
        try TrainingEnergyModel(tables: tables, accelerator: accelerator, precision: $0)
      }.compare(parameterCount: size, tokenCount: tokens)
      for outcome in comparison.outcomes where outcome.energy.value.isFinite {
        let run = try run(
          TrainingEnergyModel(
            tables: tables, accelerator: accelerator, precision: outcome.precision),
          TrainingCompute(activeParameterCount: size, tokenCount: tokens),
          seed: fit.provenance.seed, level: fit.bootstrap.level)
        #expect(outcome.energy == run.megawattHours(at: .facility))
      }
      let reference = try #require(comparison.outcomes.first { $0.precision == .bf16 })
      #expect(reference.ratioAtEqualLoss == .computed(1))
      #expect(reference.energyAtEqualLoss == reference.energy)
    }
  }

  private func inferenceModel() throws -> InferenceEnergyModel {
    try InferenceEnergyModel(
      tables: tables, coefficients: try inferenceCoefficients(), accelerator: "h100-sxm")
  }

  @Test(
    "An accelerator takes at most what its node takes, and that at most what its facility does.")
  func boundaries() throws {
    for index in 0..<Self.caseCount {
      let energyCase = EnergyCase(index, tables: tables)
      var stream = RandomStream(seed: 4, stream: UInt64(index))
      let idle = stream.uniform() < 0.3 ? [AssumedQuantity.idleShare: stream.uniform()] : [:]
      let model = try energyCase.model(tables, idle)
      for factors in [model.medians] + model.draws(count: 200, seed: UInt64(index)) {
        let seconds = 3600 * exp(10 * stream.uniform())
        let node = factors.nodeEnergy(acceleratorSeconds: seconds)
        if let power = factors.acceleratorPower { #expect(seconds * power <= node) }
        #expect(node <= factors.heldEnergy(nodeEnergy: node))
        #expect(factors.heldEnergy(nodeEnergy: node) <= factors.energy(acceleratorSeconds: seconds))
      }
    }
  }

  @Test("So it is for the stages of runs, whichever of their facts are known.")
  func stagesOfRuns() throws {
    for index in 0..<Self.caseCount {
      let model = try EnergyCase(index, tables: tables).model(tables)
      var stream = RandomStream(seed: 5, stream: UInt64(index))
      var facts = TrainingRunFacts()
      let way = index % 4
      let hours = 1e4 * exp(4 * stream.uniform())
      // At most the peak, whatever the accelerator.
      let rate = model.medians.peakFLOPPerSecond * stream.uniform()
      if way != 1 { facts.compute = TrainingCompute(flop: hours * 3600 * rate) }
      if way != 0 { facts.acceleratorHours = hours }
      if way == 2, let rating = model.hardware.thermalDesignPower {
        facts.acceleratorPower = min(rating * stream.uniform(), model.medians.nodePower)
      }
      if way == 3 { facts.nodeEnergy = hours * 3600 * 1000 * stream.uniform() }
      let run = try TrainingRunModel(model: model, facts: facts).estimate(level: 0.9)
      for (inner, outer) in zip(run.stages, run.stages.dropFirst()) {
        let (inside, around) = (inner.megawattHours, outer.megawattHours)
        #expect(inside.value <= around.value)
        if let inside = inside.interval, let around = around.interval {
          #expect(inside.lower <= around.lower && inside.upper <= around.upper)
        }
      }
    }
  }
}
