import EnergyModel
import Foundation
import Planning
import ScalingLaws
import Statistics
import Testing

@Suite("Planner")
struct PlannerTests {
  let model: TrainingEnergyModel

  init() throws {
    model = try TrainingEnergyModel(tables: referenceTables(), accelerator: "h100-sxm")
  }

  /// N* of E + A/N^α + B/D^β with C = 6ND, in closed form.
  private func optimum(_ fit: FittedLaw, compute: Double) -> Double {
    let values = Dictionary(uniqueKeysWithValues: zip(fit.law.coefficients, fit.values))
    let (a, alpha) = (values["A"] ?? .nan, values["alpha"] ?? .nan)
    let (b, beta) = (values["B"] ?? .nan, values["beta"] ?? .nan)
    return pow(alpha * a / (beta * b), 1 / (alpha + beta)) * pow(compute / 6, beta / (alpha + beta))
  }

  @Test("N* is that of the closed form, and N, D and C belong together.")
  func closedForm() async throws {
    let fit = try await sampleFit(replicates: 0)
    let planner = try Planner(fit: fit, energyModel: model)
    for decade in 18...27 {
      let compute = pow(10, Double(decade))
      let plan = try planner.plan(.compute(compute))
      let size = plan.parameterCount.value
      #expect(abs(size / optimum(fit, compute: compute) - 1) < 1e-9)
      #expect(abs(6 * size * plan.tokenCount.value / compute - 1) < 1e-12)
      #expect(abs(plan.tokensPerParameter.value * size / plan.tokenCount.value - 1) < 1e-12)
      let loss = fit.loss(
        parameterCount: size, tokenCount: plan.tokenCount.value, values: fit.values)
      #expect(abs(plan.loss.value / loss - 1) < 1e-12)
    }
  }

  @Test("Every kind of target leads back to the compute it was computed from.")
  func targets() async throws {
    let fit = try await sampleFit(replicates: 40)
    let planner = try Planner(fit: fit, energyModel: model)
    let prices = Prices(perAcceleratorHour: 2, perKilowattHour: 0.1)
    for compute in [1e20, 3e22, 1e25] {
      let plan = try planner.plan(.compute(compute))
      let (hours, energy) = (plan.acceleratorHours.value, plan.energyInMegawattHours.value)
      for target in [
        PlanTarget.loss(plan.loss.value), .cluster(accelerators: 64, seconds: hours * 3600 / 64),
        .energy(energy * 3.6e9), .emissions(plan.emissionsInTonnes.value),
        .money(2 * hours + 0.1 * energy * 1000, prices),
      ] {
        let other = try planner.plan(target)
        #expect(abs(other.compute.value / compute - 1) < 1e-6, "\(target)")
        #expect(abs(other.parameterCount.value / plan.parameterCount.value - 1) < 1e-6)
        let interval = try #require(other.parameterCount.interval)
        #expect((interval.lower...interval.upper).contains(other.parameterCount.value))
      }
    }
  }

  @Test("An invalid target is refused and named.")
  func refusals() async throws {
    let fit = try await sampleFit(replicates: 0)
    let planner = try Planner(fit: fit, energyModel: model)
    for target in [PlanTarget.compute(0), .loss(-1), .energy(.infinity), .emissions(.nan)] {
      let error = #expect(throws: PlanningError.self) { try planner.plan(target) }
      guard case .notPositive = try #require(error) else {
        Issue.record("\(target): \(String(describing: error))")
        continue
      }
    }
    #expect(throws: PlanningError.outOfReach(.compute(1e3))) { try planner.plan(.compute(1e3)) }
    let clean = try TrainingEnergyModel(
      tables: referenceTables(), accelerator: "h100-sxm", stated: [.gridIntensity: 0])
    #expect(throws: PlanningError.unlimited(.emissions(5))) {
      try Planner(fit: fit, energyModel: clean).plan(.emissions(5))
    }
    #expect(throws: PlanningError.impossibleServing(tokens: -1)) {
      try Planner(fit: fit, energyModel: model, serving: Serving(tokens: -1, cost: .ratio(1)))
    }
  }

  @Test("The compute of a loss is that of the plan, and more for any other size.")
  func computeOfLoss() async throws {
    let fit = try await sampleFit(replicates: 40)
    let planner = try Planner(fit: fit, energyModel: model)
    let best = try planner.compute(reaching: 2.2)
    #expect(best.compute == (try planner.plan(.loss(2.2)).compute.value))
    for factor in [0.5, 0.9, 1.1, 2] {
      let other = try planner.compute(
        reaching: 2.2, parameterCount: factor * best.parameterCount)
      #expect(other.compute > best.compute)
      #expect(abs(6 * other.parameterCount * other.tokenCount / other.compute - 1) < 1e-9)
    }
    let error = #expect(throws: PlanningError.self) {
      try planner.compute(reaching: 2.2, parameterCount: 1e6)
    }
    guard case .unreachable(2.2, let least, 1e6, _, .lower) = try #require(error) else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(least > 2.2)
  }
}
