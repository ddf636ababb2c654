extension DatasetsDocument {
  /// CSV: one row each.
  package func csv() -> String {
    var csv = CSVText(header: ["name", "title", "file", "present", "licence", "published_fits"])
    for dataset in datasets {
      csv.add([
        dataset.name, dataset.title, dataset.path, dataset.isPresent ? "yes" : "no",
        dataset.licence.value, "\(dataset.published.count)",
      ])
    }
    return csv.text
  }
}
