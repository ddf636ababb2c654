import EnergyModel
import Foundation
import Planning
import ScalingLaws
import Statistics
import Testing

@Suite("Precision and sparsity")
struct PrecisionTests {
  private func served() throws -> ServedTokenEnergy {
    ServedTokenEnergy(
      model: try InferenceEnergyModel(
        tables: referenceTables(), coefficients: inferenceCoefficients(), accelerator: "h100-sxm"),
      batch: 64, seed: 0)
  }

  @Test("N_eff/N is Kumar's product, and grows with the bits.")
  func effectiveShare() {
    let sensitivity = PrecisionSensitivity(gammas: [2.7, 2.2, 0.95])
    let expected = (1 - exp(-8 / 2.7)) * (1 - exp(-8 / 2.2)) * (1 - exp(-8 / 0.95))
    #expect(abs(sensitivity.effectiveShare(.fp8) / expected - 1) < 1e-14)
    let shares = [NumericPrecision.fp4, .fp8, .bf16, .tf32, .fp32].map(sensitivity.effectiveShare)
    #expect(shares == shares.sorted())
    #expect(shares.last.map { $0 <= 1 } == true)
  }

  @Test("Fewer bits need more tokens for the loss of bf16, as many as the law says.")
  func equalLoss() async throws {
    let fit = try await sampleFit(replicates: 40)
    let tables = try referenceTables()
    let sensitivity = PrecisionSensitivity(gammas: [2.7, 2.2, 0.95])
    let comparison = try PrecisionComparer(
      fit: fit, sensitivity: sensitivity, served: served()
    ) { try TrainingEnergyModel(tables: tables, accelerator: "h100-sxm", precision: $0) }
    .compare(parameterCount: 7e9, tokenCount: 2e11)
    let reference = fit.loss(parameterCount: 7e9, tokenCount: 2e11, values: fit.values)
    let precisions = comparison.outcomes.map(\.precision)
    #expect(precisions.contains(.fp8) && precisions.contains(.bf16))
    for outcome in comparison.outcomes {
      let size = 7e9 * outcome.effectiveShare / sensitivity.effectiveShare(.bf16)
      let tokens = outcome.tokensForEqualLoss.value
      let loss = fit.loss(parameterCount: size, tokenCount: tokens, values: fit.values)
      #expect(abs(loss / reference - 1) < 1e-9, "\(outcome.precision)")
      if outcome.energy.value.isFinite {
        let ratio = outcome.energyAtEqualLoss.value / outcome.energy.value
        #expect(abs(ratio / (tokens / 2e11) - 1) < 1e-9)
      }
    }
  }

  @Test("A served token has an energy in the formats that were measured, and in no other.")
  func servedToken() throws {
    let served = try served()
    #expect(served.batch == 64)
    for precision in [NumericPrecision.bf16, .fp8, .fp4, .int8, .fp32] {
      let energy = try served.joules(activeParameters: 7e9, precision: precision, level: 0.9)
      if ServedTokenEnergy.calibrated.contains(precision) {
        let interval = try #require(energy.interval)
        #expect((interval.lower...interval.upper).contains(energy.value))
        #expect(interval.level == 0.9)
      } else {
        #expect(energy.value.isNaN && energy.reason != nil)
      }
    }
    #expect(throws: InferenceError.self) {
      try served.joules(activeParameters: -1, precision: .bf16, level: 0.95)
    }
  }

  @Test("The measured cases have models in two precisions, and dense and sparse ones.")
  func measured() throws {
    let cases = try MeasuredCases.load(from: [root + "datasets"])
    #expect(!cases.served.isEmpty && !cases.trained.isEmpty && !cases.sparse.isEmpty)
    for pair in cases.served { #expect(pair.range.contains(pair.medianRatio)) }
  }

  /// Frantar's form with weights of S = 0 equal to the dense law.
  private func sensitivity(_ zeros: SparsitySensitivity.Zeros) throws -> SparsitySensitivity {
    let law = try ScalingLaw(
      formula: "(a*(1-sparsity)^b + c) / N^beta + E", columns: ["sparsity"])
    let values = try law.coefficients.map {
      try #require(["a": 16.8, "b": 0.72, "c": 45, "beta": 0.245, "E": 0.6][$0])
    }
    return try #require(
      SparsitySensitivity(law: law, values: values, zeros: zeros, holding: [:]))
  }

  @Test("N_eff of a sparse model is that of the closed form, and both ways agree.")
  func sparseModels() throws {
    let sensitivity = try sensitivity(.weights)
    for sparsity in [0.25, 0.5, 0.9] {
      let size = try #require(
        sensitivity.effectiveParameters(
          parameterCount: 1e9, sparsity: sparsity, values: sensitivity.values))
      let bracket = (16.8 * pow(1 - sparsity, 0.72) + 45) / (16.8 + 45)
      let expected = 1e9 * (1 - sparsity) * pow(bracket, -1 / 0.245)
      #expect(abs(size / expected - 1) < 1e-9)
      let back = try #require(
        sensitivity.parameters(effective: size, sparsity: sparsity, values: sensitivity.values))
      #expect(abs(back / 1e9 - 1) < 1e-9)
      #expect(sensitivity.trainingDensity(sparsity) == 1 - 0.625 * sparsity)
    }
    #expect(try self.sensitivity(.experts).trainingDensity(0.75) == 0.25)
    #expect(
      SparsitySensitivity(law: .chinchilla, values: [1, 1, 1, 1, 1], holding: [:]) == nil)
  }

  @Test("Skipped zeros save energy, never loss.")
  func sparsityComparison() async throws {
    let fit = try await sampleFit(replicates: 40)
    let comparer = SparsityComparer(
      fit: fit, sensitivity: try sensitivity(.weights),
      energyModel: try TrainingEnergyModel(tables: referenceTables(), accelerator: "h100-sxm"),
      served: try served())
    let comparison = try comparer.compare(
      parameterCount: 1e9, tokenCount: 1e11, sparsities: [0.25, 0.5, 0.75])
    #expect(!comparison.hasDraws && comparison.zeros == .weights)
    var share = 1.0
    for outcome in comparison.outcomes {
      #expect(outcome.effectiveShare.value < share)
      share = outcome.effectiveShare.value
      let density = 1 - 0.625 * outcome.sparsity
      #expect(abs(outcome.energy.skipped.value / outcome.energy.computed.value - density) < 1e-9)
      #expect(outcome.tokensForEqualLoss.value > 1e11)
      #expect(outcome.parametersForEqualLoss.value > 1e9)
      #expect(outcome.servedToken.skipped.value < outcome.servedToken.computed.value)
      #expect(outcome.effectiveShare.interval == nil)
    }
  }
}
