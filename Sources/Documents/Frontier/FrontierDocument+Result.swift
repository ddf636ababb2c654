package import Planning
package import ScalingLaws
import Statistics

extension FrontierDocument {
  /// The plans of each fit for energies at equal steps of the logarithm.
  package init(_ results: [(fit: FittedLaw, plans: [Plan])]) {
    frontiers = results.map { fit, plans in
      Frontier(
        dataset: fit.dataset.name, law: fit.law.name,
        plans: plans.map { PlansDocument.Plan($0, fit: fit) }, remarks: fit.remarks.gravestFirst)
    }
  }
}
