import Documents
public import EnergyModel
public import Planning
import Statistics

/// The energy of a training run, in the forms that `echelle energy train` writes.
public struct TrainingRunReport: Report, Sendable {
  private let run: TrainingRunEnergy
  private let law: LawCompute?
  private let acceleratorCount: Double?

  /// A report of a run.
  ///
  /// - Parameters:
  ///   - run: The estimate.
  ///   - law: What told the compute, where that is a fitted law.
  ///   - acceleratorCount: How many accelerators were used at once, for the time of the run.
  public init(
    _ run: TrainingRunEnergy, law: LawCompute? = nil, acceleratorCount: Double? = nil
  ) {
    self.run = run
    self.law = law
    self.acceleratorCount = acceleratorCount
  }

  /// Text: the figures, the shares of the variance, the assumptions.
  public func text() -> String {
    text(on: .plain)
  }

  /// Text: the figures, then, unless the page is brief, what they rest on.
  public func text(on page: TextPage) -> String {
    var lines = [
      TextLine(
        text: "\(run.hardware.title), \(run.precision.rawValue); energy \(run.evidence.rawValue)",
        emphasis: .strong)
    ]
    lines += RemarkText(limits).grave
    var table = TextTable([.left, .right, .left, .left])
    table.add(["", "estimate", "\(NumberText.percent(run.level)) interval", ""])
    var missing = MissingIntervals(besides: law?.remarks ?? [])
    for figure in document.figures {
      let estimate = figure.value.estimate
      table.add([
        figure.name, NumberText.significant(estimate.value),
        NumberText.interval(of: estimate) { NumberText.significant($0) }, figure.value.unit,
      ])
      if estimate.interval == nil { missing.note(figure.name, estimate) }
    }
    lines += (table.lines(indent: "  ") + missing.lines(indent: "  ")).lines()
    guard !page.isBrief else { return lines.text(on: page) }
    lines += document.notes.flatMap {
      "note: \($0)".wrapped(columns: RemarkText.columns, indent: "  ").lines(.caution)
    }
    if !run.sensitivities.isEmpty {
      lines.append(TextLine(text: ""))
      lines.append(
        TextLine(
          text: "  what the spread of the facility's energy is owed to; measure the first next")
      )
      var shares = TextTable([.left, .right])
      for sensitivity in run.sensitivities {
        shares.add([
          sensitivity.quantity.title, NumberText.fixed(sensitivity.share * 100, decimals: 1) + " %",
        ])
      }
      lines += shares.lines(indent: "    ").lines()
    }
    lines += [TextLine(text: ""), TextLine(text: "  assumptions")]
    var rows = TextTable([.left, .right, .left, .left])
    for assumption in run.assumptions {
      let ends = [(1 - run.level) / 2, (1 + run.level) / 2]
        .map { NumberText.significant(assumption.quantile($0)) }
      rows.add([
        assumption.quantity.title, NumberText.significant(assumption.median),
        ends[0] == ends[1] ? "" : "[\(ends[0]), \(ends[1])]",
        "\(assumption.quantity.unit == "1" ? "" : assumption.quantity.unit + "; ")\(assumption.source.citation)",
      ])
    }
    lines += rows.lines(indent: "    ").lines()
    return lines.text(on: page)
  }

  /// What limits the law that tells the compute, and is not among the notes.
  private var limits: [Remark] {
    guard let law else { return [] }
    return law.remarks.filter { !law.notes.contains($0.text) }
  }

  private var document: TrainingEnergyDocument {
    TrainingEnergyDocument(run, law: law, acceleratorCount: acceleratorCount)
  }

  /// JSON: each figure with its interval, the shares of the variance, the assumptions.
  public func json() throws -> String {
    try document.json()
  }

  /// CSV: a line for each figure.
  public func csv() -> String {
    var csv = CSVText(header: ["quantity"] + UnitEstimate.header + ["remarks"])
    let remarks = (law?.remarks ?? []).codeList
    for figure in document.figures { csv.add([figure.name] + figure.value.cells + [remarks]) }
    return csv.text
  }
}
