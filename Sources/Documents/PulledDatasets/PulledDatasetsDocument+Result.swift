package import TrainingRuns

extension PulledDatasetsDocument {
  /// Fetched tables.
  package init(_ datasets: [PulledDataset]) {
    self.datasets = datasets.map {
      Dataset(
        name: $0.name, path: $0.path, bytes: $0.byteCount, wasFetched: $0.wasFetched,
        wasChecked: $0.wasChecked, isCarried: $0.isCarried)
    }
  }
}
