public import ScalingLaws
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
  public func text() -> String {
    let parts = datasets.map { VerificationText($0).lines } + [summary]
    return parts.map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
  }

  /// How many of everything.
  private var summary: [String] {
    let verdicts = datasets.flatMap(\.checks).map { VerdictText($0.verdict).word }
    let absent = datasets.filter { $0.outcome == .absent }
    let broken = datasets.filter { $0.hasFailed && $0.checks.isEmpty }
    func count(_ word: String) -> Int { verdicts.count { $0 == word } }
    var parts = [
      "\(count("PASS")) passed", "\(count("FAIL")) failed",
      "\(count("DIFFERS")) differ as declared",
      "\(count("SKIPPED")) skipped",
    ]
    if !broken.isEmpty { parts.append("\(broken.count) of the datasets cannot be used") }
    if !absent.isEmpty { parts.append("\(absent.count) of the datasets absent") }
    return [parts.joined(separator: ", "), rule.explanation]
  }

  /// CSV in tidy form: a row for each figure of each published fit, and one for each dataset or fit
  /// that has none.
  public func csv() -> String {
    var csv = CSVText(header: [
      "dataset", "fit", "verdict", "quantity", "published", "found", "difference",
      "standard_error", "standard_error_of", "standard_errors_apart", "reason",
    ])
    for form in document.datasets {
      if form.fits.isEmpty {
        let none = [String?](repeating: nil, count: 7)
        csv.add([form.name, nil, form.status] + none + [form.reason])
      }
      for fit in form.fits {
        let reason = fit.reasons.isEmpty ? nil : fit.reasons.joined(separator: "; ")
        let head = [form.name, fit.label, fit.verdict]
        for row in fit.quantities {
          csv.add(
            head + [
              row.symbol, CSVText.number(row.published), CSVText.number(row.found),
              CSVText.number(row.difference), CSVText.number(row.standardError),
              row.standardErrorOf, CSVText.number(row.standardErrorsApart), reason,
            ])
        }
        let published = fit.objectiveAtPublished ?? fit.publishedMinimum
        let difference = published.flatMap { value in fit.minimum.map { $0 - value } }
        csv.add(
          head + [
            fit.minimum == nil ? nil : "objective", CSVText.number(published),
            CSVText.number(fit.minimum), CSVText.number(difference), nil, nil, nil, reason,
          ])
      }
    }
    return csv.text
  }

  /// JSON: all figures in full precision.
  public func json() throws -> String {
    try JSONText.encode(document)
  }

  private var document: VerificationDocument {
    VerificationDocument(
      rule: rule.explanation, datasets: datasets.map(VerificationDocument.Form.init))
  }
}
