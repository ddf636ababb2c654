import Documents
public import EnergyModel
public import Statistics

/// Published energies of queries beside the model's, in the forms that `echelle energy queries` writes.
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

  /// Text: a row for each figure.
  public func text() -> String {
    func plain(_ value: Double) -> String { NumberText.significant(value) }
    var table = TextTable([.left, .left, .left, .right, .left, .left, .right, .left, .left])
    table.add([
      "", "query", "year", "Wh", "counts", "", "model", "\(NumberText.percent(level)) interval",
      "source",
    ])
    for row in document.queries {
      let estimate = row.estimate.estimate
      table.add([
        row.name, row.task, "\(row.year)", plain(row.energy), row.boundary.value ?? "–", row.basis,
        plain(estimate.value), NumberText.interval(estimate.interval, plain), row.source,
      ])
    }
    let remarks = [
      "model: Wh of the facility on \(hardware.title), 64 requests at once in bf16; –: the size or the "
        + "tokens are not told",
      "a prompt is counted as 2 N a token, without attention: of long prompts the model is too low",
    ]
    return (table.lines() + [""] + remarks).text
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
