import Documents
public import EnergyModel
public import Statistics

/// Published energies of queries next to the model's, in the forms that `echelle energy queries` writes.
public struct QueriesReport: Report, Sendable {
  private let rows: [(query: PublishedQuery, estimate: Estimate)]
  private let hardware: HardwareProfile
  private let level: Double

  /// A report.
  ///
  /// - Parameters:
  ///   - rows: The published figures, each with the model's energy of the query, in J.
  ///   - hardware: The accelerator of the model.
  ///   - level: The level of the intervals.
  public init(
    _ rows: [(query: PublishedQuery, estimate: Estimate)], hardware: HardwareProfile, level: Double
  ) {
    self.rows = rows
    self.hardware = hardware
    self.level = level
  }

  /// Text: a row for each figure, then the sources.
  public func text() -> String {
    var table = TextTable([.left, .left, .right, .left, .right, .left, .left])
    var sources = Footnotes()
    table.add([
      "query", "year", "published Wh", "how", "model Wh", "\(NumberText.percent(level)) interval",
      "source",
    ])
    for row in document.queries {
      let estimate = row.estimate.estimate
      table.add([
        "\(row.name): \(row.task)", "\(row.year)", NumberText.significant(row.energy),
        [row.basis, row.boundary.value].compactMap { $0 }.joined(separator: ", "),
        NumberText.rounded(estimate.value),
        NumberText.interval(estimate.interval) { NumberText.rounded($0) },
        sources.mark(row.source),
      ])
    }
    let remarks = [
      "how: whether the figure was measured, estimated or stated, and its boundary, if reported",
      "model: estimated Wh for the facility on \(hardware.title), with 64 concurrent requests in bf16; – if "
        + "the model size or the number of tokens is not reported",
      "The estimate counts 2N FLOP per prompt token and no attention, so it is too low for long prompts.",
    ]
    return (table.lines() + [""] + remarks + [""] + sources.lines(indent: "")).text
  }

  /// JSON: the figures and the estimates.
  public func json() throws -> String { try document.json() }

  /// CSV: a row for each figure, with the estimate.
  public func csv() -> String {
    var csv = CSVText(
      header: ["name", "task", "year", "energy_wh", "boundary", "basis", "source", "evidence"]
        + UnitEstimate.header)
    for row in document.queries {
      csv.add(
        [
          row.name, row.task, "\(row.year)", CSVText.number(row.energy), row.boundary.value,
          row.basis, row.source, row.evidence,
        ] + row.estimate.cells)
    }
    return csv.text
  }

  private var document: QueriesDocument { QueriesDocument(rows, hardware: hardware) }
}
