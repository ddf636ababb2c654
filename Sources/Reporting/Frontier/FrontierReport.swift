import Documents
import EnergyModel
public import Planning
public import ScalingLaws
import Statistics

/// The lowest loss for each training-energy budget, in the forms that `echelle frontier` writes.
public struct FrontierReport: Report, Sendable {
  /// The fits and their plans, from the smallest energy to the largest.
  public var results: [(fit: FittedLaw, plans: [Plan])]

  /// A report of frontiers.
  public init(_ results: [(fit: FittedLaw, plans: [Plan])]) {
    self.results = results
  }

  /// JSON: `frontiers`, each with a plan for each energy.
  public func json() throws -> String {
    try FrontierDocument(results).json()
  }

  /// CSV as of plans.
  public func csv() -> String { PlanReport(results).csv() }

  /// Text: a row for each energy; with a plot on a terminal that is wide enough.
  public func text() -> String { text(on: .plain) }

  /// Text: a row for each energy; with a plot on a terminal that is wide enough.
  public func text(on page: TextPage) -> String {
    results.map { fit, plans in
      ([TextLine(text: "\(fit.dataset.name): \(fit.law.equation)")]
        + RemarkText(fit.remarks).grave
        + ([""] + table(plans, fit: fit) + plot(plans, fit: fit, on: page) + notes(plans, on: page))
        .lines()).text(on: page)
    }.joined(separator: "\n")
  }

  private func table(_ plans: [Plan], fit: FittedLaw) -> [String] {
    let level = NumberText.percent(fit.bootstrap.level)
    var table = TextTable([.right, .right, .right, .right, .right, .left, .right])
    table.add(["MWh", "C (FLOP)", "N*", "D*", fit.predicted.name, "\(level) interval", "tCO2e"])
    func loss(_ value: Double) -> String { NumberText.significant(value, digits: 4) }
    var missing = MissingIntervals(besides: fit.remarks)
    for plan in plans {
      if plan.loss.interval == nil { missing.note(fit.predicted.name, plan.loss) }
      table.add([
        NumberText.significant(plan.energyInMegawattHours.value),
        NumberText.significant(plan.compute.value), NumberText.count(plan.parameterCount.value),
        NumberText.count(plan.tokenCount.value), loss(plan.loss.value),
        NumberText.interval(of: plan.loss, loss),
        NumberText.rounded(plan.emissionsInTonnes.value),
      ])
    }
    return table.lines(indent: "  ") + missing.lines(indent: "  ")
  }

  private func plot(_ plans: [Plan], fit: FittedLaw, on page: TextPage) -> [String] {
    guard let columns = page.columns, !page.isBrief else { return [] }
    let points = plans.map {
      TextPlot.Point(x: $0.energyInMegawattHours.value, y: $0.loss.value)
    }
    let lines = TextPlot(
      points: points, xTitle: "MWh", yTitle: "\(fit.predicted.name), \(fit.predicted.unit)"
    ).lines(columns: columns)
    return lines.isEmpty ? [] : [""] + lines
  }

  private func notes(_ plans: [Plan], on page: TextPage) -> [String] {
    guard let last = plans.last, !page.isBrief else { return [] }
    let setting = last.energyModel
    return [
      "",
      "  energy: \(setting.evidence.rawValue), "
        + "\(setting.boundary.rawValue) boundary; \(setting.hardware.title), \(setting.precision.rawValue)",
    ]
      + last.remarks.map { "  at the largest energy: \(RemarkText.unmarked($0))" }
  }
}
