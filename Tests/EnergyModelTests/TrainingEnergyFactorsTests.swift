import EnergyModel
import Testing

/// A published run whose energy is hours × power × PUE.
struct PublishedEnergy: Sendable, CustomTestStringConvertible {
  var name: String
  var hours: Double
  var watts: Double
  var pue: Double
  /// gCO₂e/kWh; `nil` where none was published.
  var gridIntensity: Double?
  var megawattHours: Double
  var tonnes: Double?
  /// Published figures with two digits can be off by more than 1 %.
  var tolerance = 0.01

  var testDescription: String { name }
}

@Suite("Factors of training energy")
struct TrainingEnergyFactorsTests {
  /// Rows with measured power, then rows that account with thermal design power.
  ///
  /// The former: Patterson et al. 2021, table 4. The latter: LLaMA table 15, Luccioni et al. 2022,
  /// Granite 3.0 table 7, Llama 3 model card.
  static let runs = [
    PublishedEnergy(
      name: "Evolved Transformer search", hours: 32_640, watts: 208, pue: 1.10, gridIntensity: 431,
      megawattHours: 7.5, tonnes: 3.2),
    PublishedEnergy(
      name: "T5-11B", hours: 245_760, watts: 310, pue: 1.12, gridIntensity: 545,
      megawattHours: 85.7, tonnes: 46.7),
    PublishedEnergy(
      name: "Meena", hours: 737_280, watts: 289, pue: 1.09, gridIntensity: 415,
      megawattHours: 232, tonnes: 96.4),
    PublishedEnergy(
      name: "GShard-600B", hours: 76_185.6, watts: 288, pue: 1.09, gridIntensity: 177,
      megawattHours: 24.1, tonnes: 4.3, tolerance: 0.02),
    PublishedEnergy(
      name: "Switch-1.5T", hours: 663_552, watts: 245, pue: 1.10, gridIntensity: 330,
      megawattHours: 179, tonnes: 59.1),
    PublishedEnergy(
      name: "GPT-3", hours: 3_552_000, watts: 330, pue: 1.10, gridIntensity: 429,
      megawattHours: 1287, tonnes: 552.1),
    PublishedEnergy(
      name: "LLaMA-7B", hours: 82_432, watts: 400, pue: 1.1, gridIntensity: 385,
      megawattHours: 36, tonnes: 14),
    PublishedEnergy(
      name: "LLaMA-65B", hours: 1_022_362, watts: 400, pue: 1.1, gridIntensity: 385,
      megawattHours: 449, tonnes: 173),
    PublishedEnergy(
      name: "BLOOM", hours: 1_082_990, watts: 400, pue: 1, gridIntensity: 57,
      megawattHours: 433.196, tonnes: 24.7),
    PublishedEnergy(
      name: "Granite 3.0 2B", hours: 192_030, watts: 700, pue: 1.3, gridIntensity: 390,
      megawattHours: 174.6, tonnes: 68.1),
    PublishedEnergy(
      name: "Llama 3 70B", hours: 6_400_000, watts: 700, pue: 1, gridIntensity: nil,
      megawattHours: 4480, tonnes: nil),
  ]

  @Test(arguments: runs)
  func reproducesPublishedArithmetic(_ run: PublishedEnergy) {
    let factors = TrainingEnergyFactors(
      peakFLOPPerSecond: 125e12, modelFLOPUtilization: 0.4, nodePower: run.watts,
      powerUsageEffectiveness: run.pue, gridIntensity: run.gridIntensity ?? 0)
    let energy = factors.energy(acceleratorSeconds: run.hours * EnergyUnit.secondsPerHour)
    let megawattHours = energy / EnergyUnit.joulesPerMegawattHour
    #expect(abs(megawattHours / run.megawattHours - 1) < run.tolerance)
    if let tonnes = run.tonnes {
      #expect(abs(factors.emissions(energy: energy) / tonnes - 1) < 0.02)
    }
  }

  let factors = TrainingEnergyFactors(
    peakFLOPPerSecond: 989e12, modelFLOPUtilization: 0.4, nodePower: 850,
    powerUsageEffectiveness: 1.2, gridIntensity: 400)

  /// 1e24 FLOP / (989e12 × 0.4 FLOP/s) = 2.5278e9 s; × 850 W × 1.2 = 2.5784e12 J = 716.2 MWh;
  /// × 0.4 t/MWh = 286.5 t.
  @Test func followsTheChain() {
    #expect(abs(factors.acceleratorSeconds(compute: 1e24) / 2.527_806e9 - 1) < 1e-6)
    #expect(
      abs(factors.energy(compute: 1e24) / EnergyUnit.joulesPerMegawattHour - 716.211_7) < 1e-3)
    #expect(abs(factors.emissions(compute: 1e24) - 286.484_7) < 1e-3)
    #expect(abs(factors.joulesPerFLOP * 1e24 / factors.energy(compute: 1e24) - 1) < 1e-14)
  }

  /// A cluster's energy is its power times its time, whatever its utilization.
  @Test(arguments: [0.05, 0.3, 1.0])
  func energyOfAClusterDoesNotDependOnUtilization(_ utilization: Double) {
    var factors = factors
    factors.modelFLOPUtilization = utilization
    let compute = factors.compute(accelerators: 512, seconds: 30 * 86_400)
    #expect(abs(compute / (512 * 30 * 86_400 * 989e12 * utilization) - 1) < 1e-14)
    #expect(abs(factors.energy(compute: compute) / (512 * 30 * 86_400 * 850 * 1.2) - 1) < 1e-14)
  }

  @Test func unboundedComputeHasNoEmissionsOnAGridWithoutAny() {
    var factors = factors
    #expect(factors.emissions(compute: .infinity) == .infinity)
    factors.gridIntensity = 0
    #expect(factors.emissions(compute: .infinity) == 0)
  }
}
