import Documents
public import TrainingRuns

/// Datasets and their descriptions, in the forms that `echelle datasets` writes.
public struct DatasetsReport: Report, Sendable {
  private let datasets: [Dataset]
  private let isDetailed: Bool

  /// A report of datasets: the whole description of each, or a line for each.
  public init(_ datasets: [Dataset], isDetailed: Bool) {
    self.datasets = datasets
    self.isDetailed = isDetailed
  }

  /// JSON: the descriptions, in full precision.
  public func json() throws -> String {
    try DatasetsDocument(datasets).json()
  }

  /// CSV: a row each.
  public func csv() -> String {
    DatasetsDocument(datasets).csv()
  }

  /// Text: a table, or the description of each dataset.
  public func text() -> String {
    guard isDetailed else {
      var table = TextTable([.left, .left, .left])
      for dataset in datasets {
        table.add([
          dataset.name, dataset.isPresent ? "available" : "missing", dataset.descriptor.title,
        ])
      }
      return (table.lines() + advice).text
    }
    return datasets.map { details($0).text }.joined(separator: "\n")
  }

  /// How to get the tables that are absent.
  private var advice: [String] {
    let names = datasets.filter { !$0.isPresent && $0.pullCommand != nil }.map(\.name)
    guard !names.isEmpty else { return [] }
    return [
      "", "to download the missing ones: echelle datasets pull \(names.joined(separator: " "))",
    ]
  }

  private func details(_ dataset: Dataset) -> [String] {
    let descriptor = dataset.descriptor
    var lines = ["\(dataset.name): \(descriptor.title)"]
    lines.append("  file: \(dataset.path)" + (dataset.isPresent ? "" : " (missing)"))
    lines += descriptor.tableOf.map { ["  uses the table of: \($0)"] } ?? []
    if !dataset.isPresent, let command = dataset.pullCommand {
      lines.append("  to download it: \(command)")
    }
    lines += descriptor.citations.map { "  cite: \($0)" }
    lines += descriptor.licence.map { ["  licence: \($0)"] } ?? []
    if let source = descriptor.source {
      let place = [source.url, source.commit.map { "at \($0)" }].compactMap { $0 }
      if !place.isEmpty { lines.append("  source: \(place.joined(separator: " "))") }
      if let path = source.path { lines.append("  path at the source: \(path)") }
      lines += source.sha256.map { ["  SHA-256: \($0)"] } ?? []
      if let first = source.files.first?.path {
        let files = source.files.count == 1 ? first : "\(source.files.count) files such as \(first)"
        lines.append("  built from: \(files); to download: echelle datasets pull \(dataset.name)")
      }
      lines += source.note.map { ["  note: \($0)"] } ?? []
    }
    lines += descriptor.conventions.notes.map { "  caution: \($0)" }
    for role in ColumnRole.allCases {
      if let header = descriptor.columns[role] {
        lines.append("  column for \(role.rawValue): \(header)")
      }
    }
    for filter in descriptor.filters {
      let reason = filter.reason.map { " (excludes: \($0))" } ?? ""
      lines.append("  keeps only rows with \(filter.text)\(reason)")
    }
    for drop in descriptor.dropHighest {
      lines.append(
        "  drops the \(drop.count) rows with the highest \(drop.column)"
          + (drop.reason.map { " (\($0))" } ?? ""))
    }
    if !descriptor.published.isEmpty { lines.append("  published fits:") }
    return lines + descriptor.published.flatMap(published)
  }

  /// The source of a published fit, and its coefficients.
  private func published(_ fit: PublishedFit) -> [String] {
    let values = fit.coefficients.sorted { $0.key < $1.key }
      .map { "\($0.key) = \($0.value)" }.joined(separator: ", ")
    return ["    \(fit.label) (\(fit.source))"] + (values.isEmpty ? [] : ["      \(values)"])
  }
}
