import Documents
public import Planning
public import ScalingLaws
import Statistics

/// Allocation rules compared with the optimum, in the forms that `echelle policies` writes.
public struct PoliciesReport: Report, Sendable {
  /// The fits and their comparisons, one for each budget.
  public var results: [(fit: FittedLaw, comparisons: [PolicyComparison])]

  /// A report of comparisons.
  public init(_ results: [(fit: FittedLaw, comparisons: [PolicyComparison])]) {
    self.results = results
  }

  /// JSON: `comparisons`, each with its policies.
  public func json() throws -> String {
    try PoliciesDocument(results).json()
  }

  /// CSV in tidy form: a row for each figure of each policy.
  public func csv() -> String {
    var csv = CSVText(
      header: ["dataset", "law", "flop", "policy", "parameters", "tokens", "quantity"]
        + UnitEstimate.header + ["remarks"])
    for comparison in PoliciesDocument(results).comparisons {
      for policy in comparison.policies {
        let head =
          [comparison.dataset, comparison.law, CSVText.number(comparison.compute), policy.policy]
          + [policy.parameterCount, policy.tokenCount].map { CSVText.number($0) }
        for (quantity, estimate) in [
          (comparison.quantity, policy.loss), ("wasted_share", policy.wastedShare),
          ("wasted_energy", policy.wastedEnergy),
        ] {
          csv.add(head + [quantity] + estimate.cells + [comparison.remarks.codeList])
        }
      }
    }
    return csv.text
  }

  /// Text: what each rule allocates, and what it wastes, for each budget.
  public func text() -> String { text(on: .plain) }

  /// Text: what limits each fit, then what each rule allocates and wastes.
  public func text(on page: TextPage) -> String {
    results.map { fit, comparisons in
      ([TextLine(text: "\(fit.dataset.name): \(fit.law.equation)")]
        + RemarkText(fit.remarks).grave
        + comparisons.flatMap { comparison in
          ([""] + tables(comparison, fit: fit)).lines()
            + RemarkText(comparison.remarks, indent: "    ").all
        }).text(on: page)
    }.joined(separator: "\n")
  }

  private func tables(_ comparison: PolicyComparison, fit: FittedLaw) -> [String] {
    let level = NumberText.percent(fit.bootstrap.level)
    var missing = MissingIntervals(besides: fit.remarks + comparison.remarks)
    for outcome in comparison.outcomes where outcome.loss.interval == nil {
      missing.note(fit.predicted.name, outcome.loss)
    }
    return ["  for \(NumberText.significant(comparison.compute)) FLOP"]
      + allocation(comparison, level: level, quantity: fit.predicted.name) + [""]
      + waste(comparison, level: level) + missing.lines(indent: "    ")
  }

  private func allocation(
    _ comparison: PolicyComparison, level: String, quantity: String
  ) -> [String] {
    func loss(_ value: Double) -> String { NumberText.significant(value, digits: 4) }
    var table = TextTable([.left, .right, .right, .right, .right, .left])
    table.add(["", "N", "D", "D/N", quantity, "\(level) interval"])
    for outcome in comparison.outcomes {
      table.add([
        outcome.name, NumberText.count(outcome.parameterCount),
        NumberText.count(outcome.tokenCount),
        NumberText.significant(outcome.tokenCount / outcome.parameterCount),
        loss(outcome.loss.value), NumberText.interval(of: outcome.loss, loss),
      ])
    }
    return table.lines(indent: "    ")
  }

  private func waste(_ comparison: PolicyComparison, level: String) -> [String] {
    func percent(_ share: Double) -> String {
      // What is left by rounding is nothing.
      share < 1e-9 ? "0" : NumberText.significant(share * 100, digits: 2)
    }
    func plain(_ value: Double) -> String { NumberText.rounded(value) }
    var table = TextTable([.left, .right, .left, .right, .left])
    table.add([
      "", "wasted compute, %", "\(level) interval", "wasted MWh", "\(level) interval",
    ])
    // The optimum itself wastes nothing.
    let others = comparison.outcomes.filter { $0.wastedShare.value >= 1e-9 }
    for outcome in others {
      table.add([
        outcome.name, percent(outcome.wastedShare.value),
        NumberText.interval(of: outcome.wastedShare, percent),
        plain(outcome.wastedMegawattHours.value),
        NumberText.interval(of: outcome.wastedMegawattHours, plain),
      ])
    }
    guard !others.isEmpty else { return ["    none of them wastes compute"] }
    let energy = plain(comparison.energyInMegawattHours.value)
    return table.lines(indent: "    ") + [
      "    wasted: compute beyond what the optimum needs for the same loss; the whole budget takes "
        + "\(energy) MWh"
    ]
  }
}
