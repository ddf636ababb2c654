internal import Diagnostics
import Documents
public import Inference
import Statistics

/// How often intervals of forecasts held, in the forms that `echelle calibration` writes.
public struct CalibrationReport: Report, Sendable {
  private let document: CalibrationDocument

  /// A report of a calibration.
  ///
  /// - Parameters:
  ///   - calibration: The calibration.
  ///   - leftOut: The tables that were not scored, each with the reason.
  public init(_ calibration: Calibration, leftOut: [(name: String, reason: String)]) {
    document = CalibrationDocument(calibration, leftOut: leftOut)
  }

  /// JSON: the sweeps, and every score.
  public func json() throws -> String { try document.json() }

  /// CSV: a line for each score.
  public func csv() -> String { document.csv() }

  /// Text: the scores by distance.
  public func text() -> String { text(on: .plain) }

  /// Text: the scores by distance, and what was left out.
  public func text(on page: TextPage) -> String {
    let heading =
      "\(level) intervals of forecasts from the smaller runs of "
      + "\(counted(document.sweeps.count, "sweep")), by decades of C beyond the fitted runs"
    var lines = [TextLine(text: heading, emphasis: .strong)] + [""].lines()
    lines += table(document.scores.filter { !$0.unmarkedOnly })
    let unmarked = document.scores.filter { $0.unmarkedOnly && $0.forecaster == "ensemble" }
    if !unmarked.isEmpty, unmarked.map(\.forecasts) != all("ensemble").map(\.forecasts) {
      lines += ["", "  Without the forecasts that are marked as untested or too high:"].lines()
      lines += table(unmarked)
    }
    return (lines + [""].lines() + notes.lines()).text(on: page)
  }

  private var level: String { NumberText.percent(document.level) }

  private func all(_ forecaster: String) -> [CalibrationDocument.Score] {
    document.scores.filter { !$0.unmarkedOnly && $0.forecaster == forecaster }
  }

  private func table(_ scores: [CalibrationDocument.Score]) -> [TextLine] {
    var table = TextTable([.left, .right, .right, .right, .right, .right])
    table.add(["decades", "sweeps", "held", "width", "score", "error"])
    var forecaster: String?
    for score in scores {
      if score.forecaster != forecaster {
        forecaster = score.forecaster
        table.addTitle(name(score.forecaster))
      }
      let rate = percent(score.hitRate.value, decimals: 0)
      let interval = NumberText.interval(score.hitRate.interval) { percent($0, decimals: 0) }
      table.add([
        "  " + range(score), "\(score.sweeps)", "\(rate) \(interval)",
        percent(score.medianWidth), NumberText.fixed(100 * score.intervalScore, decimals: 1),
        percent(score.medianError),
      ])
    }
    return table.lines(indent: "  ").lines()
  }

  private var notes: [String] {
    [
      "held: share of intervals that contain the loss, the mean over groups of sweeps with a "
        + "t interval over groups",
      "width: median width of the intervals of log L",
      "score: mean interval score of log L times 100; lower is better",
      "error: median of |log L̂ − log L|",
    ].map { "  \($0)" } + leftOut
  }

  private var leftOut: [String] {
    guard !document.leftOut.isEmpty else { return [] }
    return ["", "  not scored:"] + document.leftOut.map { "    \($0.name): \($0.reason)" }
  }

  private func name(_ forecaster: String) -> String {
    switch forecaster {
    case "ensemble": "ensemble"
    case "ensemble-tuned": "ensemble, tuned on the other groups"
    default: "\(forecaster), bootstrap"
    }
  }

  private func range(_ score: CalibrationDocument.Score) -> String {
    func text(_ decades: Double) -> String {
      decades == decades.rounded() ? "\(Int(decades))" : "\(decades)"
    }
    return score.decadesTo.value.map { "\(text(score.decadesFrom)) to \(text($0))" }
      ?? "more than \(text(score.decadesFrom))"
  }

  private func percent(_ share: Double) -> String { percent(share, decimals: 1) }

  private func percent(_ share: Double, decimals: Int) -> String {
    NumberText.fixed(100 * share, decimals: decimals) + " %"
  }
}
