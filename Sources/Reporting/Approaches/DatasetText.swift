import ScalingLaws

/// The runs of a fit, in reports of several methods.
enum DatasetText {
  /// The name, the rows used, and what left the others out.
  static func heading(_ dataset: DatasetSummary) -> [String] {
    let title = [dataset.name, dataset.title].compactMap { $0 }.joined(separator: ": ")
    return [title, "  \(dataset.rows) rows read, \(dataset.used) used"]
      + dataset.exclusions.map { "    \($0)" }
  }

  /// What was assumed when the runs were read.
  static func assumptions(_ dataset: DatasetSummary) -> [String] {
    dataset.notes.isEmpty ? [] : ["  assumptions:"] + dataset.notes.map { "    \($0)" }
  }
}
