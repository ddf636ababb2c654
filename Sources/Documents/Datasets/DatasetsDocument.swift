package struct DatasetsDocument: Document {
  package static let identifier = "datasets"
  package static let title = "Datasets"
  package static let writers = "`datasets list`, `datasets show`"
  package static let summary = "What `echelle datasets --format json` writes."

  package let datasets: [Dataset]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case datasets
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .datasets: "The datasets, by name."
    }
  }
}

extension DatasetsDocument {
  package struct Dataset: Described {
    package static let summary = "A dataset."

    package let name: String
    package let title: String
    package let path: String
    package let isCarried: Bool
    package let tableOf: Nullable<String>
    package let citations: [String]
    package let licence: Nullable<String>
    package let url: Nullable<String>
    package let columns: [String: String]
    package let published: [Published]
    package let isPresent: Bool
    package let commit: Nullable<String>
    package let fileAddress: Nullable<String>
    package let sha256: Nullable<String>
    package let sourceFiles: [SourceFile]
    package let conventionNotes: [String]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case name, title, path, isCarried, tableOf, citations, licence, url, columns, published
      case isPresent, commit, fileAddress, sha256, sourceFiles, conventionNotes
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .name: "Its name, usable as a PATH."
      case .title: "Its title."
      case .path: "The file with the runs."
      case .isCarried:
        Field(
          "Whether the table is bundled with its descriptor and needs no download.", added: false)
      case .tableOf:
        Field("The dataset whose table this one uses; null where it has its own.", added: .null)
      case .citations: "What to cite."
      case .licence: "The licence; null where none is stated."
      case .url: "The source of the figures; null where not stated."
      case .columns:
        Field(
          "The header of the column that plays each role.",
          .keys([
            "parameters", "tokens", "compute", "loss", "weight", "run", "family", "step", "order",
          ]))
      case .published: "Published fits to it."
      case .isPresent: "Whether the file exists."
      case .commit: "The version at `url`; null where not stated."
      case .fileAddress:
        Field("The address that `datasets pull` downloads from; null where there is none.")
      case .sha256:
        Field(
          "The SHA-256 of the file; null where not stated.", .matching("^[0-9a-f]{64}$"))
      case .sourceFiles:
        Field(
          "The source files that the table was built from; none where it is one of "
            + "them.")
      case .conventionNotes: "Where columns differ in meaning from what their names suggest."
      }
    }
  }
}

extension DatasetsDocument {
  package struct Published: Described {
    package static let summary = "A published fit."

    package let label: String
    package let law: String
    package let objective: Nullable<String>
    package let coefficients: [String: Double]
    package let standardErrors: [String: Double]
    package let derived: [String: Double]
    package let source: String
    package let minimum: Nullable<Double>
    package let doesNotReproduceBecause: Nullable<String>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case label, law, objective, coefficients, standardErrors, derived, source, minimum
      case doesNotReproduceBecause
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .label: "Who published it."
      case .law: "The name of the law."
      case .objective:
        Field("The objective, such as huber:0.001; null where not stated.")
      case .coefficients:
        Field(
          "The coefficients by symbol, in the units of a fit.",
          .keysMatching("^[A-Za-z][A-Za-z0-9_]*$"))
      case .standardErrors:
        Field(
          "Their standard errors, where published, in the same units.",
          .keysMatching("^[A-Za-z][A-Za-z0-9_]*$"))
      case .derived:
        Field(
          "Quantities derived from them, such as a and b.", .keysMatching("^[A-Za-z][A-Za-z0-9_]*$")
        )
      case .source: "Where it was published."
      case .minimum:
        Field(
          "The published minimum of the objective, with squares "
            + "halved; null where there is none.")
      case .doesNotReproduceBecause:
        Field(
          "Why a refit is known to differ; null where it is expected to "
            + "agree.")
      }
    }
  }
}

extension DatasetsDocument {
  package struct SourceFile: Described {
    package static let summary = "A file."

    package let path: String
    package let sha256: Nullable<String>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case path, sha256
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .path: "Its path at the address."
      case .sha256:
        Field("Its SHA-256; null where not stated.", .matching("^[0-9a-f]{64}$"))
      }
    }
  }
}
