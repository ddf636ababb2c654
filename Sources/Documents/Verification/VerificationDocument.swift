package struct VerificationDocument: Document {
  package static let identifier = "verification"
  package static let title = "Verification"
  package static let writers = "`reproduce`"
  package static let summary = "What `echelle reproduce --format json` writes."

  package let rule: String
  package let datasets: [Dataset]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case rule, datasets
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .rule: "The criterion for a published fit to reproduce."
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
      case .path: "The path of the file with the runs, which may be missing."
      case .descriptor: "The dataset.yml whose rules were used."
      case .status:
        Field(
          "Whether the published fits were checked, or why not.",
          .among(["checked", "ABSENT", "FAIL"]))
      case .reason: "How to get a missing file, or why it fails; null otherwise."
      case .sha256:
        Field(
          "The expected SHA-256; null where not stated.",
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
    package static let summary = "A published fit compared with a refit."

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
      case .label: "Who published it."
      case .law: "The name of the law."
      case .objective:
        Field("The objective, such as huber:0.001; null where not stated.")
      case .source: "Where it was published."
      case .verdict:
        Field(
          "Whether it reproduces: DIFFERS is known not to; SKIPPED could not be tried.",
          .among(["PASS", "FAIL", "DIFFERS", "SKIPPED"]))
      case .reasons: "Why it does not."
      case .quantities:
        Field("The published coefficients, in the law's order, and derived quantities.")
      case .minimum:
        Field(
          "The minimum that the refit finds, with squares halved, "
            + "r²/2; null where nothing was fitted.")
      case .objectiveAtPublished:
        Field(
          "The objective at the published coefficients; null where some were not published "
            + "or it is not finite.")
      case .publishedMinimum: "The published minimum; null where there is none."
      case .exclusions:
        Field(
          "The rows excluded by each filter and drop rule, one sentence each; "
            + "null where nothing was fitted.")
      }
    }
  }
}

extension VerificationDocument {
  package struct Quantity: Described {
    package static let summary = "A coefficient or a derived quantity."

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
      case .published: "The published value."
      case .found: "The value from the refit."
      case .difference: "Found minus published."
      case .standardError: "A standard error; null where there is none."
      case .standardErrorOf:
        Field(
          "The origin of the standard error; null where there is none.",
          .among(["published", "bootstrap"]))
      case .standardErrorsApart:
        Field("The difference in units of the standard error; null where there is none.")
      }
    }
  }
}
