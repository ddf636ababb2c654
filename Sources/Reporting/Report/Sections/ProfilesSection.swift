import Documents
import ScalingLaws
import Statistics
import Studies

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The optimal sizes at the budgets of the runs.
struct ProfilesSection: ReportSection {
  let figureTitle: String? = "IsoFLOP profiles"

  func figure(_ material: FigureMaterial) -> Figure? { material.isoFLOPProfiles }

  func absence(_ record: ReportRecord) -> String {
    record.profilesRefusal ?? "the law is not a function of N and D"
  }

  func table(_ record: ReportRecord) -> ReportTable? {
    guard let fit = record.profiles else { return nil }
    let shown = fit.profiles.filter { $0.outcomes[fit.curve]?.optimum != nil }
    let others = fit.profiles.count - shown.count
    return ReportTable(
      key: "isoflop-profiles", title: "IsoFLOP profiles",
      text:
        "Minima of \(fit.curve.name) curves, fitted to the runs of each budget by "
        + "\(IsoFLOPText.leastSquares(fit)), independently of the law; "
        + ([IsoFLOPText.tokens(fit)] + IsoFLOPText.tokenDeviation(fit)).joined(separator: "; ")
        + "."
        + (fit.law.map { law in
          " Across budgets: N* ∝ C^\(NumberText.significant(law.parameterExponent.value))"
            + (law.parameterExponent.interval.map {
              " \(NumberText.interval($0) { NumberText.significant($0) })"
            } ?? "") + "."
        } ?? "")
        + (others > 0
          ? " \(others) other \(others == 1 ? "budget has" : "budgets have") no minimum; report.json gives "
            + "the reasons." : "") + " Loss in \(record.fit.predicted.unit).",
      header: ["C (FLOP)", "Runs", "N* (parameters)", "Interval of N*", "D* (tokens)", "Loss"],
      rows: shown.map { profile in
        let outcome = profile.outcomes[fit.curve]
        let cells: [String] = [
          NumberText.scientific(profile.compute, digits: 2), "\(profile.runCount)",
          outcome?.optimum.map { NumberText.count($0.parameterCount.value) } ?? "–",
          outcome?.optimum.map {
            $0.parameterCount.interval.map(Self.interval) ?? $0.parameterCount.reason ?? "–"
          } ?? "–",
          outcome?.optimum.map { NumberText.count($0.tokenCount.value) } ?? "–",
          outcome?.optimum.map { NumberText.significant($0.loss.value, digits: 4) } ?? "–",
        ]
        return cells.map { ReportTable.Cell($0) }
      }, numbers: [0, 1, 2, 3, 4, 5])
  }

  /// The interval of a count; one without a lower or an upper bound is that of the other end.
  private static func interval(_ interval: ConfidenceInterval) -> String {
    let (lower, upper) = (interval.shownLower(above: 0), interval.shownUpper)
    switch (lower, upper) {
    case (nil, let upper?): return "≤ \(NumberText.count(upper))"
    case (let lower?, nil): return "≥ \(NumberText.count(lower))"
    default: return NumberText.interval(interval, NumberText.count)
    }
  }
}

extension FigureMaterial {
  /// The most budgets whose curves can be distinguished.
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
        // An end is missing where replicates have their minimum beyond the runs.
        let interval = optimum.parameterCount.interval
        return [
          "\(series)", number(profile.compute), number(optimum.parameterCount.value),
          number(interval?.shownLower(above: 0)), number(interval?.shownUpper),
          number(optimum.loss.value),
        ]
      })
    let drawn = shown.flatMap { $0 }
    guard
      let x = Self.axis(
        "Parameters N",
        drawn.map { parameters[$0] }
          + profiles.flatMap { profile in
            let interval = profile.outcomes[isoflop.curve]?.optimum?.parameterCount.interval
            return [interval?.shownLower(above: 0), interval?.shownUpper].compactMap { $0 }
          }, .count),
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
    let ends = profiles.enumerated().map { series, profile in
      FigureEndLabel(
        text: FigureTicks.power(profile.compute), x: profile.parameterSpan.upper,
        y: lawLoss(profile, parameters: profile.parameterSpan.upper),
        colour: .scale(series, of: profiles.count))
    }
    return Figure(
      name: "isoflop-profiles", title: "IsoFLOP profiles",
      subtitle:
        "\(drawn.count) runs in \(count) budgets; lines are the law at each budget",
      description:
        "Loss against model size, one curve per compute budget, \(profiles.count) in all. The minimum of a "
        + "curve moves to larger models as the budget grows. Diamonds mark the minima of curves through the "
        + "runs alone, with intervals; an arrow marks an interval without an end.",
      panels: [
        FigurePanel(
          x: x, y: FigureAxis(title: lossTitle, range: y), layers: layers + [minima],
          ends: FigureEndLabel.spread(ends, over: y), endTitle: "C (FLOP)")
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

  /// The law's loss for a model at a budget.
  private func lawLoss(_ profile: IsoFLOPProfile, parameters: Double) -> Double {
    fit.loss(
      parameterCount: parameters,
      tokenCount: profile.tokenCount(
        parameterCount: parameters, flopPerParameterToken: fit.dataset.flopPerParameterToken),
      values: fit.values)
  }
}
