extension PulledDatasetsDocument {
  /// CSV: one row each.
  package func csv() -> String {
    var csv = CSVText(header: ["name", "path", "bytes", "fetched", "checked"])
    for dataset in datasets {
      csv.add([
        dataset.name, dataset.path, "\(dataset.bytes)", dataset.wasFetched ? "yes" : "no",
        dataset.wasChecked ? "yes" : "no",
      ])
    }
    return csv.text
  }
}
