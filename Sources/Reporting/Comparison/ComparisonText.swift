import Documents
import ScalingLaws
import Statistics
import Studies

/// A comparison of laws in a terminal: the criteria, the coefficients, and what they show and do not
/// show.
struct ComparisonText {
  let result: LawComparisonResult

  var lines: [TextLine] {
    heading.lines() + RemarkText(result.remarks).grave + figures.lines()
  }

  private var figures: [String] {
    let statements = ComparisonStatements(result: result)
    return [""] + criteria + unranked + [""] + predictions + refusals + [""] + coefficients
      + ["", "  what this shows:"] + statements.said.map { "    \($0)" }
      + ["  what it does not show:"] + statements.notSaid.map { "    \($0)" }
  }

  private var heading: [String] {
    [
      "\(result.dataset): \(result.laws.count + result.unranked.count) laws on \(result.runs.used) runs",
      "  each fitted by least absolute deviations in \(result.quantity), that is, by maximum likelihood "
        + "with Laplace errors",
    ]
  }

  private var criteria: [String] {
    var table = TextTable([.right, .left] + Array(repeating: .right, count: 7))
    table.add(["", "law", "k", "log likelihood", "AIC", "AICc", "BIC", "Δ AICc", "weight"])
    for (index, law) in result.laws.enumerated() {
      let criteria = law.criteria
      let values = [
        criteria.logLikelihood, criteria.aic, criteria.aicc, criteria.bic, law.aiccDifference,
      ]
      table.add(
        [
          "\(index + 1)", law.fit.law.name, "\(criteria.parameterCount)",
        ] + values.map { NumberText.fixed($0, decimals: 1) }
          + [law.weight < 0.001 ? "< 0.001" : NumberText.significant(law.weight)])
    }
    return table.lines(indent: "  ")
      + [
        "  k: number of coefficients, plus one for the error scale; weight: Akaike weight from AICc"
      ]
  }

  /// The laws without a rank, and why.
  private var unranked: [String] {
    result.unranked.map { "  not ranked: \($0.law.equation): \($0.reason)" }
  }

  private var predictions: [String] {
    let level = NumberText.percent(result.level)
    let quantile = NumberText.significant(result.rolloutQuantile, digits: 1)
    func text(_ value: Double) -> String { NumberText.fixed(value, decimals: 4) }
    var table = TextTable([.right, .right, .right, .left, .right, .right])
    table.add(["", "scale", "Δ per run", "\(level) interval", "median |error|", "forecasts"])
    for (index, law) in result.laws.enumerated() {
      table.add([
        "\(index + 1)", NumberText.significant(law.likelihood.scale), text(law.difference.value),
        index == 0 ? "reference" : NumberText.interval(law.difference.interval, text),
        law.rolloutScore.map { text($0.medianAbsoluteError) } ?? "–",
        law.rolloutScore.map { "\($0.count)" } ?? "–",
      ])
    }
    return table.lines(indent: "  ") + [
      "  scale: mean |residual| of \(result.quantity); Δ per run: mean log likelihood per run, minus that of "
        + "law 1",
      "  median |error|: of log L for runs above the \(quantile) quantile of C, predicted from those below it",
    ]
  }

  private var refusals: [String] {
    result.laws.enumerated().compactMap { index, law in
      law.rolloutRefusal.map { "  law \(index + 1) has no forecasts: \($0)" }
    }
  }

  private var coefficients: [String] {
    result.laws.enumerated().map { index, law in
      let values = law.fit.law.coefficients.map { symbol in
        "\(symbol) \(NumberText.significant(law.fit.coefficients[symbol]?.value ?? .nan, digits: 4))"
      }
      return "  \(index + 1): \(law.fit.law.equation): " + values.joined(separator: ", ")
    }
  }
}
