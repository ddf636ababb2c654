package import TrainingRuns

extension DatasetsDocument {
  /// Datasets with what is said of each.
  package init(_ datasets: [TrainingRuns.Dataset]) {
    self.datasets = datasets.map(Dataset.init)
  }
}

extension DatasetsDocument.Dataset {
  fileprivate init(_ dataset: TrainingRuns.Dataset) {
    name = dataset.name
    title = dataset.descriptor.title
    path = dataset.path
    isPresent = dataset.isPresent
    isCarried = dataset.isCarried
    tableOf = Nullable(dataset.descriptor.tableOf)
    citations = dataset.descriptor.citations
    licence = Nullable(dataset.descriptor.licence)
    url = Nullable(dataset.descriptor.source?.url)
    commit = Nullable(dataset.descriptor.source?.commit)
    fileAddress = Nullable(dataset.descriptor.source?.fileAddress)
    sha256 = Nullable(dataset.descriptor.source?.sha256)
    sourceFiles = (dataset.descriptor.source?.files ?? []).map {
      .init(path: $0.path, sha256: Nullable($0.sha256))
    }
    conventionNotes = dataset.descriptor.conventions.notes
    columns = Dictionary(
      uniqueKeysWithValues: dataset.descriptor.columns.map { ($0.rawValue, $1) })
    published = dataset.descriptor.published.map(DatasetsDocument.Published.init)
  }
}

extension DatasetsDocument.Published {
  fileprivate init(_ fit: PublishedFit) {
    label = fit.label
    law = fit.law
    objective = Nullable(fit.objective)
    coefficients = fit.coefficients
    standardErrors = fit.standardErrors
    derived = fit.derived
    minimum = Nullable(fit.minimum)
    doesNotReproduceBecause = Nullable(fit.expectation.reason)
    source = fit.source
  }
}
