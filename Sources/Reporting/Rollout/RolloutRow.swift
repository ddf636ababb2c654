import Documents
import ScalingLaws
import Statistics
import Studies

/// A row of a rollout as CSV.
struct RolloutRow {
  static let header = [
    "dataset", "law", "quantile", "cutoff_flop", "decades_from", "decades_to", "predictor",
    "forecasts", "mean_error", "median_absolute_error", "largest_absolute_error", "hits",
    "hit_rate", "hit_rate_lower", "hit_rate_upper", "median_interval_width", "level", "refused",
    "remarks",
  ]

  private let result: RolloutResult
  private var cutoff: RolloutCutoff?
  private var bin: DistanceBin?
  private var score: RolloutScore?

  /// A row for all cut-offs and distances.
  init(_ result: RolloutResult) {
    self.result = result
  }

  /// The rows of a cut-off: its scores, or that it cannot be used.
  static func rows(of cutoff: RolloutCutoff, _ result: RolloutResult) -> [RolloutRow] {
    var row = RolloutRow(result)
    row.cutoff = cutoff
    return cutoff.trial.map { rows(of: $0.forecasts, row) } ?? [row]
  }

  /// The rows of some forecasts, by distance and of all.
  static func rows(of forecasts: [RolloutForecast], _ row: RolloutRow) -> [RolloutRow] {
    (DistanceBin.all.map(Optional.some) + [nil]).flatMap { bin in
      row.result.scores(of: forecasts, in: bin).map { score in
        var own = row
        own.bin = bin
        own.score = score
        return own
      }
    }
  }

  var cells: [String?] {
    let place = [cutoff?.quantile, cutoff?.compute, bin?.lower, bin?.upper].map(CSVText.number)
    let errors = [
      score?.meanError, score?.medianAbsoluteError, score?.largestAbsoluteError,
    ].map(CSVText.number)
    let rate = score?.hitRate
    let hits = [
      rate?.value, rate?.interval?.lower, rate?.interval?.upper, score?.medianIntervalWidth,
    ].map(CSVText.number)
    return [result.dataset, result.law.name] + place
      + [score?.predictor.rawValue, score.map { "\($0.count)" }] + errors
      + [score?.hits.map(String.init)] + hits
      + [
        CSVText.number(result.options.level), cutoff?.refusal?.description,
        (cutoff.map { $0.trial?.fit.remarks ?? [] } ?? result.remarks).codeList,
      ]
  }
}
