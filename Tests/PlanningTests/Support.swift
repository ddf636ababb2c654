import EnergyModel
import Foundation
import Planning
import ScalingLaws
import Statistics
import Tables
import TrainingRuns

let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path()

/// The repository's own reference tables.
func referenceTables() throws -> ReferenceTables {
  try ReferenceTables.load(from: [root + "datasets"])
}

/// Chinchilla's law fitted to the sizes and data of a 6 × 6 design, with noise of 1 %.
func sampleFit(replicates: Int, law: ScalingLaw = .chinchilla) async throws -> FittedLaw {
  var noise = RandomStream(seed: 7, stream: 0)
  var lines = ["params,tokens,loss"]
  for size in 0..<6 {
    for data in 0..<6 {
      let (n, d) = (4e7 * pow(2.5, Double(size)), 1e9 * pow(2.5, Double(data)))
      let loss = 1.7 + 400 / pow(n, 0.34) + 410 / pow(d, 0.28)
      lines.append("\(n),\(d),\(loss * exp(0.01 * noise.normal()))")
    }
  }
  let runs = try RunTable(
    reading: TableReader(bytes: Array(lines.joined(separator: "\n").utf8), name: "runs.csv"),
    name: "runs", path: "runs.csv", options: ReadingOptions())
  var options = FitOptions()
  options.replicateCount = replicates
  options.law = law
  return try await LawFitter(options: options, version: "test").fit(runs)
}

/// The calibrated coefficients of serving.
func inferenceCoefficients() throws -> [InferenceCoefficients] {
  try InferenceCoefficients.load(from: [root + "datasets"])
}

/// A random case of what energy is estimated with.
struct EnergyCase {
  let hardware: String
  let precision: NumericPrecision
  let grid: String
  let facilityOperator: String
  let stated: [AssumedQuantity: Double]

  /// Case `index` of a sequence that is always the same.
  init(_ index: Int, tables: ReferenceTables) {
    var stream = RandomStream(seed: 20, stream: UInt64(index))
    var stated: [AssumedQuantity: Double] = [:]
    // Accelerators without a known node power and precisions without a utilisation get them stated.
    let accelerator = tables.accelerators[stream.index(below: tables.accelerators.count)]
    let precision = accelerator.precisions[stream.index(below: accelerator.precisions.count)]
    func value(_ range: ClosedRange<Double>) -> Double {
      range.lowerBound + (range.upperBound - range.lowerBound) * stream.uniform()
    }
    let needsPower =
      accelerator.ratedNodePower == nil
      && tables.assumption(of: .nodePower, hardware: accelerator, precision: precision) == nil
    let needsRate =
      tables.assumption(of: .utilization, hardware: accelerator, precision: precision) == nil
    if needsRate || stream.uniform() < 0.3 { stated[.utilization] = value(0.05...0.9) }
    let way = stream.uniform()
    if needsPower || way < 0.25 {
      stated[.nodePower] = value(100...2000)
    } else if way < 0.4, accelerator.ratedNodePower != nil {
      stated[.nodePowerFraction] = value(0.2...1)
    }
    if stream.uniform() < 0.3 { stated[.powerUsageEffectiveness] = value(1...1.8) }
    if stream.uniform() < 0.3 { stated[.gridIntensity] = value(0...900) }
    if stream.uniform() < 0.2 { stated[.gridIntensity] = 0 }
    let grids = ["world", "usa", "fra", "swe", "ind"]
    let operators = ["default", "google", "meta", "microsoft"]
    hardware = accelerator.name
    self.precision = precision
    grid = grids[stream.index(below: grids.count)]
    facilityOperator = operators[stream.index(below: operators.count)]
    self.stated = stated
  }

  /// The chain, with further values to take as exact.
  func model(
    _ tables: ReferenceTables, _ further: [AssumedQuantity: Double] = [:]
  ) throws -> TrainingEnergyModel {
    try TrainingEnergyModel(
      tables: tables, accelerator: hardware, precision: precision, grid: grid,
      facilityOperator: facilityOperator, stated: stated.merging(further) { $1 })
  }
}
