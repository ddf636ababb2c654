import Diagnostics
import EnergyModel
import Statistics
import Testing

@Suite("Training energy model")
struct TrainingEnergyModelTests {
  let tables: ReferenceTables

  init() throws {
    tables = try referenceTables()
  }

  private func run(
    _ model: TrainingEnergyModel, _ compute: Double, level: Double
  ) throws -> TrainingRunEnergy {
    var facts = TrainingRunFacts()
    facts.compute = TrainingCompute(flop: compute)
    return try TrainingRunModel(model: model, facts: facts).estimate(seed: 1, level: level)
  }

  /// From compute alone.
  ///
  /// The published figures are measured power times counted hours (Patterson et al. 2021, table 4),
  /// for PaLM computed from its hours and power.
  @Test(
    arguments: [
      ("v100-sxm-16", 3.14e23, 1.10, 1287), ("tpu-v3", 4.05e22, 1.12, 85.7),
      ("tpu-v3", 1.12e23, 1.09, 232), ("tpu-v3", 1.33e22, 1.09, 24.1),
      ("tpu-v3", 8.22e22, 1.10, 179), ("tpu-v2", 2.91e21, 1.10, 7.5),
      ("tpu-v4", 2.53e24, 1.08, 3436),
    ])
  func measuredRunsLieInTheInterval(
    _ accelerator: String, _ compute: Double, _ pue: Double, _ megawattHours: Double
  ) throws {
    let model = try TrainingEnergyModel(
      tables: tables, accelerator: accelerator, stated: [.powerUsageEffectiveness: pue])
    let energy = try #require(try run(model, compute, level: 0.9).megawattHours(at: .facility))
    let interval = try #require(energy.interval)
    #expect(interval.lower < megawattHours && megawattHours < interval.upper)
    #expect(interval.lower < energy.value && energy.value < interval.upper)
    #expect(interval.upper / interval.lower < 5)
  }

