import EnergyModel
import Foundation
import Planning
import Statistics
import Testing

@Suite("Policies")
struct PolicyTests {
  @Test("The published rules give the sizes stated in their sources.")
  func published() throws {
    let rules = Dictionary(uniqueKeysWithValues: ScalingPolicy.published.map { ($0.name, $0) })
    // 5.88e23 FLOP at 20 tokens a parameter is Chinchilla: 70 B parameters, 1.4 T tokens.
    let thumb = try #require(rules["20 tokens per parameter"])
    #expect(
      abs(thumb.parameterCount(compute: 5.88e23, flopPerParameterToken: 6) / 7e10 - 1) < 1e-12)
    // Kaplan et al.: 1.3e9 parameters at one petaflop-day.
    let kaplan = try #require(rules["Kaplan"])
    #expect(kaplan.parameterCount(compute: 8.64e19, flopPerParameterToken: 6) == 1.3e9)
    let rounded = try #require(rules["Hoffmann (rounded fit)"])
    let size = rounded.parameterCount(compute: 5.76e23, flopPerParameterToken: 6)
    // The derivative of the loss along C = 6ND vanishes there.
    let tokens = 5.76e23 / 6 / size
    let slope = 0.34 * 406.4 / pow(size, 0.34) - 0.28 * 410.7 / pow(tokens, 0.28)
    #expect(abs(slope) < 1e-12)
  }

  @Test("No rule beats the fit's optimum, and its waste is its extra cost.")
  func comparison() async throws {
    let fit = try await sampleFit(replicates: 60)
    let model = try TrainingEnergyModel(tables: referenceTables(), accelerator: "h100-sxm")
    let planner = try Planner(fit: fit, energyModel: model)
    for compute in [1e20, 1e23, 1e26] {
      let comparison = try planner.compare(compute: compute)
      #expect(comparison.compute == compute)
      #expect(comparison.outcomes.count == 1 + ScalingPolicy.published.count)
      let best = comparison.outcomes[0]
      #expect(best.wastedShare.value < 1e-9)
      for outcome in comparison.outcomes {
        #expect(outcome.loss.value >= best.loss.value * (1 - 1e-12))
        #expect(abs(6 * outcome.parameterCount * outcome.tokenCount / compute - 1) < 1e-9)
        let needed = try planner.plan(.loss(outcome.loss.value)).compute.value
        #expect(abs(outcome.wastedShare.value - (1 - needed / compute)) < 1e-6)
        let energy = outcome.wastedShare.value * comparison.energyInMegawattHours.value
        #expect(abs(outcome.wastedMegawattHours.value - energy) <= 1e-9 * energy)
      }
    }
  }
}
