package struct PulledDatasetsDocument: Document {
  package static let identifier = "pulled-datasets"
  package static let title = "Downloaded datasets"
  package static let writers = "`datasets pull`"
  package static let summary = "What `echelle datasets pull --format json` writes."

  package let datasets: [Dataset]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case datasets
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .datasets:
      Field("The datasets, in input order, without those that could not be downloaded.")
    }
  }
}

extension PulledDatasetsDocument {
  package struct Dataset: Described {
    package static let summary = "A dataset."

    package let name: String
    package let path: String
    package let bytes: Int
    package let wasFetched: Bool
    package let wasChecked: Bool
    package let isCarried: Bool

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case name, path, bytes, wasFetched, wasChecked, isCarried
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .name: "Its name."
      case .path: "The file with the runs."
      case .bytes:
        Field("Its size.", .nonNegative)
      case .wasFetched: "Whether this command downloaded it."
      case .wasChecked: "Whether its SHA-256 was checked against the descriptor."
      case .isCarried:
        Field("Whether the table is bundled with its descriptor and needs no download.")
      }
    }
  }
}
