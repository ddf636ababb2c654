package struct VerificationDocument: Document {
  package static let identifier = "verification"
  package static let title = "Verification"
  package static let writers = "`verify`"
  package static let summary = "What `echelle verify --format json` writes."

  package let rule: String
  package let datasets: [Dataset]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case rule, datasets
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .rule: "When a published fit is said to reproduce."
    case .datasets: "The datasets."
    }
  }
}

extension VerificationDocument {
  package struct Dataset: Described {
    package static let summary = "A dataset."

    package let name: String
    package let title: String
    package let path: String
    package let descriptor: String
    package let status: String
    package let reason: Nullable<String>
    package let sha256: Nullable<String>
    package let rows: Nullable<Int>
    package let used: Nullable<Int>
    package let fits: [Fit]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case name, title, path, descriptor, status, reason, sha256, rows, used, fits
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .name: "Its name."
      case .title: "Its title."
      case .path: "The file that holds the runs, or would."
      case .descriptor: "The dataset.yml whose rules were used."
      case .status:
        Field(
          "Whether the published fits were checked, or else why not.",
          .among(["checked", "ABSENT", "FAIL"]))
      case .reason: "How to get what is absent, or why it fails; null otherwise."
      case .sha256:
        Field(
          "The SHA-256 that the file has to have; null where that is not stated.",
          .matching("^[0-9a-f]{64}$"))
      case .rows:
        Field("The rows read; null where nothing was fitted.", .nonNegative)
      case .used:
        Field("The rows fitted; null where nothing was.", .nonNegative)
      case .fits: "The published fits."
      }
    }
  }
}

extension VerificationDocument {
  package struct Fit: Described {
    package static let summary = "A published fit beside a refit."

    package let label: String
    package let law: String
    package let objective: Nullable<String>
    package let source: String
    package let verdict: String
    package let reasons: [String]
    package let quantities: [Quantity]
    package let minimum: Nullable<Double>
    package let objectiveAtPublished: Nullable<Double>
    package let publishedMinimum: Nullable<Double>
    package let exclusions: Nullable<[String]>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case label, law, objective, source, verdict, reasons, quantities, minimum
      case objectiveAtPublished, publishedMinimum, exclusions
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .label: "Who found it."
      case .law: "The name of the law."
      case .objective:
        Field("What was minimised, such as huber:0.001; null where that is not stated.")
      case .source: "Where it was published."
      case .verdict:
        Field(
          "Whether it reproduces: DIFFERS does not, as was declared; SKIPPED could not be "
            + "tried.", .among(["PASS", "FAIL", "DIFFERS", "SKIPPED"]))
      case .reasons: "Why it does not."
      case .quantities:
        Field("What was published of the coefficients, in the law's order, and what is derived.")
      case .minimum:
        Field(
          "The objective at the minimum that the refit finds, in which squares count half, "
            + "r²/2; null where nothing was fitted.")
      case .objectiveAtPublished:
        Field(
          "The objective at the published coefficients; null where not all were published "
            + "or it is not finite.")
      case .publishedMinimum: "The minimum that was published; null where none was."
      case .exclusions:
        Field(
          "How many rows each filter and drop rule left out of the refit, a sentence each; "
            + "null where nothing was fitted.")
      }
    }
  }
}

extension VerificationDocument {
  package struct Quantity: Described {
    package static let summary = "A coefficient, or what is derived from them."

    package let symbol: String
    package let published: Double
    package let found: Double
    package let difference: Double
    package let standardError: Nullable<Double>
    package let standardErrorOf: Nullable<String>
    package let standardErrorsApart: Nullable<Double>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case symbol, published, found, difference, standardError, standardErrorOf
      case standardErrorsApart
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .symbol: "Its symbol."
      case .published: "What was published."
      case .found: "What the refit finds."
      case .difference: "Found minus published."
      case .standardError: "A standard error; null where there is none."
      case .standardErrorOf:
        Field(
          "Whose standard error that is; null where there is none.",
          .among(["published", "bootstrap"]))
      case .standardErrorsApart:
        Field("The difference in standard errors; null where there is none.")
      }
    }
  }
}
