import Documents
import ScalingLaws
import Statistics
import Studies

/// What a comparison of laws says, and what it does not, a sentence each.
struct ComparisonStatements {
  let result: LawComparisonResult

  /// What the runs say of the laws.
  var said: [String] {
    let best = result.best
    let setting = [
      "all laws have the same \(result.runs.used) runs, residuals of \(result.quantity), and each a "
        + "Laplace likelihood with a scale of its own"
    ]
    guard result.laws.count > 1 else {
      return setting
        + ["only '\(name(best))' can be ranked, so the runs prefer it to no other law"] + doubts
    }
    return setting + [
      "AICc prefers '\(name(best))', with an Akaike weight of "
        + NumberText.significant(best.weight, digits: 3)
    ] + separation + rollout + doubts
  }

  /// What must not be read into it.
  var notSaid: [String] {
    [
      "a weight compares these laws with each other: none need be right",
      "the criteria hold for independent runs that scatter alike about the law at every scale",
      "the intervals of the differences count no parameters, and of a law that is a special case of "
        + "another they say little",
      "a likelihood within the runs says nothing of runs beyond them: for these see the rollout",
    ]
  }

  private var separation: [String] {
    let level = NumberText.percent(result.level)
    guard result.replicateCount > 0 else {
      return ["the differences have no intervals: bootstrap disabled"]
    }
    let close = result.notSeparated
    guard !close.isEmpty else {
      return ["per run it is likelier than each other law: no \(level) interval holds 0"]
    }
    return [
      "per run its likelihood cannot be told from that of \(quoted(close)): the \(level) "
        + "\(close.count == 1 ? "interval holds" : "intervals hold") 0"
    ]
  }

  private var rollout: [String] {
    let scored = result.laws.compactMap { law in
      law.rolloutScore.map { (law: law, error: $0.medianAbsoluteError) }
    }
    guard let least = scored.min(by: { $0.error < $1.error }), scored.count > 1 else { return [] }
    let quantile = NumberText.significant(result.rolloutQuantile, digits: 1)
    return [
      "beyond the quantile \(quantile) of C, '\(name(least.law))' fitted to the runs up to it "
        + "predicts best: median |log L̂ − log L| \(NumberText.fixed(least.error, decimals: 4))"
    ]
  }

  private var doubts: [String] {
    result.laws.compactMap { law -> String? in
      let atBound = law.fit.certificate.coefficientsAtBound
      guard !atBound.isEmpty else { return nil }
      return "'\(name(law))' has \(atBound.joined(separator: ", ")) at a bound: "
        + "it is charged for coefficients that it does not use"
    } + result.unranked.map { "'\($0.law.name)' is not ranked: \($0.reason)" }
  }

  private func name(_ law: ComparedLaw) -> String { law.fit.law.name }

  private func quoted(_ laws: [ComparedLaw]) -> String {
    laws.map { "'\(name($0))'" }.joined(separator: ", ")
  }
}
