import EnergyModel
import Foundation
import Planning
import SampleFits
import ScalingLaws
import Statistics
import Studies
import Testing

private let datasets =
  "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/datasets"

@Suite("Studies of a report")
struct ReportStudiesTests {
  private func sampleFit() async throws -> FittedLaw {
    try await fit(
      runTable(isoFLOPDesign, losses: losses(of: isoFLOPDesign, noise: 0.005, seed: 1))
    ) { $0.replicateCount = 30 }
  }

  private func model(_ accelerator: String = "h100-sxm") throws -> TrainingEnergyModel {
    try TrainingEnergyModel(
      tables: ReferenceTables.load(from: [datasets]), accelerator: accelerator, precision: .bf16)
  }

  @Test(
    "The answer has the figures of a run of that compute, to the bit.",
    arguments: ["a100-sxm-80", "h100-sxm", "mi300x"])
  func answerIsTheRun(_ accelerator: String) async throws {
    let fit = try await sampleFit()
    let model = try model(accelerator)
    let studies = try await ReportStudies(of: fit, energyModel: model, compute: 3e22)
    var facts = TrainingRunFacts()
    facts.compute = TrainingCompute(flop: 3e22)
    let run = try TrainingRunModel(model: model, facts: facts)
      .estimate(seed: fit.provenance.seed, level: fit.bootstrap.level)
    #expect(studies.budget == 3e22)
    #expect(studies.answer?.acceleratorHours == run.acceleratorHours)
    #expect(studies.answer?.energyInMegawattHours == run.megawattHours(at: .facility))
    #expect(studies.answer?.emissionsInTonnes == run.locationEmissions)
    #expect(!studies.sweep.isEmpty)
    for plan in studies.sweep {
      let energy = studies.energyFactors.energy(compute: plan.compute.value)
      #expect(plan.energyInMegawattHours.value == energy / EnergyUnit.joulesPerMegawattHour)
    }
  }

  @Test("Without a budget, ten times the largest run is planned for, and the sweep spans the runs.")
  func ownBudget() async throws {
    let studies = try await ReportStudies(of: sampleFit(), energyModel: model())
    // The largest budget of the design is 1e20 FLOP.
    #expect(try abs(#require(studies.budget) / 1e21 - 1) < 1e-9)
    let budgets = studies.sweep.map(\.compute.value)
    #expect(try #require(budgets.min()) <= 1e18 * (1 + 1e-9))
    #expect(try #require(budgets.max()) >= 1e20 * pow(10, ReportStudies.decadesBeyond) * (1 - 1e-9))
    #expect(studies.profiles?.profiles.count == 5)
    #expect(
      studies.lifetimeRefusal == "the energy of serving is unknown for NVIDIA H100 SXM5 80 GB")
  }

  @Test("What a fit does not allow is absent, with its reason.")
  func refusals() async throws {
    let runs = try runTable(isoFLOPDesign, losses: losses(of: isoFLOPDesign, noise: 0.005, seed: 1))
    var law = FitOptions()
    law.law = try ScalingLaw(formula: "E + B / D^beta", columns: [])
    law.replicateCount = 0
    let fit = try await LawFitter(options: law, version: "test").fit(runs)
    let studies = try await ReportStudies(of: fit, energyModel: model(), compute: 1e21)
    #expect(studies.answer == nil)
    #expect(studies.sweep.isEmpty)
    #expect(studies.planRefusal?.isEmpty == false)
    #expect(studies.lifetime == nil)
    #expect(studies.lifetimeRefusal == "there is no plan whose loss could be kept")
  }

  @Test("A budget that is not a positive number is refused.", arguments: [0, -1, .infinity])
  func badBudget(_ compute: Double) async throws {
    let fit = try await sampleFit()
    await #expect(throws: PlanningError.self) {
      try await ReportStudies(of: fit, energyModel: model(), compute: compute)
    }
  }
}
