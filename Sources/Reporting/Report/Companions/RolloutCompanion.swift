import Documents
import Escaping
import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A rollout as a figure: errors of forecasts and hit rates of their intervals, by distance.
struct RolloutCompanion: CompanionContent {
  private let rollouts: [RolloutDocument.Rollout]

  init(_ document: RolloutDocument) { rollouts = document.rollouts }

  var title: String { "Rollout: forecasts of larger runs" }

  var statements: [CompanionStatement] {
    rollouts.first.map {
      [
        .paragraph(
          "The law is fitted to the smaller runs of \($0.dataset) and predicts the larger ones. The numbers "
            + "are its errors, and the share of losses within its intervals, by distance beyond the fitted "
            + "runs.")
      ]
    } ?? []
  }

  var readings: [CompanionReading] {
    let scores = DocumentPlace<RolloutDocument>()
      .object(.rollouts, 0, of: RolloutDocument.Rollout.self)
    return (rollouts.first?.scores ?? []).enumerated().flatMap { place, distance in
      distance.predictors.enumerated().compactMap { index, score in
        guard score.predictor == "law", let rate = score.hitRate.value,
          let from = distance.decadesFrom.value
        else { return nil }
        return CompanionReading(
          name: "hits from \(NumberText.significant(from, digits: 2))",
          expression:
            scores.object(.scores, place, of: RolloutDocument.Distance.self)
            .object(.predictors, index, of: RolloutDocument.Score.self).value(.hitRate),
          quantity: UnitEstimate(estimate: rate, unit: ""))
      }
    }
  }

  var figure: Figure? {
    guard let rollout = rollouts.first else { return nil }
    let forecasts = rollout.cutoffs.flatMap(\.forecasts)
    let predictors = [("power-law-in-compute", "power law in C alone"), ("law", "the law")]
    let errors = FigureTable(
      "rollout-errors", ["series", "predictor", "decades_beyond", "log_error"],
      predictors.enumerated().flatMap { series, predictor in
        forecasts.compactMap { forecast in
          forecast.predictions[predictor.0].map {
            [
              "\(series)", predictor.0, number(forecast.decadesBeyond),
              number(log($0.value / forecast.loss)),
            ]
          }
        }
      })
    let furthest = forecasts.map(\.decadesBeyond).max() ?? 0
    let spread = errors.rows.compactMap { $0[3].flatMap(Double.init) }.map(abs).sorted()
    guard furthest > 0, !spread.isEmpty else { return nil }
    let reach = max(quantile(0.99, ofSorted: spread) * 1.1, 1e-9)
    let rates = hitRates(rollout, predictors.map(\.0), furthest: furthest)
    let lines = FigureTable(
      "rollout-lines", ["decades_beyond", "no_error", "nominal"],
      [0, furthest * 1.05].map { [number($0), "0", number(rollout.level)] })
    let x = FigureAxis(
      title: "Distance beyond the fitted runs (decades of C)", range: 0...furthest * 1.05,
      isLogarithmic: false)
    let looks: [(FigureLayer.Symbol, FigureColour)] = [(.openSquare, .orange), (.disc, .blue)]
    let stride = FigureMaterial.stride(errors.rows.count)
    return Figure(
      name: "rollout", title: "Forecasts of larger runs",
      subtitle:
        "\(forecasts.count) forecasts within \(GnuplotText.literal(rollout.dataset)), from smaller runs",
      description:
        "Top: errors of predicted losses against distance beyond the fitted runs, for the law and for a power "
        + "law in compute alone. Bottom: the share of losses within their "
        + "\(NumberText.percent(rollout.level)) prediction intervals, by distance.",
      panels: [
        FigurePanel(
          x: x,
          y: FigureAxis(
            title: "log(predicted / actual loss)", range: -reach...reach, isLogarithmic: false),
          layers: [
            FigureLayer(
              table: lines.name, mark: .line(x: "decades_beyond", y: "no_error", dash: .solid),
              colour: .ink)
          ]
            + predictors.enumerated().map { series, predictor in
              FigureLayer(
                table: errors.name,
                mark: .points(x: "decades_beyond", y: "log_error", symbol: looks[series].0),
                title: predictor.1, colour: looks[series].1, series: series, stride: stride)
            }),
        FigurePanel(
          x: x,
          y: FigureAxis(
            title: "Share of losses within interval", range: 0...1.04, isLogarithmic: false),
          layers: [
            FigureLayer(
              table: lines.name, mark: .line(x: "decades_beyond", y: "nominal", dash: .dashed),
              title: "nominal \(NumberText.percent(rollout.level))", colour: .ink)
          ]
            + predictors.indices.map { series in
              FigureLayer(
                table: rates.name,
                mark: .verticalIntervals(
                  x: "decades_beyond", y: "hit_rate", lower: "hit_rate_lower",
                  upper: "hit_rate_upper", symbol: looks[series].0),
                colour: looks[series].1, series: series, scale: 1.6)
            }),
      ], tables: [errors, rates, lines])
  }

  /// The hit rate in each bin of distance, at the middle of the bin.
  private func hitRates(
    _ rollout: RolloutDocument.Rollout, _ predictors: [String], furthest: Double
  ) -> FigureTable {
    FigureTable(
      "rollout-hits",
      ["series", "predictor", "decades_beyond", "hit_rate", "hit_rate_lower", "hit_rate_upper"],
      predictors.enumerated().flatMap { series, predictor in
        rollout.scores.compactMap { distance in
          guard let lower = distance.decadesFrom.value,
            let rate = distance.predictors.first(where: { $0.predictor == predictor })?
              .hitRate.value
          else { return nil }
          let middle = (lower + (distance.decadesTo.value ?? furthest)) / 2
          // Side by side, so that neither hides the other.
          let shift = (Double(series) - 0.5) * 0.012 * furthest
          return [
            "\(series)", predictor, number(middle + shift), number(rate.value),
            number(rate.interval?.shownLower()), number(rate.interval?.shownUpper),
          ]
        }
      })
  }
}
