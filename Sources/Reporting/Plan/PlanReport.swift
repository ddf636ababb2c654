import Documents
public import Planning
public import ScalingLaws

/// Planned training runs, in the forms that `echelle plan` writes.
public struct PlanReport: Report, Sendable {
  /// The fits and their plans, one for each target.
  public var results: [(fit: FittedLaw, plans: [Plan])]

  /// A report of plans.
  public init(_ results: [(fit: FittedLaw, plans: [Plan])]) {
    self.results = results
  }

  /// JSON: `plans`, each with the dataset that the law was fitted to and its energy assumptions.
  public func json() throws -> String {
    try PlansDocument(results).json()
  }

  /// CSV in tidy form: a row for each figure of each plan.
  public func csv() -> String {
    var csv = CSVText(
      header: ["dataset", "law", "target", "quantity"] + UnitEstimate.header
        + ["boundary", "evidence", "remarks"])
    for (fit, plans) in results {
      for plan in plans { add(PlansDocument.Plan(plan, fit: fit), of: plan, to: &csv) }
    }
    return csv.text
  }

  private func add(_ document: PlansDocument.Plan, of plan: Plan, to csv: inout CSVText) {
    let target = plan.targetText(quantity: document.quantity)
    for (quantity, estimate) in document.figures {
      let isEnergy = ["energy", "emissions", "serving_energy", "lifetime_energy"].contains(
        quantity.replacing("calibrated_", with: ""))
      csv.add(
        [document.dataset, document.law, target, quantity] + estimate.cells
          + [
            isEnergy ? document.energyModel.boundary : nil,
            isEnergy ? document.energyModel.evidence : nil, document.remarks.codeList,
          ])
    }
  }

  /// Text: the plans of each fit, then their assumptions.
  public func text() -> String { text(on: .plain) }

  /// Text: what limits each fit, its plans, then their assumptions.
  public func text(on page: TextPage) -> String {
    results.map { PlanText(fit: $0, plans: $1).lines.text(on: page) }
      .joined(separator: "\n")
  }
}
