import ScalingLaws
package import Statistics
package import Studies

extension ApproachesDocument {
  /// Comparisons, each with what is known of the differences, made with `provenance`.
  package init(
    _ comparisons: [(ApproachComparison, sentences: [String])], provenance: MethodProvenance
  ) {
    self.comparisons = comparisons.map { Comparison($0, remarks: $1) }
    self.provenance = provenance
    remarks = .gathered(
      comparisons.map { comparison, _ in
        (
          comparisons.count == 1 ? "approach 3" : "approach 3 of \(comparison.dataset.name)",
          comparison.parametric.fit?.remarks ?? []
        )
      })
  }
}

extension ApproachesDocument.Comparison {
  fileprivate init(_ comparison: ApproachComparison, remarks: [String]) {
    dataset = comparison.dataset
    resampling = comparison.isoFLOP.resampling
    approaches = comparison.results.map { ApproachesDocument.Approach($0, of: comparison) }
    self.remarks = remarks
  }
}

extension ApproachesDocument.Approach {
  fileprivate init(_ result: ApproachComparison.Result, of comparison: ApproachComparison) {
    approach = result.approach
    name = result.name
    a = Nullable(result.exponents.map { UnitEstimate(estimate: $0.a, unit: "1") })
    b = Nullable(result.exponents.map { UnitEstimate(estimate: $0.b, unit: "1") })
    refusal = Nullable(result.refusal)
    remarks = result.remarks(in: comparison)
  }
}

extension ApproachComparison.Result {
  /// What limits the fitted law of a comparison, where this is the approach that has it.
  package func remarks(in comparison: ApproachComparison) -> [Remark] {
    approach == 3 ? comparison.parametric.fit?.remarks.gravestFirst ?? [] : []
  }
}
