import Documents
import ScalingLaws
import Statistics
public import Studies

/// The three approaches side by side, in the forms that `echelle approaches` writes.
public struct ApproachesReport: Report, Sendable {
  /// The comparisons, in the order of the groups.
  public var comparisons: [ApproachComparison]
  /// The version and libraries it was made with.
  public var provenance: MethodProvenance

  /// A report of comparisons.
  public init(_ comparisons: [ApproachComparison], provenance: MethodProvenance) {
    self.comparisons = comparisons
    self.provenance = provenance
  }

  /// JSON: a and b of each approach, or why it has none, and why they differ.
  public func json() throws -> String {
    try document.json()
  }

  /// CSV in tidy form: a row for a and one for b of each approach.
  public func csv() -> String {
    document.csv()
  }

  /// Text: a table for each group, and why the approaches differ.
  public func text() -> String { text(on: .plain) }

  /// Text: what limits the fitted law of each group, a table, and why the approaches differ.
  public func text(on page: TextPage) -> String {
    comparisons.map { comparison in
      let remarks: [Remark] = .gathered([("approach 3", comparison.parametric.fit?.remarks ?? [])])
      return
        (DatasetText.heading(comparison.dataset).lines() + RemarkText(remarks).grave
        + ([""] + Self.table(comparison) + [""] + ApproachRemarks(comparison).lines
        + DatasetText.assumptions(comparison.dataset)).lines()).text(on: page)
    }.joined(separator: "\n")
  }

  private static func table(_ comparison: ApproachComparison) -> [String] {
    let interval = "\(NumberText.percent(comparison.isoFLOP.resampling.level)) interval"
    var table = TextTable([.left, .left, .right, .left, .right, .left])
    table.add(["approach", "method", "a", interval, "b", interval])
    for result in comparison.results {
      let cells = [result.exponents?.a, result.exponents?.b].flatMap { exponent -> [String] in
        guard let exponent else { return ["–", "–"] }
        let text = AllocationListing.figure(exponent)
        return [text(exponent.value), NumberText.interval(exponent.interval, text)]
      }
      table.add(["\(result.approach)", result.name] + cells)
    }
    let refusals = comparison.results.compactMap { result in
      result.refusal.map { "  –: approach \(result.approach), \(result.name): \($0)" }
    }
    let isResampled = comparison.isoFLOP.resampling.replicateCount > 0
    return table.lines(indent: "  ") + refusals
      + (isResampled ? [] : ["  no intervals: bootstrap disabled"])
  }

  private var document: ApproachesDocument {
    ApproachesDocument(
      comparisons.map { ($0, ApproachRemarks($0).sentences) }, provenance: provenance)
  }
}
