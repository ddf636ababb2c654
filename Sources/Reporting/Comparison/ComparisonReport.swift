import Documents
import ScalingLaws
import Statistics
public import Studies

/// Laws compared on the same runs, in the forms that `echelle compare-laws` writes.
public struct ComparisonReport: Report, Sendable {
  /// The comparisons, in the order of the datasets or groups.
  public var results: [LawComparisonResult]
  /// The command line, where there was one.
  public var command: [String]?

  /// A report of comparisons.
  public init(_ results: [LawComparisonResult], command: [String]? = nil) {
    self.results = results
    self.command = command
  }

  /// JSON: `comparisons`, each with its laws from the lowest AICc to the highest.
  public func json() throws -> String {
    let statements = results.map { ComparisonStatements(result: $0) }
    return try ComparisonDocument(
      zip(results, statements).map { ($0, said: $1.said, notSaid: $1.notSaid) }, command: command
    ).json()
  }

  /// CSV in tidy form: a row for each law; of those that are not ranked, without figures.
  public func csv() -> String {
    var csv = CSVText(header: [
      "dataset", "law", "formula", "runs", "quantity", "likelihood", "scale", "parameters",
      "log_likelihood", "aic", "aicc", "bic", "aicc_difference", "weight", "difference_per_run",
      "difference_lower", "difference_upper", "level", "converged", "rollout_quantile",
      "rollout_forecasts", "rollout_mean_error", "rollout_median_absolute_error",
      "rollout_refused", "not_ranked", "remarks",
    ])
    for result in results {
      for law in result.laws { csv.add(cells(law, of: result)) }
      for law in result.unranked { csv.add(cells(law, of: result)) }
    }
    return csv.text
  }

  /// Text: a row for each law, the coefficients, and what they show and do not show.
  public func text() -> String { text(on: .plain) }

  /// Text: what limits the laws, a row for each, the coefficients, and what they show and do not show.
  public func text(on page: TextPage) -> String {
    results.map { ComparisonText(result: $0).lines.text(on: page) }.joined(separator: "\n")
  }

  private func cells(_ law: ComparedLaw, of result: LawComparisonResult) -> [String?] {
    let criteria = law.criteria
    let interval = law.difference.interval
    return [
      result.dataset, law.fit.law.name, law.fit.law.formula, "\(criteria.runCount)",
      result.quantity, "laplace", CSVText.number(law.likelihood.scale),
      "\(criteria.parameterCount)",
    ]
      + [
        criteria.logLikelihood, criteria.aic, criteria.aicc, criteria.bic, law.aiccDifference,
        law.weight, law.difference.value, interval?.lower, interval?.upper, result.level,
      ].map(CSVText.number)
      + [
        "\(law.fit.certificate.converged)", CSVText.number(result.rolloutQuantile),
        law.rolloutScore.map { "\($0.count)" }, CSVText.number(law.rolloutScore?.meanError),
        CSVText.number(law.rolloutScore?.medianAbsoluteError), law.rolloutRefusal,
        nil, law.fit.remarks.codeList,
      ]
  }

  private func cells(_ law: UnrankedLaw, of result: LawComparisonResult) -> [String?] {
    let start = [
      result.dataset, law.law.name, law.law.formula, "\(result.runs.used)", result.quantity,
      "laplace",
    ]
    let converged = law.fit.map { "\($0.certificate.converged)" }
    let figures = [String?](repeating: nil, count: 12)
    let rollout = [String?](repeating: nil, count: 5)
    return start + figures + [converged] + rollout + [law.reason, law.fit?.remarks.codeList]
  }
}