  @Test func estimateSaysWhatItIs() throws {
    let model = try TrainingEnergyModel(
      tables: tables, accelerator: "h100-sxm", grid: "swe", facilityOperator: "google",
      stated: [.utilization: 0.42])
    let estimate = try run(model, 1e24, level: 0.95)
    #expect(estimate.evidence == .predicted)
    #expect(
      model.assumptions.map(\.quantity)
        == [.utilization, .nodePower, .powerUsageEffectiveness, .gridIntensity])
    #expect(model.assumptions.map(\.subject) == ["h100-sxm", "h100-sxm", "google", "swe"])
    #expect(model.assumptions[0].source == .user)
    #expect(
      model.assumptions[1].source.citation.hasPrefix("fraction of rated power: H100 nodes"))
    #expect(model.assumptions[1].source.evidence == .computed)
    #expect(estimate.locationEmissions.interval?.method == .monteCarloPercentile)
  }

  @Test func statedNodePowerFractionScalesTheRating() throws {
    let model = try TrainingEnergyModel(
      tables: tables, accelerator: "h100-sxm", stated: [.nodePowerFraction: 0.5])
    #expect(abs(model.nodePower.median - 0.5 * 700 * 1.82) < 1e-9)
    #expect(model.isExact(model.powerBasis))
    #expect(Set(model.draws(count: 20, seed: 1).map(\.nodePower)).count == 1)
  }

  @Test func nodePowerIsStatedOnce() {
    let error = #expect(throws: EnergyModelError.self) {
      try TrainingEnergyModel(
        tables: tables, accelerator: "h100-sxm",
        stated: [.nodePowerFraction: 0.5, .nodePower: 900])
    }
    #expect(
      error?.description == """
        node power per accelerator and node power / rated power are both given
          why: each determines the other
          fix: give only one of them
        """)
  }

  @Test func measuredNodePowerGoesBeforeTheRating() throws {
    let model = try TrainingEnergyModel(tables: tables, accelerator: "v100-sxm-16")
    #expect(model.nodePower.median == 330)
  }

  /// With log-normal and fixed factors the energy is log-normal, so its median is at the medians.
  @Test func medianOfLogNormalProductIsTheProductOfMedians() throws {
    let model = try TrainingEnergyModel(
      tables: tables, accelerator: "v100-sxm-16",
      stated: [.powerUsageEffectiveness: 1.1, .nodePower: 330])
    let count = 20_000
    let draws = model.draws(count: count, seed: 7).map { $0.energy(compute: 3.14e23) }
    let middle = median(of: draws)
    let point = model.medians.energy(compute: 3.14e23)
    // σ of the logarithm is 0.34; four standard errors of a median of 20 000 draws are 0.012.
    #expect(abs(middle / point - 1) < 0.012)
  }

  @Test func sameSeedSameDraws() throws {
    let model = try TrainingEnergyModel(tables: tables, accelerator: "h100-sxm")
    let draws = model.draws(count: 100, seed: 3)
    #expect(draws == model.draws(count: 100, seed: 3))
    #expect(Array(draws.prefix(10)) == model.draws(count: 10, seed: 3))
    #expect(draws != model.draws(count: 100, seed: 4))
  }

  @Test func statingOneValueLeavesTheDrawsOfTheOthers() throws {
    let free = try TrainingEnergyModel(tables: tables, accelerator: "h100-sxm")
    let fixed = try TrainingEnergyModel(
      tables: tables, accelerator: "h100-sxm", stated: [.utilization: 0.4])
    for (a, b) in zip(free.draws(count: 20, seed: 1), fixed.draws(count: 20, seed: 1)) {
      #expect(b.modelFLOPUtilization == 0.4)
      let coupling = free.powerCoupling(a.modelFLOPUtilization) / free.powerCoupling(0.4)
      #expect(abs(a.nodePower / (b.nodePower * coupling) - 1) < 1e-12)
      #expect(a.powerUsageEffectiveness == b.powerUsageEffectiveness)
    }
  }

  @Test(arguments: ["h100-sxm", "b200-sxm", "tpu-v2", "mi300x"])
  func drawsArePhysicallyPossible(_ accelerator: String) throws {
    let model = try TrainingEnergyModel(tables: tables, accelerator: accelerator)
    for draw in model.draws(count: 20_000, seed: 5) {
      #expect(AssumedQuantity.utilization.allows(draw.modelFLOPUtilization))
      #expect(AssumedQuantity.nodePower.allows(draw.nodePower))
      #expect(AssumedQuantity.powerUsageEffectiveness.allows(draw.powerUsageEffectiveness))
    }
  }

  /// One draw of the compute in two is unbounded, so the upper end is.
  @Test func unboundedComputeMeansUnboundedEnergy() throws {
    let model = try TrainingEnergyModel(tables: tables, accelerator: "h100-sxm")
    var facts = TrainingRunFacts()
    facts.compute = TrainingCompute(flop: 1e24)
    facts.computeDraws = Draws([1e24, .infinity, 2e24, .infinity], level: 0.9)
    let estimate = try TrainingRunModel(model: model, facts: facts).estimate(seed: 1, level: 0.9)
    let energy = try #require(estimate.megawattHours(at: .facility))
    #expect(energy.interval?.upper == .infinity)
    #expect(energy.interval?.lower.isFinite == true)
    #expect(energy.standardError == nil)
  }

  @Test(
    arguments: [
      (
        AssumedQuantity.powerUsageEffectiveness, 0.9,
        """
        power usage effectiveness (PUE): expected a number from 1 to 1000, found 0.9
          why: PUE is the energy of the whole facility divided by that of its servers
          fix: pass the power usage effectiveness (PUE) with a number from 1 to 1000
        """
      ),
      (
        .utilization, 42,
        """
        model FLOP utilization: expected a number above 0 and up to 1, found 42.0
          why: it is the achieved rate divided by the accelerator's dense peak, which no run exceeds
          fix: pass the model FLOP utilization with a number above 0 and up to 1
        """
      ),
      (
        .utilization, 0,
        """
        model FLOP utilization: expected a number above 0 and up to 1, found 0.0
          why: it is the achieved rate divided by the accelerator's dense peak, which no run exceeds
          fix: pass the model FLOP utilization with a number above 0 and up to 1
        """
      ),
      (
        .nodePower, -1,
        """
        node power per accelerator: expected a positive number of watts, found -1.0
          why: it is the power drawn by a running server, per accelerator
          fix: pass the node power per accelerator with a positive number of watts
        """
      ),
      (
        .gridIntensity, .nan,
        """
        grid carbon intensity: expected a number of at least 0 gCO2e/kWh, found nan
          why: it is the emissions per kilowatt-hour generated
          fix: pass the grid carbon intensity with a number of at least 0 gCO2e/kWh
        """
      ),
    ] as [(AssumedQuantity, Double, String)])
  func impossibleValuesAreTold(
    _ quantity: AssumedQuantity, _ value: Double, _ text: String
  ) {
    let error = #expect(throws: EnergyModelError.self) {
      try TrainingEnergyModel(
        tables: tables, accelerator: "h100-sxm", stated: [quantity: value])
    }
    #expect(error?.description == text)
  }

  @Test func missingPrecisionIsTold() {
    let error = #expect(throws: EnergyModelError.self) {
      try TrainingEnergyModel(tables: tables, accelerator: "a100-sxm-80", precision: .fp8)
    }
    #expect(
      error?.description == """
        a100-sxm-80 has no fp8 arithmetic
          why: its row of the table has dense peaks only for fp32, tf32, bf16, int8
          fix: pass fp32|tf32|bf16|int8 as the precision
        """)
  }

  @Test func unknownUtilizationIsTold() throws {
    let error = #expect(throws: EnergyModelError.self) {
      try TrainingEnergyModel(tables: tables, accelerator: "b200-sxm", precision: .fp4)
    }
    #expect(
      error?.description == """
        no model FLOP utilization is available for fp4 training on b200-sxm
          why: there is no published figure for the accelerator or its family, and no default
          fix: pass the model FLOP utilization with a value
        """)
    let stated = try TrainingEnergyModel(
      tables: tables, accelerator: "b200-sxm", precision: .fp4, stated: [.utilization: 0.2])
    #expect(stated.medians.peakFLOPPerSecond == 9000e12)
  }

  @Test func unknownNodePowerIsTold() {
    #expect(
      throws: EnergyModelError.noAssumption(.nodePower, hardware: "tpu-v5p", precision: .bf16)
    ) {
      try TrainingEnergyModel(tables: tables, accelerator: "tpu-v5p")
    }
  }
}
