import EnergyModel
import Foundation
import Statistics
import Testing

@Suite("The rate of training in fewer bits")
struct RateGainTests {
  let tables: ReferenceTables
  let pairs: [MeasuredRatePair]

  init() throws {
    tables = try referenceTables()
    pairs = try MeasuredRatePair.load(from: [datasetsDirectory])
  }

  @Test(
    "What is assumed of FP8 is what the measured pairs give: their mean, and a further one's interval."
  )
  func pairsGiveTheAssumption() throws {
    let logs = pairs.filter { $0.precision == .fp8 }.map { log($0.ratio) }
    let mean = logs.reduce(0, +) / Double(logs.count)
    // Student's t with six degrees of freedom, at 95 %.
    let reach = 1.9432 * standardDeviation(of: logs) * sqrt(1 + 1 / Double(logs.count))
    #expect(logs.count == 7)
    let gain = try #require(
      tables.assumption(
        of: .rateGain, hardware: try tables.accelerator(named: "h100-sxm"), precision: .fp8))
    #expect(abs(gain.median / exp(mean) - 1) < 1e-3)
    #expect(abs(gain.quantile(0.05) / exp(mean - reach) - 1) < 3e-3)
    #expect(abs(gain.quantile(0.95) / exp(mean + reach) - 1) < 3e-3)
  }

  @Test(
    "The utilization assumed of FP8 is that of bf16 times the gain over the ratio of the peaks.")
  func utilizationFollows() throws {
    for name in ["h100-sxm", "b200-sxm"] {
      let hardware = try tables.accelerator(named: name)
      func row(_ quantity: AssumedQuantity, _ precision: NumericPrecision) throws -> Assumption {
        try #require(
          tables.assumption(of: quantity, hardware: hardware, precision: precision))
      }
      let expected = try row(.utilization, .bf16).median * row(.rateGain, .fp8).median / 2
      #expect(abs(try row(.utilization, .fp8).median / expected - 1) < 5e-3)
    }
  }

  @Test("Draws share all but the gain with those in bf16; a stated utilization has none.")
  func draws() throws {
    let reference = try TrainingEnergyModel(tables: tables, accelerator: "h100-sxm")
    let model = try TrainingEnergyModel(
      tables: tables, accelerator: "h100-sxm", precision: .fp8)
    let bf16 = reference.draws(count: 2000, seed: 1)
    let fp8 = model.draws(count: 2000, seed: 1)
    let gains = zip(fp8, bf16).map { $0.sustainedFLOPPerSecond / $1.sustainedFLOPPerSecond }
    let sorted = gains.sorted()
    #expect(abs(quantile(0.5, ofSorted: sorted) / 1.279 - 1) < 0.02)
    #expect(abs(quantile(0.95, ofSorted: sorted) / 1.747 - 1) < 0.05)
    #expect(zip(fp8, bf16).allSatisfy { $0.powerUsageEffectiveness == $1.powerUsageEffectiveness })
    let stated = try TrainingEnergyModel(
      tables: tables, accelerator: "h100-sxm", precision: .fp8, stated: [.utilization: 0.3])
    #expect(stated.draws(count: 9, seed: 1).allSatisfy { $0.modelFLOPUtilization == 0.3 })
  }
}
