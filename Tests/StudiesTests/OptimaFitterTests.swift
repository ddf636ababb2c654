import Diagnostics
import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Studies
import Tables
import Testing
import TrainingRuns

@Suite struct OptimaFitterTests {
  /// N* = 0.2·C^0.6 with errors ε in log N*, which also disturb D*.
  private func optima(_ errors: [Double], sigma: [Double]) throws -> RunTable {
    let rows = errors.indices.map { index in
      let compute = 1e18 * pow(4, Double(index))
      let parameters = 0.2 * pow(compute, 0.6) * exp(errors[index])
      return "\(parameters),\(compute / (6 * parameters)),\(compute),3,\(sigma[index])"
    }
    var options = ReadingOptions()
    options.columns[.weight] = "sigma"
    // Far fewer tokens than parameters, as no training run has.
    options.units[.parameters] = try ColumnUnit(parsing: "1", for: .parameters)
    return try RunTable(
      reading: TableReader(
        bytes: Array((["N,D,C,loss,sigma"] + rows).joined(separator: "\n").utf8),
        name: "optima.csv"), name: "optima.csv", path: "optima.csv", options: options)
  }

  @Test func exactOptimaGiveExactExponents() throws {
    let table = try optima([0, 0, 0, 0, 0], sigma: [0.1, 0.2, 0.1, 0.3, 0.1])
    let fit = try OptimaFitter().fit(table, standardErrors: true)
    #expect(fit.laws.map(\.weighting) == [.equal, .inverseVariance])
    for law in fit.laws {
      #expect(abs(law.parameterExponent.value - 0.6) < 1e-12)
      #expect(abs(law.tokenExponent.value - 0.4) < 1e-12)
    }
    // The standard error of the weighted slope is that of weighted least squares.
    let x = (0..<5).map { Double($0) * log(4) }
    let w = [0.1, 0.2, 0.1, 0.3, 0.1].map { 1 / ($0 * $0) }
    let mean = zip(x, w).reduce(0) { $0 + $1.0 * $1.1 } / w.reduce(0, +)
    let spread = zip(x, w).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 }
    let error = try #require(fit.laws[1].parameterExponent.standardError)
    #expect(abs(error * spread.squareRoot() - 1) < 0.05)
  }

  /// A wild optimum with a large σ moves the equal weights and not the others.
  @Test func weightsCount() throws {
    let table = try optima([0, 0, 0, 0, 2], sigma: [0.1, 0.1, 0.1, 0.1, 1e4])
    let fit = try OptimaFitter().fit(table, standardErrors: true)
    #expect(fit.laws[0].parameterExponent.value > 0.7)
    #expect(abs(fit.laws[1].parameterExponent.value - 0.6) < 1e-6)
  }

  @Test func refusesAnErrorOfZero() throws {
    let table = try optima([0, 0, 0], sigma: [0.1, 0, 0.1])
    let error = try #require(
      throws: AllocationError.self,
      performing: {
        try OptimaFitter().fit(table, standardErrors: true)
      })
    #expect(
      error.description == """
        optima.csv:3: column 'sigma': expected a positive number, found 0
          why: each optimum has weight 1/σ² in the power law, where σ is the standard error of log N*
          fix: correct the cell, or exclude the row with 'sigma > 0' as the filter of rows
        """)
  }

  @Test func twoOptimaGiveNoLaw() throws {
    let fit = try OptimaFitter().fit(
      try optima([0, 0], sigma: [0.1, 0.1]), standardErrors: true)
    #expect(fit.laws.isEmpty)
  }

  /// Exponents of N* in C of ten configurations: ordinary least squares, and weights 1/σ².
  ///
  /// Porian and others 2024, arXiv:2406.19146, as they published them.
  @Test func reproducesPorian() throws {
    let exponents: [String: (basic: Double, weighted: Double)] = [
      "hp_base-warm_long-decay_kaplan-count_kaplan-train": (0.833768, 0.835300),
      "hp_base-warm_long-decay_kaplan-count_standard-val": (0.700899, 0.706470),
      "hp_base-warm_short-decay_kaplan-count_standard-val": (0.603528, 0.602038),
      "hp_base-warm_short-decay_chinchilla-count_standard-val": (0.571425, 0.571495),
      "hp_tuned-warm_short-decay_const-count_standard-val": (0.497029, 0.496895),
      "hp_base-warm_long-decay_kaplan-count_attention-train": (0.715916, 0.717058),
      "hp_base-warm_short-decay_kaplan-count_attention-train": (0.624012, 0.622251),
      "hp_base-warm_short-decay_chinchilla-count_attention-train": (0.577811, 0.577193),
      "hp_tuned-warm_short-decay_const-count_attention-train": (0.504066, 0.505266),
      "hp_tuned-warm_long-decay_const-count_kaplan-train": (0.708059, 0.711488),
    ]
    var options = ReadingOptions()
    options.columns[.weight] = "parameters_error"
    let table = try carriedRuns("porian-optima", options)
    #expect(table.excluded.rowCount == 3)
    let groups = table.groups()
    #expect(groups.count == 10)
    for group in groups {
      let published = try #require(exponents[group.group?.first ?? ""])
      let fit = try OptimaFitter().fit(group, standardErrors: true)
      let found = fit.laws.map(\.parameterExponent.value)
      try #require(found.count == 2)
      #expect(abs(found[0] - published.basic) < 5.1e-7, "\(group.name)")
      #expect(abs(found[1] - published.weighted) < 5.1e-7, "\(group.name)")
      #expect(fit.laws.allSatisfy { $0.parameterExponent.interval != nil })
    }
  }
}
