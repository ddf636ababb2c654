import Documents
import ScalingLaws
import Statistics
import Studies

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The optima of the runs' own budgets.
struct ProfilesSection: ReportSection {
  let figureTitle: String? = "IsoFLOP profiles"

  func figure(_ material: FigureMaterial) -> Figure? { material.isoFLOPProfiles }

  func absence(_ record: ReportRecord) -> String {
    record.profilesRefusal ?? "the law says no loss at N and D"
  }

  func table(_ record: ReportRecord) -> ReportTable? {
    guard let fit = record.profiles else { return nil }
    let shown = fit.profiles.filter { $0.outcomes[fit.curve]?.optimum != nil }
    let others = fit.profiles.count - shown.count
    return ReportTable(
      title: "IsoFLOP profiles",
      text:
        "Minima of \(fit.curve.name) curves through the runs of each budget, without the law, by "
        + "\(IsoFLOPText.leastSquares(fit)); "
        + ([IsoFLOPText.tokens(fit)] + IsoFLOPText.tokenDeviation(fit)).joined(separator: "; ")
        + "."
        + (fit.law.map { law in
          " Together: N* ∝ C^\(NumberText.significant(law.parameterExponent.value))"
            + (law.parameterExponent.interval.map {
              " \(NumberText.interval($0) { NumberText.significant($0) })"
            } ?? "") + "."
        } ?? "")
        + (others > 0 ? " \(others) more budgets have none; report.json says why." : ""),
      header: ["C (FLOP)", "Runs", "N*", "Interval", "D*", "Loss"],
      rows: shown.map { profile in
        let outcome = profile.outcomes[fit.curve]
        let cells: [String] = [
          NumberText.scientific(profile.compute, digits: 2), "\(profile.runCount)",
          outcome?.optimum.map { NumberText.count($0.parameterCount.value) } ?? "–",
          outcome?.optimum.map {
            $0.parameterCount.interval.map { NumberText.interval($0, NumberText.count) }
              ?? $0.parameterCount.reason ?? "–"
          } ?? "–",
          outcome?.optimum.map { NumberText.count($0.tokenCount.value) } ?? "–",
          outcome?.optimum.map { NumberText.significant($0.loss.value, digits: 4) } ?? "–",
        ]
        return cells.map { ReportTable.Cell($0) }
      }, numbers: [0, 1, 2, 4, 5])
  }
}

extension FigureMaterial {
  /// The most budgets whose curves can be told apart.
  private static var profileLimit: Int { 12 }

