package struct PulledDatasetsDocument: Document {
  package static let identifier = "pulled-datasets"
  package static let title = "Fetched datasets"
  package static let writers = "`datasets pull`"
  package static let summary = "What `echelle datasets pull --format json` writes."

  package let datasets: [Dataset]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case datasets
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .datasets:
      Field("The datasets, in the order asked for, without those that could not be fetched.")
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
      case .path: "The file that holds the runs."
      case .bytes:
        Field("Its size.", .nonNegative)
      case .wasFetched: "Whether it had to be fetched."
      case .wasChecked: "Whether its SHA-256 was compared with the descriptor's."
      case .isCarried:
        Field("Whether the table came with its descriptor, and is not to be fetched.")
      }
    }
  }
}
