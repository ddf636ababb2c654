import EnergyModel
import Planning
import ScalingLaws
import Statistics
import Testing

@Suite("Draws of plans")
struct PlannerDrawsTests {
  let model: TrainingEnergyModel

  init() throws {
    model = try TrainingEnergyModel(tables: referenceTables(), accelerator: "h100-sxm")
  }

  @Test("The time, energy and emissions of a given compute do not depend on the law's draws.")
  func givenComputeHasItsOwnDraws() async throws {
    var plans: [Plan] = []
    for replicates in [0, 2, 20, 300] {
      let fit = try await sampleFit(replicates: replicates)
      plans.append(try Planner(fit: fit, energyModel: model).plan(.compute(1e22)))
    }
    for plan in plans {
      #expect(plan.compute == .input(1e22))
      #expect(plan.acceleratorHours == plans[0].acceleratorHours)
      #expect(plan.energyInMegawattHours == plans[0].energyInMegawattHours)
      #expect(plan.emissionsInTonnes == plans[0].emissionsInTonnes)
    }
    #expect(plans[0].energyInMegawattHours.interval != nil)
    #expect(
      plans[0].parameterCount
        == .missing(plans[0].parameterCount.value, because: "bootstrap disabled"))
    #expect(plans[3].parameterCount.interval?.method == .bootstrapPercentile)
  }

  @Test("Few draws of the law do not cut short those of the assumptions.")
  func fewLawDraws() async throws {
    let (few, many) = (try await sampleFit(replicates: 10), try await sampleFit(replicates: 400))
    func width(_ fit: FittedLaw, _ target: PlanTarget) throws -> Double {
      let plan = try Planner(fit: fit, energyModel: model).plan(target)
      let figure =
        if case .loss = target { plan.energyInMegawattHours } else { plan.compute }
      let interval = try #require(figure.interval)
      return interval.upper / interval.lower
    }
    for target in [PlanTarget.loss(2.3), .energy(3.6e11)] {
      let (narrow, wide) = (try width(few, target), try width(many, target))
      #expect(abs(narrow / wide - 1) < 0.2, "the width is that of the assumptions, above all")
    }
  }

  @Test("Results of a law without draws have no interval; given values are inputs.")
  func withoutDraws() async throws {
    let fit = try await sampleFit(replicates: 0)
    let planner = try Planner(fit: fit, energyModel: model)
    let loss = try planner.plan(.loss(2.3))
    for figure in [loss.compute, loss.energyInMegawattHours, loss.acceleratorHours] {
      #expect(figure.interval == nil && figure.reason == "bootstrap disabled")
    }
    let cluster = try planner.plan(.cluster(accelerators: 8, seconds: 86_400))
    #expect(cluster.acceleratorHours == .input(192))
    #expect(cluster.energyInMegawattHours.interval != nil)
    let energy = try planner.plan(.energy(3.6e11))
    #expect(energy.energyInMegawattHours == .input(100))
    #expect(energy.emissionsInTonnes.basis == .computed)
    #expect(
      abs(energy.emissionsInTonnes.value / (100 * model.medians.gridIntensity / 1000) - 1) < 1e-12)
  }

  @Test("Results that follow from fixed assumptions alone are computed for any target.")
  func exactAssumptions() async throws {
    let fit = try await sampleFit(replicates: 40)
    let exact = try TrainingEnergyModel(
      tables: referenceTables(), accelerator: "h100-sxm",
      stated: [.utilization: 0.4, .nodePower: 900, .powerUsageEffectiveness: 1.1])
    let planner = try Planner(fit: fit, energyModel: exact)
    let prices = Prices(perAcceleratorHour: 2, perKilowattHour: 0.1)
    let targets: [PlanTarget] = [
      .compute(1e22), .cluster(accelerators: 8, seconds: 1e6), .energy(3.6e11), .emissions(50),
      .money(1e5, prices),
    ]
    for target in targets {
      let plan = try planner.plan(target)
      for figure in [
        plan.compute, plan.acceleratorHours, plan.energyInMegawattHours, plan.emissionsInTonnes,
      ] {
        #expect(figure.basis != .estimate && figure.interval == nil)
      }
      #expect(plan.parameterCount.interval != nil)
    }
    // A loss is the law's, so that nothing that follows from it is exact.
    #expect(try planner.plan(.loss(2.3)).energyInMegawattHours.interval != nil)
    // If only hours are paid for, the budget determines their number.
    let hours = try Planner(fit: fit, energyModel: model).plan(
      .money(1e5, Prices(perAcceleratorHour: 2, perKilowattHour: 0)))
    #expect(hours.acceleratorHours.basis == .computed)
    #expect(abs(hours.acceleratorHours.value - 5e4) < 1e-6)
    #expect(hours.energyInMegawattHours.interval != nil)
  }

  @Test("A budget of energy, emissions, hours or money is spent, draw for draw.")
  func budgetsAreSpent() async throws {
    let fit = try await sampleFit(replicates: 20)
    let planner = try Planner(fit: fit, energyModel: model)
    for (target, figure) in [
      (PlanTarget.energy(3.6e12), \Plan.energyInMegawattHours),
      (.emissions(100), \.emissionsInTonnes),
      (.cluster(accelerators: 64, seconds: 86_400), \.acceleratorHours),
    ] {
      let plan = try planner.plan(target)
      let given = plan[keyPath: figure]
      #expect(given.basis == .input)
      let back = try planner.plan(.compute(plan.compute.value))[keyPath: figure].value
      #expect(abs(back / given.value - 1) < 1e-12)
    }
  }

  @Test("A lifetime costs what its training and its serving cost.")
  func lifetime() async throws {
    let fit = try await sampleFit(replicates: 20)
    let serving = Serving(tokens: 1e12, cost: .ratio(2))
    let plan = try Planner(fit: fit, energyModel: model, serving: serving).plan(.loss(2.3))
    let parts = try #require(plan.serving)
    let whole = plan.energyInMegawattHours.value + parts.energyInMegawattHours.value
    #expect(abs(parts.lifetimeEnergyInMegawattHours.value / whole - 1) < 1e-12)
    #expect(parts.lifetimeEnergyInMegawattHours.interval != nil)
    let alone = try Planner(fit: fit, energyModel: model).plan(.loss(2.3))
    #expect(plan.parameterCount.value < alone.parameterCount.value)
  }
}
