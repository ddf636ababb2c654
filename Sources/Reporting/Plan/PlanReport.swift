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

  /// JSON: `plans`, each with the dataset that the law was fitted to and what its energy rests on.
  public func json() throws -> String {
    try JSONText.encode(Document(plans: documents))
  }

  /// CSV in tidy form: a row for each figure of each plan.
  public func csv() -> String {
    var csv = CSVText(
      header: ["dataset", "law", "target", "quantity"] + UnitEstimate.header
        + ["boundary", "evidence", "remarks"])
    for plan in documents {
      for (quantity, estimate) in plan.figures {
        let isEnergy = ["energy", "emissions", "serving_energy", "lifetime_energy"].contains(
          quantity)
        csv.add(
          [plan.dataset, plan.law, plan.target.text, quantity] + estimate.cells
            + [
              isEnergy ? plan.energyModel.boundary : nil,
              isEnergy ? plan.energyModel.evidence : nil, plan.remarks.codeList,
            ])
      }
    }
    return csv.text
  }

  /// Text: the plans of each fit, then the assumptions they rest on.
  public func text() -> String { text(on: .plain) }

  /// Text: what limits each fit, its plans, then the assumptions they rest on.
  public func text(on page: TextPage) -> String {
    results.map { PlanText(fit: $0, plans: $1).lines.text(on: page) }
      .joined(separator: "\n")
  }

  private struct Document: Encodable {
    let schema = "echelle.plans/1"
    let plans: [PlanDocument]
  }

  private var documents: [PlanDocument] {
    results.flatMap { fit, plans in plans.map { PlanDocument($0, fit: fit) } }
  }
}
