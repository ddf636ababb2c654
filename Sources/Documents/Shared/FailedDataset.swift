/// A dataset or group of which nothing came, with the error.
public struct FailedDataset: Sendable, Equatable, Codable {
  /// Its name.
  public var name: String
  /// What went wrong.
  public var error: String

  /// Makes a failure.
  public init(name: String, error: String) {
    self.name = name
    self.error = error
  }

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case name, error
  }
}

extension FailedDataset: Described {
  package static let summary = "An input that could not be read or fitted."

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .name: "The name of the dataset or group, or the file."
    case .error: "The error, its reason and its fix, as on standard error."
    }
  }
}
