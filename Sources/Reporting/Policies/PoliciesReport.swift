import Documents
public import Planning
public import ScalingLaws
import Statistics

/// Rules for sharing a budget beside the optimum, in the forms that `echelle policies` writes.
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

  /// Text: a table for each budget.
  public func text() -> String { text(on: .plain) }

  /// Text: what limits each fit, then a table for each budget.
  public func text(on page: TextPage) -> String {
    results.map { fit, comparisons in
      ([TextLine(text: "\(fit.dataset.name): \(fit.law.equation)")]
        + RemarkText(fit.remarks).grave
        + comparisons.flatMap { comparison in
          ([""] + table(comparison, fit: fit)).lines()
            + RemarkText(comparison.remarks, indent: "    ").all
        }).text(on: page)
    }.joined(separator: "\n")
  }

  private func table(_ comparison: PolicyComparison, fit: FittedLaw) -> [String] {
    let level = NumberText.percent(fit.bootstrap.level)
    var table = TextTable([.left] + Array(repeating: .right, count: 4) + [.left, .right, .left])
    table.add([
      "", "N", "D", "D/N", fit.predicted.name, "\(level) interval", "wasted", "\(level) interval",
    ])
    func percent(_ share: Double) -> String {
      // What is left by rounding is nothing.
      share < 1e-9 ? "0 %" : NumberText.significant(share * 100, digits: 2) + " %"
    }
    func loss(_ value: Double) -> String { NumberText.significant(value, digits: 4) }
    for outcome in comparison.outcomes {
      table.add([
        outcome.name, NumberText.count(outcome.parameterCount),
        NumberText.count(outcome.tokenCount),
        NumberText.significant(outcome.tokenCount / outcome.parameterCount),
        loss(outcome.loss.value), NumberText.interval(of: outcome.loss, loss),
        percent(outcome.wastedShare.value),
        NumberText.interval(of: outcome.wastedShare, percent),
      ])
    }
    let worst = comparison.outcomes.max { $0.wastedShare.value < $1.wastedShare.value }
    func plain(_ value: Double) -> String { NumberText.significant(value) }
    let waste = worst.map { outcome in
      "  \(outcome.name) wastes \(plain(outcome.wastedMegawattHours.value)) MWh "
        + "\(NumberText.interval(outcome.wastedMegawattHours.interval, plain)) of "
        + "\(plain(comparison.energyInMegawattHours.value)) MWh"
    }
    return ["  for \(NumberText.significant(comparison.compute)) FLOP"]
      + table.lines(indent: "    ") + [
        "    wasted: the share of the compute that the optimum would not need for the same loss"
      ] + [waste].compactMap { $0 }
  }
}
