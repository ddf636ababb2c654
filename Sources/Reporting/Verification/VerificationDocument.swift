import ScalingLaws
import Statistics
import Studies
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
    let reason: Nullable<String>
    let sha256: Nullable<String>
    let rows: Nullable<Int>
    let used: Nullable<Int>
    let descriptor: String
    let fits: [FitForm]

    init(_ verification: DatasetVerification) {
      let dataset = verification.dataset
      name = dataset.name
      title = dataset.descriptor.title
      path = dataset.path
      descriptor = dataset.descriptor.path
      sha256 = Nullable(dataset.descriptor.source?.sha256)
      fits = verification.checks.map(FitForm.init)
      var (rows, used): (Int?, Int?)
      if case .checked(_, let read, let fitted) = verification.outcome {
        (rows, used) = (read, fitted)
      }
      (self.rows, self.used) = (Nullable(rows), Nullable(used))
      let (status, told) = Self.state(of: verification)
      self.status = status
      reason = Nullable(told)
    }

    /// `checked`, `ABSENT` or `FAIL`, and how to get what is absent or why it fails.
    static func state(of verification: DatasetVerification) -> (status: String, reason: String?) {
      switch verification.outcome {
      case .absent: ("ABSENT", verification.dataset.pullCommand)
      case .otherFile(let expected, let found):
        ("FAIL", "the file has the SHA-256 \(found), and \(expected) was expected")
      case .unusable(let reason): ("FAIL", reason)
      case .checked: ("checked", nil)
      }
    }
  }

  /// A published fit; figures that do not exist are null.
  struct FitForm: Encodable {
    let label: String
    let law: String
    let objective: Nullable<String>
    let source: String
    let verdict: String
    let reasons: [String]
    let quantities: [QuantityForm]
    let minimum: Nullable<Double>
    let objectiveAtPublished: Nullable<Double>
    let publishedMinimum: Nullable<Double>
    let exclusions: Nullable<[String]>

    init(_ check: PublishedFitCheck) {
      label = check.published.label
      law = check.published.law
      objective = Nullable(check.published.objective)
      source = check.published.source
      let text = VerdictText(check.verdict)
      verdict = text.word
      reasons = text.reasons
      quantities = check.quantities.map(QuantityForm.init)
      minimum = Nullable(check.objective?.minimum)
      objectiveAtPublished = Nullable(
        check.objective?.atPublished.flatMap { $0.isFinite ? $0 : nil })
      publishedMinimum = Nullable(check.objective?.publishedMinimum)
      exclusions = Nullable(check.exclusions)
    }
  }

  /// A coefficient, or what is derived from them.
  struct QuantityForm: Encodable {
    let symbol: String
    let published: Double
    let found: Double
    let difference: Double
    let standardError: Nullable<Double>
    let standardErrorOf: Nullable<String>
    let standardErrorsApart: Nullable<Double>

    init(_ quantity: PublishedFitCheck.Quantity) {
      symbol = quantity.symbol
      published = quantity.published
      found = quantity.found.value
      difference = quantity.difference
      standardError = Nullable(quantity.standardError)
      standardErrorOf = Nullable(quantity.errorSource)
      standardErrorsApart = Nullable(quantity.errorsApart.flatMap { $0.isFinite ? $0 : nil })
    }
  }
}

/// A verdict as it is written.
struct VerdictText {
  let word: String
  let emphasis: TextLine.Emphasis
  let reasons: [String]

  init(_ verdict: PublishedFitCheck.Verdict) {
    (word, emphasis, reasons) =
      switch verdict {
      case .passed: ("PASS", .good, [])
      case .failed(let reasons): ("FAIL", .bad, reasons)
      case .differs(let reason): ("DIFFERS", .caution, [reason])
      case .notFitted(let reason): ("SKIPPED", .caution, [reason])
      }
  }
}

extension PublishedFitCheck.Quantity {
  /// Whose standard error is taken: `published` or `bootstrap`; `nil` where there is none.
  var errorSource: String? {
    standardError == nil ? nil : publishedError == nil ? "bootstrap" : "published"
  }
}