  /// The loss against model size at equal compute, with each budget's optimum.
  var isoFLOPProfiles: Figure? {
    guard let isoflop = record.profiles, let runs = fit.runs, let compute = runs.compute,
      let parameters = runs.parameterCount, let loss = runs.loss,
      Set(fit.law.variables).isSubset(of: [.parameterCount, .tokenCount])
    else { return nil }
    let all = isoflop.profiles.filter { $0.outcomes[isoflop.curve]?.optimum != nil }
    let profiles = PageData.every((all.count + Self.profileLimit - 1) / Self.profileLimit, all)
    let count = profiles.count == all.count ? "\(all.count)" : "\(profiles.count) of \(all.count)"
    func members(_ profile: IsoFLOPProfile) -> [Int] {
      compute.indices.filter {
        profile.computeSpan.lower <= compute[$0] && compute[$0] <= profile.computeSpan.upper
      }
    }
    let shown = profiles.map(members)
    let points = FigureTable(
      "isoflop-runs", ["series", "budget_flop", "row", "parameters", "loss"],
      zip(profiles, shown).enumerated().flatMap { series, budget in
        budget.1.map { index in
          [
            "\(series)", number(budget.0.compute), "\(runs.row[index])",
            number(parameters[index]), number(loss[index]),
          ]
        }
      })
    let curves = FigureTable(
      "isoflop-law", ["series", "budget_flop", "parameters", "loss"],
      profiles.enumerated().flatMap { series, profile in curve(profile, series: series) })
    let optima = FigureTable(
      "isoflop-optima",
      ["series", "budget_flop", "parameters", "parameters_lower", "parameters_upper", "loss"],
      profiles.enumerated().compactMap { series, profile in
        guard let optimum = profile.outcomes[isoflop.curve]?.optimum else { return nil }
        let interval = optimum.parameterCount.interval
        let value = optimum.parameterCount.value
        // Without bound where a replicate's optimum lies beyond the runs: drawn to their end.
        return [
          "\(series)", number(profile.compute), number(value),
          number(interval.map { max($0.lower, profile.parameterSpan.lower) } ?? value),
          number(interval.map { min($0.upper, profile.parameterSpan.upper) } ?? value),
          number(optimum.loss.value),
        ]
      })
    let drawn = shown.flatMap { $0 }
    guard
      let x = Self.axis(
        "Parameters N",
        // Room for the budgets at the ends of the lines.
        drawn.map { parameters[$0] } + profiles.map { $0.parameterSpan.upper * 1.6 }, .count),
      let y = Self.range(of: drawn.map { loss[$0] })
    else { return nil }
    let stride = Self.stride(points.rows.count)
    let symbols = FigureLayer.Symbol.allCases.filter { $0 != .dot }
    let layers = profiles.indices.flatMap { series -> [FigureLayer] in
      let colour = FigureColour.scale(series, of: profiles.count)
      return [
        FigureLayer(
          table: curves.name, mark: .line(x: "parameters", y: "loss", dash: .solid),
          colour: colour, series: series),
        FigureLayer(
          table: points.name,
          mark: .points(x: "parameters", y: "loss", symbol: symbols[series % symbols.count]),
          colour: colour, series: series, stride: stride, scale: 1.2),
      ]
    }
    let minima = FigureLayer(
      table: optima.name,
      mark: .horizontalIntervals(
        x: "parameters", y: "loss", lower: "parameters_lower", upper: "parameters_upper",
        symbol: .diamond),
      title: "minimum of a \(isoflop.isWeighted ? "weighted " : "")\(isoflop.curve.name)",
      colour: .vermilion, scale: 1.4)
    let labels = profiles.map { profile in
      FigureLabel(
        text: FigureTicks.power(profile.compute), x: profile.parameterSpan.upper,
        y: lawLoss(profile, parameters: profile.parameterSpan.upper))
    }
    return Figure(
      name: "isoflop-profiles", title: "IsoFLOP profiles",
      subtitle:
        "\(drawn.count) runs in \(count) budgets; lines are the law at the FLOP beside them",
      description:
        "Loss against model size, a curve for each of \(profiles.count) compute budgets. Each "
        + "curve has a minimum, which moves to larger models as the budget grows; diamonds mark the "
        + "minima of curves through the runs alone, with intervals.",
      panels: [
        FigurePanel(
          x: x, y: FigureAxis(title: lossTitle, range: y), layers: layers + [minima],
          labels: FigureLabel.apart(labels, x: x.range, y: y))
      ], tables: [points, curves, optima])
  }

  /// The law's loss along a budget.
  private func curve(_ profile: IsoFLOPProfile, series: Int) -> [[String?]] {
    let span = profile.parameterSpan
    return (0...60).map { step in
      let parameters = span.lower * exp(Double(step) / 60 * log(span.upper / span.lower))
      return [
        "\(series)", number(profile.compute), number(parameters),
        number(lawLoss(profile, parameters: parameters)),
      ]
    }
  }

  /// The law's loss of a model on a budget.
  private func lawLoss(_ profile: IsoFLOPProfile, parameters: Double) -> Double {
    fit.loss(
      parameterCount: parameters,
      tokenCount: profile.tokenCount(
        parameterCount: parameters, flopPerParameterToken: fit.dataset.flopPerParameterToken),
      values: fit.values)
  }
}
