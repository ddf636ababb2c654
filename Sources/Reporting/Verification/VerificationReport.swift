import Documents
import ScalingLaws
import Statistics
public import Studies
import TrainingRuns

/// Which published fits reproduce, in the forms that `echelle verify` writes.
public struct VerificationReport: Report, Sendable {
  private let datasets: [DatasetVerification]
  private let rule: ReproductionRule

  /// A report of verified datasets.
  public init(_ datasets: [DatasetVerification], rule: ReproductionRule) {
    self.datasets = datasets
    self.rule = rule
  }

  /// Text: each dataset with a table for each published fit, then how many passed.
  public func text() -> String { text(on: .plain) }

  /// Text: each dataset with a table for each published fit, then how many passed; these alone where
  /// the page is brief.
  public func text(on page: TextPage) -> String {
    let details = page.isBrief ? [] : datasets.map { VerificationText($0).lines }
    return (details + [summary.lines()]).map { $0.text(on: page) }.joined(separator: "\n")
  }

  /// How many passed, failed and were skipped.
  private var summary: [String] {
    let verdicts = datasets.flatMap(\.checks).map { $0.verdict.word }
    let absent = datasets.filter { $0.outcome == .absent }
    let broken = datasets.filter { $0.hasFailed && $0.checks.isEmpty }
    func count(_ word: String) -> Int { verdicts.count { $0 == word } }
    var parts = [
      "\(count("PASS")) passed", "\(count("FAIL")) failed",
      "\(count("DIFFERS")) known to differ",
      "\(count("SKIPPED")) skipped",
    ]
    if !broken.isEmpty {
      parts.append("\(broken.count) unusable \(broken.count == 1 ? "dataset" : "datasets")")
    }
    if !absent.isEmpty {
      parts.append("\(absent.count) missing \(absent.count == 1 ? "dataset" : "datasets")")
    }
    return [parts.joined(separator: ", "), rule.explanation]
  }

  /// CSV in tidy form: a row for each figure of each published fit, and one for each dataset or fit
  /// that has none.
  public func csv() -> String {
    var csv = CSVText(header: [
      "dataset", "fit", "verdict", "quantity", "published", "found", "difference",
      "standard_error", "standard_error_of", "standard_errors_apart", "exclusions",
      "reason",
    ])
    for verification in datasets {
      let name = verification.dataset.name
      if verification.checks.isEmpty {
        let none = [String?](repeating: nil, count: 7)
        let (status, reason) = verification.state
        csv.add([name, nil, status] + none + [nil, reason])
      }
      for check in verification.checks {
        let verdict = check.verdict
        let reason = verdict.reasons.isEmpty ? nil : verdict.reasons.joined(separator: "; ")
        let exclusions = check.exclusions?.joined(separator: "; ")
        let head = [name, check.published.label, verdict.word]
        for quantity in check.quantities {
          csv.add(
            head + [
              quantity.symbol, CSVText.number(quantity.published),
              CSVText.number(quantity.found.value), CSVText.number(quantity.difference),
              CSVText.number(quantity.standardError), quantity.errorSource,
              CSVText.number(quantity.errorsApart), exclusions, reason,
            ])
        }
        let objective = check.objective
        let published = objective?.atPublished ?? objective?.publishedMinimum
        let difference = published.flatMap { value in objective.map { $0.minimum - value } }
        csv.add(
          head + [
            objective == nil ? nil : "objective", CSVText.number(published),
            CSVText.number(objective?.minimum), CSVText.number(difference), nil, nil, nil,
            exclusions, reason,
          ])
      }
    }
    return csv.text
  }

  /// JSON: all figures in full precision.
  public func json() throws -> String {
    try VerificationDocument(datasets, rule: rule).json()
  }
}
