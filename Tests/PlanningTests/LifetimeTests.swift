import EnergyModel
import Foundation
import Planning
import ScalingLaws
import Statistics
import Testing

@Suite("Training and serving together")
struct LifetimeTests {
  let model: TrainingEnergyModel

  init() throws {
    model = try TrainingEnergyModel(tables: referenceTables(), accelerator: "h100-sxm")
  }

  /// The N of the least 6·N·D + 2κ·N·D_inf among models of one loss, by trying 40,000 sizes.
  private func best(_ fit: FittedLaw, loss: Double, served: Double, ratio: Double) -> Double {
    let values = Dictionary(uniqueKeysWithValues: zip(fit.law.coefficients, fit.values))
    let (e, a, alpha) = (values["E"] ?? .nan, values["A"] ?? .nan, values["alpha"] ?? .nan)
    let (b, beta) = (values["B"] ?? .nan, values["beta"] ?? .nan)
    var (least, size) = (Double.infinity, Double.nan)
    for step in 0..<40_000 {
      let candidate = 1e7 * pow(10, Double(step) / 8000)
      let rest = loss - e - a / pow(candidate, alpha)
      guard rest > 0 else { continue }
      let tokens = pow(b / rest, 1 / beta)
      let effort = 6 * candidate * tokens + 2 * ratio * candidate * served
      if effort < least { (least, size) = (effort, candidate) }
    }
    return size
  }

  @Test("The size minimises energy, as a search over all sizes confirms.")
  func leastEnergy() async throws {
    let fit = try await sampleFit(replicates: 20)
    for (tokens, ratio) in [(1e10, 1.0), (1e12, 1.0), (1e13, 1.0), (1e12, 5.0)] {
      let plan = try LifetimeComparison(
        fit: fit, energyModel: model, cost: .ratio(ratio), loss: 2.2, tokens: [tokens]
      ).uses[0].plan
      let size = best(fit, loss: 2.2, served: tokens, ratio: ratio)
      #expect(abs(plan.parameterCount.value / size - 1) < 1e-3)
      #expect(abs(plan.loss.value - 2.2) < 1e-9)
    }
  }

  @Test("More serving means a smaller model, never with more energy than the optimum.")
  func smallerModels() async throws {
    let fit = try await sampleFit(replicates: 20)
    let tokens = (0...6).map { pow(10, 9 + Double($0)) }
    let comparison = try LifetimeComparison(
      fit: fit, energyModel: model, cost: .ratio(2), loss: 2.2, tokens: tokens)
    #expect(comparison.uses.map(\.tokens) == tokens)
    let optimal = try Planner(fit: fit, energyModel: model).plan(.loss(2.2))
    var size = optimal.parameterCount.value * (1 + 1e-9)
    for use in comparison.uses {
      #expect(use.plan.parameterCount.value < size)
      size = use.plan.parameterCount.value
      let serving = try #require(use.plan.serving)
      #expect(serving.tokens == use.tokens)
      #expect(serving.energyRatio == 2)
      let lifetime = serving.lifetimeEnergyInMegawattHours.value
      #expect(lifetime <= use.computeOptimalEnergy.value * (1 + 1e-9))
      let parts = use.plan.energyInMegawattHours.value + serving.energyInMegawattHours.value
      #expect(abs(lifetime / parts - 1) < 1e-9)
      #expect(abs(serving.share.value - serving.energyInMegawattHours.value / parts) < 1e-9)
    }
    // Hardly any use leaves the compute-optimal model.
    let first = comparison.uses[0].plan.parameterCount.value
    #expect(abs(first / optimal.parameterCount.value - 1) < 0.1)
  }

  @Test("Modelled serving costs more for larger models and for generated tokens.")
  func modelled() async throws {
    let fit = try await sampleFit(replicates: 20)
    let inference = try InferenceEnergyModel(
      tables: referenceTables(), coefficients: inferenceCoefficients(), accelerator: "h100-sxm")
    var energies: [Double] = []
    for share in [0.1, 0.9] {
      let serving = try ModelledServing(model: inference, batch: 64, outputShare: share, seed: 0)
      #expect(serving.hardware.name == "h100-sxm")
      #expect(serving.precision == .bf16)
      let use = try LifetimeComparison(
        fit: fit, energyModel: model, cost: .modelled(serving), loss: 2.2, tokens: [1e12]
      ).uses[0]
      energies.append(try #require(use.plan.serving).energyInMegawattHours.value)
    }
    #expect(energies[0] < energies[1])
    #expect(throws: InferenceError.self) {
      try ModelledServing(model: inference, batch: 0, outputShare: 0.5, seed: 0)
    }
  }
}
