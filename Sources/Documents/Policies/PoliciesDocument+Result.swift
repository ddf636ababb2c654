package import Planning
package import ScalingLaws
import Statistics

extension PoliciesDocument {
  /// The comparisons of rules by each fit.
  package init(_ results: [(fit: FittedLaw, comparisons: [PolicyComparison])]) {
    comparisons = results.flatMap { fit, comparisons in
      comparisons.map { Comparison($0, fit: fit) }
    }
  }
}

extension PoliciesDocument.Comparison {
  fileprivate init(_ comparison: PolicyComparison, fit: FittedLaw) {
    dataset = fit.dataset.name
    law = fit.law.name
    compute = comparison.compute
    quantity = fit.predicted.name
    energy = UnitEstimate(estimate: comparison.energyInMegawattHours, unit: "MWh")
    policies = comparison.outcomes.map {
      PoliciesDocument.Policy(
        policy: $0.name, source: $0.source, parameterCount: $0.parameterCount,
        tokenCount: $0.tokenCount,
        loss: UnitEstimate(estimate: $0.loss, unit: fit.predicted.unit),
        wastedShare: UnitEstimate(estimate: $0.wastedShare, unit: "1"),
        wastedEnergy: UnitEstimate(estimate: $0.wastedMegawattHours, unit: "MWh"))
    }
    remarks = (fit.remarks + comparison.remarks).gravestFirst
  }
}
