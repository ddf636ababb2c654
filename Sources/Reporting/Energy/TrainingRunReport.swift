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
  ///   - law: The fitted law that the compute comes from, if any.
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

  /// Text: the figures, then, unless the page is brief, their assumptions.
  public func text(on page: TextPage) -> String {
    let heading =
      "\(run.hardware.title), \(run.precision.rawValue); energy \(run.evidence.rawValue)"
    var lines = [TextLine(text: heading, emphasis: .strong)]
    lines += RemarkText(limits).grave + figures.lines()
    guard !page.isBrief else { return lines.text(on: page) }
    lines += document.notes.map { "  note: \($0)" }.lines(.caution)
    return (lines + (sensitivities + [""] + assumptions).lines()).text(on: page)
  }

  private var figures: [String] {
    var table = TextTable([.left, .right, .left, .left])
    table.add(["", "estimate", "\(NumberText.percent(run.level)) interval", "unit"])
    var missing = MissingIntervals(besides: law?.remarks ?? [])
    for figure in document.figures {
      let estimate = figure.value.estimate
      let isCount = figure.value.unit == "accelerator-hours"
      func text(_ value: Double) -> String {
        isCount ? NumberText.count(value) : NumberText.rounded(value)
      }
      table.add([
        figure.name, text(estimate.value), NumberText.interval(of: estimate, text),
        figure.value.unit == "1" ? "" : figure.value.unit,
      ])
      if estimate.interval == nil { missing.note(figure.name, estimate) }
    }
    return table.lines(indent: "  ") + missing.lines(indent: "  ")
  }

  /// The shares of the variance, from the largest.
  private var sensitivities: [String] {
    guard !run.sensitivities.isEmpty else { return [] }
    var table = TextTable([.left, .right])
    for sensitivity in run.sensitivities {
      table.add([
        sensitivity.quantity.title, NumberText.fixed(sensitivity.share * 100, decimals: 1) + " %",
      ])
    }
    return [
      "",
      "  main sources of uncertainty in the facility's energy, by share of its variance; measuring the "
        + "first one helps most",
    ] + table.lines(indent: "    ")
  }

  private var assumptions: [String] {
    AssumptionTable(level: run.level).lines(run.assumptions, indent: "  ")
  }

  /// What limits the law that the compute comes from, and is not among the notes.
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
