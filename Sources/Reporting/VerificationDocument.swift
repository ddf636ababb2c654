import ScalingLaws
import Statistics
import TrainingRuns

/// Verified datasets as JSON.
struct VerificationDocument: Encodable {
  let schema = "echelle.verification/1"
  let rule: String
  let datasets: [Form]

  /// A dataset: its `status` is `checked`, `ABSENT` or `FAIL`.
  struct Form: Encodable {
    let name: String
    let title: String
    let path: String
    let status: String
    let reason: String?
    let sha256: String?
    let rows: Int?
    let used: Int?
    let fits: [FitForm]

    init(_ verification: DatasetVerification) {
      let dataset = verification.dataset
      name = dataset.name
      title = dataset.descriptor.title
      path = dataset.path
      sha256 = dataset.descriptor.source?.sha256
      fits = verification.checks.map(FitForm.init)
      if case .checked(_, let rows, let used) = verification.outcome {
        (self.rows, self.used) = (rows, used)
      } else {
        (rows, used) = (nil, nil)
      }
      (status, reason) =
        switch verification.outcome {
        case .absent: ("ABSENT", dataset.pullCommand)
        case .otherFile(let expected, let found):
          ("FAIL", "the file has the SHA-256 \(found), and \(expected) was expected")
        case .unusable(let reason): ("FAIL", reason)
        case .checked: ("checked", nil)
        }
    }
  }

  /// A published fit; figures that do not exist are absent.
  struct FitForm: Encodable {
    let label: String
    let law: String
    let objective: String?
    let source: String
    let verdict: String
    let reasons: [String]
    let quantities: [QuantityForm]
    let minimum: Double?
    let objectiveAtPublished: Double?
    let publishedMinimum: Double?

    init(_ check: PublishedFitCheck) {
      label = check.published.label
      law = check.published.law
      objective = check.published.objective
      source = check.published.source
      let text = VerdictText(check.verdict)
      verdict = text.word
      reasons = text.reasons
      quantities = check.quantities.map(QuantityForm.init)
      minimum = check.objective?.minimum
      objectiveAtPublished = check.objective?.atPublished.flatMap { $0.isFinite ? $0 : nil }
      publishedMinimum = check.objective?.publishedMinimum
    }
  }

  /// A coefficient, or what is derived from them.
  struct QuantityForm: Encodable {
    let symbol: String
    let published: Double
    let found: Double
    let difference: Double
    let standardError: Double?
    let standardErrorOf: String?
    let standardErrorsApart: Double?

    init(_ quantity: PublishedFitCheck.Quantity) {
      symbol = quantity.symbol
      published = quantity.published
      found = quantity.found.value
      difference = quantity.difference
      standardError = quantity.standardError
      standardErrorOf =
        quantity.standardError == nil
        ? nil : quantity.publishedError == nil ? "bootstrap" : "published"
      standardErrorsApart = quantity.errorsApart.flatMap { $0.isFinite ? $0 : nil }
    }
  }
}

/// A verdict as it is written.
struct VerdictText {
  let word: String
  let reasons: [String]

  init(_ verdict: PublishedFitCheck.Verdict) {
    (word, reasons) =
      switch verdict {
      case .passed: ("PASS", [])
      case .failed(let reasons): ("FAIL", reasons)
      case .differs(let reason): ("DIFFERS", [reason])
      case .notFitted(let reason): ("SKIPPED", [reason])
      }
  }
}
