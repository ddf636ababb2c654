import Documents
import Planning
import ScalingLaws
import Statistics

/// One subject of a report, in all of its forms: a table, a figure, or both.
protocol ReportSection: Sendable {
  /// The title of the figure; `nil` where the section has none.
  var figureTitle: String? { get }

  /// The table; `nil` where the record has nothing for it.
  func table(_ record: ReportRecord) -> ReportTable?

  /// The figure; `nil` where the record has nothing for it.
  func figure(_ material: FigureMaterial) -> Figure?

  /// Why there is no figure.
  func absence(_ record: ReportRecord) -> String
}

extension ReportSection {
  var figureTitle: String? { nil }

  func table(_ record: ReportRecord) -> ReportTable? { nil }

  func figure(_ material: FigureMaterial) -> Figure? { nil }

  func absence(_ record: ReportRecord) -> String { record.noPlan }
}

extension ReportRecord {
  /// The sections after the answer, in the order of the report.
  static let sections: [any ReportSection] = [
    CoefficientsSection(), PlansSection(), AllocationSection(), EnergySection(), LifetimeSection(),
    ContoursSection(), ProfilesSection(), ResidualsSection(), ExponentsSection(),
    PublishedSection(),
  ]

  /// Their tables.
  var tables: [ReportTable] { Self.sections.compactMap { $0.table(self) } }

  /// Why there are no plans, for everything that is made of plans.
  var noPlan: String { planRefusal ?? "N, D, C and the loss of the runs are not all known" }

  /// What to train for the budget; `nil` where there is no plan.
  var answerTable: ReportTable? {
    guard let answer else { return nil }
    let level = NumberText.percent(fit.bootstrap.level)
    return ReportTable(
      key: "what-to-train", title: "What to train",
      text: "At \(NumberText.significant(answer.compute.value)) FLOP, with \(level) intervals.",
      header: ["Quantity", "Estimate", "Interval", "Unit"],
      rows: ReportRecord.rows(answer, of: fit.predicted).map {
        [
          ReportTable.Cell($0.title), ReportTable.Cell($0.value), ReportTable.Cell($0.interval),
          ReportTable.Cell($0.unit),
        ]
      }, numbers: [1, 2])
  }
}
