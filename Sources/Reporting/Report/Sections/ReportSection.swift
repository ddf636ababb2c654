import Documents
import Planning
import ScalingLaws
import Statistics

/// What a report shows of one subject, in all of its forms: a table, a figure, or both.
protocol ReportSection: Sendable {
  /// What the figure is called; `nil` where the section has none.
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
  /// The sections after the answer, in the order in which they are shown.
  static let sections: [any ReportSection] = [
    CoefficientsSection(), PlansSection(), AllocationSection(), EnergySection(), LifetimeSection(),
    ContoursSection(), ProfilesSection(), ResidualsSection(), ExponentsSection(),
    PublishedSection(),
  ]

  /// Their tables.
  var tables: [ReportTable] { Self.sections.compactMap { $0.table(self) } }

  /// Why there are no plans, for what is made of them.
  var noPlan: String { planRefusal ?? "the runs do not tell N, D, C and the loss" }

  /// What to train for the budget; `nil` where there is no plan.
  var answerTable: ReportTable? {
    guard let answer else { return nil }
    let level = NumberText.percent(fit.bootstrap.level)
    return ReportTable(
      title: "What to train",
      text: "At \(NumberText.significant(answer.compute.value)) FLOP, with \(level) intervals.",
      header: ["Figure", "Estimate", "Interval", "Unit"],
      rows: ReportRecord.rows(answer, of: fit.predicted).map {
        [
          ReportTable.Cell($0.title), ReportTable.Cell($0.value), ReportTable.Cell($0.interval),
          ReportTable.Cell($0.unit),
        ]
      }, numbers: [1, 2])
  }
}
