import Foundation
package import ScalingLaws
import Statistics
import Tables
package import Testing
package import TrainingRuns

/// E, A, B, α, β by approach 3 of Hoffmann and others, 2022.
package let published = [1.69, 406.4, 410.7, 0.34, 0.28]

private let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

/// The published runs of Hoffmann and others: 240, or 245 without the descriptor's drop rule.
package func hoffmannRuns(useFilters: Bool = true, redrawDrops: Bool? = nil) throws -> RunTable {
  var options = ReadingOptions()
  options.useDescriptorFilters = useFilters
  options.redrawDrops = redrawDrops
  return try RunTable(
    reading: DatasetStore(searchPath: ["\(root)/datasets"]).resolve("hoffmann2022"),
    options: options)
}

/// A dataset of the repository, under the rules of its descriptor.
package func carriedRuns(_ name: String, _ options: ReadingOptions = ReadingOptions()) throws
  -> RunTable
{
  try RunTable(
    reading: DatasetStore(searchPath: ["\(root)/datasets"]).resolve(name), options: options)
}

/// A run of N parameters on D tokens.
package typealias Run = (parameters: Double, tokens: Double)

/// The runs as read from a table of that many rows; those with units of their own may have any size.
package func runTable(
  _ design: [Run], losses: [Double], weights: [Double]? = nil, hasOwnUnits: Bool = false
) throws -> RunTable {
  let header = weights == nil ? "N,D,loss" : "N,D,loss,w"
  let rows = design.indices.map { i in
    "\(design[i].parameters),\(design[i].tokens),\(losses[i])" + (weights.map { ",\($0[i])" } ?? "")
  }
  var options = ReadingOptions()
  if weights != nil { options.columns[.weight] = "w" }
  if hasOwnUnits {
    for role in [ColumnRole.parameters, .tokens, .loss] {
      options.units[role] = try ColumnUnit(parsing: "1", for: role)
    }
  }
  return try RunTable(
    reading: TableReader(
      bytes: Array(([header] + rows).joined(separator: "\n").utf8), name: "runs.csv"),
    name: "runs", path: "runs.csv", options: options)
}

/// The losses of E + A/N^α + B/D^β, times exp(`noise`·normal).
package func losses(
  of design: [Run], _ values: [Double] = published, noise: Double = 0, seed: UInt64 = 0
) -> [Double] {
  var stream = RandomStream(seed: seed, stream: 1)
  return design.map { run in
    let loss = ScalingLaw.chinchilla.loss(
      parameterCount: run.parameters, tokenCount: run.tokens, values: values)
    return noise > 0 ? loss * exp(noise * stream.normal()) : loss
  }
}

/// Five budgets of compute from 10¹⁸ to 10²⁰ FLOP, six sizes about the optimum of each.
package let isoFLOPDesign: [Run] = (0..<5).flatMap { budget in
  (0..<6).map { size in
    let product = 1e18 * pow(10, Double(budget) / 2) / 6
    let parameters = 0.25 * pow(product, 0.5) * pow(2.2, Double(size) - 2.5)
    return (parameters, product / parameters)
  }
}

/// Fits the law with `change` made to options without a bootstrap.
package func fit(_ runs: RunTable, _ change: (inout FitOptions) -> Void = { _ in }) async throws
  -> FittedLaw
{
  var options = FitOptions()
  options.replicateCount = 0
  change(&options)
  return try await LawFitter(options: options, version: "test").fit(runs)
}

/// Expects each value within `tolerance` of the expected one, as a share of it.
package func expectClose(
  _ actual: [Double], _ expected: [Double], tolerance: Double,
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
  let errors = zip(actual, expected).map { abs($0 / $1 - 1) }
  #expect(
    actual.count == expected.count && errors.allSatisfy { $0 <= tolerance },
    "\(actual) and \(expected): \(errors)", sourceLocation: sourceLocation)
}

/// A small reproducible disturbance of a loss, different for each row.
package func jitter(_ index: Int) -> Double { 1 + 0.002 * sin(Double(index) * 12.9898 + 4) }
