import Escaping
import Planning
import ScalingLaws

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Parts that the figures of a report share: the runs, the axes of N, D, C and L, and the limit of points.
struct FigureMaterial {
  let record: ReportRecord
  let fit: FittedLaw

  /// The most points of one kind that a figure draws; beyond it, every so many-th.
  static let pointLimit = 800

  init(_ record: ReportRecord) {
    self.record = record
    fit = record.fit
  }

  /// Every so many-th run is drawn.
  var runStride: Int { Self.stride(fit.runs?.count ?? 0) }

  /// The stride at which `count` points are drawn.
  static func stride(_ count: Int) -> Int { (count + pointLimit - 1) / pointLimit }

  /// The number of runs drawn, for the subtitle.
  var runCount: String {
    let count = fit.runs?.count ?? 0
    return runStride == 1 ? "\(count) runs" : "1 in \(runStride) of \(count) runs"
  }

  /// The title of an axis of the loss, with its unit.
  var lossTitle: String {
    let name = fit.predicted.isLoss ? "Loss L" : GnuplotText.literal(fit.predicted.name)
    return "\(name) (\(GnuplotText.literal(fit.predicted.unit)))"
  }

  /// An axis of N, D or C over `values`.
  static func axis(
    _ title: String, _ values: [Double], _ numbers: FigureAxis.Numbers
  ) -> FigureAxis? {
    guard let range = range(of: values) else { return nil }
    return FigureAxis(title: title, range: range, numbers: numbers)
  }

  /// The range of a logarithmic axis over `values`, with some room at its ends; `nil` without values.
  static func range(of values: [Double], room: Double = 0.04) -> ClosedRange<Double>? {
    let usable = values.filter { $0 > 0 && $0.isFinite }
    guard let lower = usable.min(), let upper = usable.max() else { return nil }
    let margin = max((log(upper) - log(lower)) * room, 0.01)
    // No room beyond the range of doubles.
    return max(
      lower * exp(-margin), min(lower, .leastNormalMagnitude))...min(
        upper * exp(margin), .greatestFiniteMagnitude)
  }

  /// The runs of the fit as a layer.
  func runs(_ x: String, _ y: String, title: String? = "runs") -> FigureLayer {
    FigureLayer(
      table: drawnRuns, mark: .points(x: x, y: y, symbol: .disc), title: title, colour: .grey)
  }

  /// The published policies, one line each.
  func policyLines(
    _ table: FigureTable, x: String, y: String, titled: Bool
  ) -> [FigureLayer] {
    zip(ScalingPolicy.published, Self.policyLooks).enumerated().map { series, policy in
      FigureLayer(
        table: table.name, mark: .line(x: x, y: y, dash: policy.1.dash),
        title: titled ? policy.0.name : nil, colour: policy.1.colour, series: series)
    }
  }
}

/// The figures of a report, and the reasons for those that are missing.
struct FigureSet: Sendable {
  /// The figures, in the order of the report.
  let figures: [Figure]
  /// The figures that could not be made, with the reasons.
  let omissions: [(title: String, reason: String)]
  /// Tables that several figures draw from.
  let sharedTables: [FigureTable]

  /// The figures of `record`.
  init(_ record: ReportRecord) {
    let material = FigureMaterial(record)
    let candidates = ReportRecord.sections.compactMap { section in
      section.figureTitle.map { title in
        (title: title, figure: section.figure(material), reason: section.absence(record))
      }
    }
    figures =
      candidates.compactMap(\.figure) + record.companions.compactMap(\.content.figure)
    omissions = candidates.filter { $0.figure == nil }.map { ($0.title, $0.reason) }
    sharedTables = [
      material.runTable, material.drawnRunTable, material.frontierTable,
      material.policyTable, material.drawTable,
    ].compactMap { $0 }
  }

  /// Figures of one document.
  init(figures: [Figure]) {
    self.figures = figures
    omissions = []
    sharedTables = []
  }

  /// All tables, each once.
  var tables: [FigureTable] { sharedTables + figures.flatMap(\.tables) }
}
