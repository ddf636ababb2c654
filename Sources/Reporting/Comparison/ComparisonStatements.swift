import Documents
import ScalingLaws
import Statistics
import Studies

/// What a comparison of laws shows, and what it does not, a sentence each.
struct ComparisonStatements {
  let result: LawComparisonResult

  /// What the runs show about the laws.
  var said: [String] {
    let best = result.best
    let setting = [
      "all laws are fitted to the same \(result.runs.used) runs, with residuals in \(result.quantity) and "
        + "Laplace errors whose scale is fitted for each law"
    ]
    guard result.laws.count > 1 else {
      return setting
        + ["only '\(name(best))' can be ranked, so it is not preferred to any other law"] + doubts
    }
    return setting + [
      "AICc prefers '\(name(best))', with an Akaike weight of "
        + NumberText.significant(best.weight, digits: 3)
    ] + separation + rollout + doubts
  }

  /// What must not be concluded from it.
  var notSaid: [String] {
    [
      "the weights only rank these laws against each other: all of them may be wrong",
      "the criteria assume independent runs with the same scatter about the law at every scale",
      "the intervals of the differences do not penalise extra coefficients, and say little about a law "
        + "that is a special case of another",
      "the likelihood of these runs says nothing about runs beyond them; see the forecasts",
    ]
  }

  private var separation: [String] {
    let level = NumberText.percent(result.level)
    guard result.replicateCount > 0 else {
      return ["the differences have no intervals, because the bootstrap is disabled"]
    }
    let close = result.notSeparated
    guard !close.isEmpty else {
      return [
        "its likelihood per run exceeds that of every other law: no \(level) interval contains 0"
      ]
    }
    return [
      "its likelihood per run cannot be distinguished from that of \(quoted(close)): the \(level) "
        + "\(close.count == 1 ? "interval contains" : "intervals contain") 0"
    ]
  }

  private var rollout: [String] {
    let scored = result.laws.compactMap { law in
      law.rolloutScore.map { (law: law, error: $0.medianAbsoluteError) }
    }
    guard let least = scored.min(by: { $0.error < $1.error }), scored.count > 1 else { return [] }
    let quantile = NumberText.significant(result.rolloutQuantile, digits: 1)
    return [
      "fitted to the runs below the \(quantile) quantile of C, '\(name(least.law))' predicts those above it "
        + "best, with a median |log L̂ − log L| of \(NumberText.fixed(least.error, decimals: 4))"
    ]
  }

  private var doubts: [String] {
    result.laws.compactMap { law -> String? in
      let atBound = law.fit.certificate.coefficientsAtBound
      guard !atBound.isEmpty else { return nil }
      return "'\(name(law))' has \(atBound.joined(separator: ", ")) at a bound: "
        + "the criteria penalise it for coefficients that it does not use"
    } + result.unranked.map { "'\($0.law.name)' is not ranked: \($0.reason)" }
  }

  private func name(_ law: ComparedLaw) -> String { law.fit.law.name }

  private func quoted(_ laws: [ComparedLaw]) -> String {
    laws.map { "'\(name($0))'" }.joined(separator: ", ")
  }
}
