import Foundation
import SampleFits
import ScalingLaws
import Studies
import Tables
import TrainingRuns

/// A row of a table with N, D, C and L.
struct ProfileRow: Equatable {
  var parameters: Double
  var compute: Double
  var loss: Double
  var tokens: Double { compute / (6 * parameters) }
}

/// The rows as read from a table, in their order.
func runTable(_ rows: [ProfileRow], dropHighest: [String] = [], redrawDrops: Bool? = nil) throws
  -> RunTable
{
  let lines = rows.map { "\($0.parameters),\($0.tokens),\($0.compute),\($0.loss)" }
  var options = ReadingOptions()
  options.dropHighest = try dropHighest.map { try DropHighest(parsing: $0) }
  options.redrawDrops = redrawDrops
  return try RunTable(
    reading: TableReader(
      bytes: Array((["N,D,C,loss"] + lines).joined(separator: "\n").utf8), name: "runs.csv"),
    name: "runs", path: "runs.csv", options: options)
}

/// Budgets whose losses are polynomials in u = log N − log N*, N* = 0.3·C^0.53.
///
/// - Parameters:
///   - compute: C of each budget.
///   - sizes: The values of u.
///   - loss: L of u.
/// - Returns: A row for each size of each budget.
func profiles(
  compute: [Double] = (0..<6).map { 1e18 * pow(10, Double($0) / 2) },
  sizes: [Double] = (0..<9).map { -2 + 0.5 * Double($0) }, loss: (Double) -> Double
) -> [ProfileRow] {
  compute.flatMap { compute in
    sizes.map { u in
      ProfileRow(
        parameters: 0.3 * pow(compute, 0.53) * exp(u), compute: compute, loss: loss(u))
    }
  }
}

/// IsoFLOP runs of Chinchilla's law with a known optimum, the sizes `sizes` times the optimal one.
func chinchillaProfiles(sizes: (Int) -> [Double]) -> [ProfileRow] {
  guard let optimum = ComputeOptimum(.chinchilla) else { return [] }
  return (0..<7).flatMap { budget in
    let compute = 1e18 * pow(10, Double(budget) / 2)
    let best = optimum.allocation(
      compute: compute, flopPerParameterToken: 6, values: published
    ).parameterCount
    return sizes(budget).map { factor in
      let parameters = best * factor
      let loss = ScalingLaw.chinchilla.loss(
        parameterCount: parameters, tokenCount: compute / (6 * parameters), values: published)
      return ProfileRow(parameters: parameters, compute: compute, loss: loss)
    }
  }
}

/// Fits profiles with `change` made to options with 100 replicates.
func fitProfiles(_ runs: RunTable, _ change: (inout IsoFLOPOptions) -> Void = { _ in }) async throws
  -> IsoFLOPFit
{
  var options = IsoFLOPOptions()
  options.resampling.replicateCount = 100
  change(&options)
  return try await IsoFLOPFitter(options: options).fit(runs)
}
