import ScalingLaws
import Statistics
package import Studies
import TrainingRuns

extension VerificationDocument {
  /// Verified datasets, and when a published fit is said to reproduce.
  package init(_ datasets: [DatasetVerification], rule: ReproductionRule) {
    self.rule = rule.explanation
    self.datasets = datasets.map(Dataset.init)
  }
}

extension VerificationDocument.Dataset {
  fileprivate init(_ verification: DatasetVerification) {
    let dataset = verification.dataset
    name = dataset.name
    title = dataset.descriptor.title
    path = dataset.path
    descriptor = dataset.descriptor.path
    sha256 = Nullable(dataset.descriptor.source?.sha256)
    fits = verification.checks.map(VerificationDocument.Fit.init)
    var (rows, used): (Int?, Int?)
    if case .checked(_, let read, let fitted) = verification.outcome {
      (rows, used) = (read, fitted)
    }
    (self.rows, self.used) = (Nullable(rows), Nullable(used))
    let (status, reason) = verification.state
    self.status = status
    self.reason = Nullable(reason)
  }
}

extension VerificationDocument.Fit {
  fileprivate init(_ check: PublishedFitCheck) {
    label = check.published.label
    law = check.published.law
    objective = Nullable(check.published.objective)
    source = check.published.source
    verdict = check.verdict.word
    reasons = check.verdict.reasons
    quantities = check.quantities.map(VerificationDocument.Quantity.init)
    minimum = Nullable(check.objective?.minimum)
    objectiveAtPublished = Nullable(check.objective?.atPublished.flatMap(finite))
    publishedMinimum = Nullable(check.objective?.publishedMinimum)
    exclusions = Nullable(check.exclusions)
  }
}

extension VerificationDocument.Quantity {
  fileprivate init(_ quantity: PublishedFitCheck.Quantity) {
    symbol = quantity.symbol
    published = quantity.published
    found = quantity.found.value
    difference = quantity.difference
    standardError = Nullable(quantity.standardError)
    standardErrorOf = Nullable(quantity.errorSource)
    standardErrorsApart = Nullable(quantity.errorsApart.flatMap(finite))
  }
}

extension DatasetVerification {
  /// `checked`, `ABSENT` or `FAIL`, and how to get what is absent or why it fails.
  package var state: (status: String, reason: String?) {
    switch outcome {
    case .absent: ("ABSENT", dataset.pullCommand)
    case .otherFile(let expected, let found):
      ("FAIL", "the file has SHA-256 \(found); expected \(expected)")
    case .unusable(let reason): ("FAIL", reason)
    case .checked: ("checked", nil)
    }
  }
}

extension PublishedFitCheck.Verdict {
  /// The verdict in a word.
  package var word: String {
    switch self {
    case .passed: "PASS"
    case .failed: "FAIL"
    case .differs: "DIFFERS"
    case .notFitted: "SKIPPED"
    }
  }

  /// Why a fit does not reproduce.
  package var reasons: [String] {
    switch self {
    case .passed: []
    case .failed(let reasons): reasons
    case .differs(let reason), .notFitted(let reason): [reason]
    }
  }
}

extension PublishedFitCheck.Quantity {
  /// Whose standard error is taken: `published` or `bootstrap`; `nil` if there is none.
  package var errorSource: String? {
    standardError == nil ? nil : publishedError == nil ? "bootstrap" : "published"
  }
}
