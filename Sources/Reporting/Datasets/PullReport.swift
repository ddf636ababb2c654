import Documents
public import TrainingRuns

/// Fetched tables, in the forms that `echelle datasets pull` writes.
public struct PullReport: Report, Sendable {
  private let datasets: [PulledDataset]

  /// A report of fetched tables.
  public init(_ datasets: [PulledDataset]) {
    self.datasets = datasets
  }

  /// Text: a line each.
  public func text() -> String {
    datasets.map { dataset in
      let size = NumberText.bytes(dataset.byteCount)
      let check = dataset.wasChecked ? "SHA-256 matches" : "no SHA-256 to compare with"
      let state =
        dataset.isCarried
        ? "copied with its description" : dataset.wasFetched ? "downloaded" : "already present"
      return "\(dataset.name): \(state), "
        + "\(dataset.path) (\(size), \(check))"
    }.text
  }

  /// JSON: all that is known.
  public func json() throws -> String {
    try PulledDatasetsDocument(datasets).json()
  }

  /// CSV: a row each.
  public func csv() -> String {
    PulledDatasetsDocument(datasets).csv()
  }
}
