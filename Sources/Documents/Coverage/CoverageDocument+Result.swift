import ScalingLaws
import Statistics
package import Studies

extension CoverageDocument {
  /// The studies, made by `command`.
  package init(_ results: [CoverageResult], command: [String]?) {
    studies = results.map { Study($0, command: command) }
  }

  /// CSV in tidy form: a row for each figure and method.
  package func csv() -> String {
    var csv = CSVText(header: [
      "dataset", "law", "truth", "noise", "sigma", "runs", "sets", "failed_sets", "figure",
      "true_value", "method", "intervals", "hits", "coverage", "coverage_lower",
      "coverage_upper", "median_width", "relative_width", "level",
    ])
    for study in studies {
      for figure in study.figures {
        for score in figure.methods { csv.add(Self.row(study, figure, score)) }
      }
    }
    return csv.text
  }

  private static func row(_ study: Study, _ figure: Figure, _ score: Score) -> [String?] {
    let coverage = score.coverage.value
    let names: [String?] = [study.dataset, study.law, study.truth, study.noise]
    let counts: [String?] = [study.runs, study.sets, study.failedSets].map { String($0) }
    let scores: [String?] = [
      coverage?.value, coverage?.interval?.lower, coverage?.interval?.upper,
      score.medianWidth.value, score.relativeWidth.value, study.level,
    ].map(CSVText.number)
    return names + [CSVText.number(study.sigma)] + counts
      + [
        figure.name, CSVText.number(figure.truth), score.method, String(score.intervals),
        String(score.hits),
      ] + scores
  }
}

extension CoverageDocument.Study {
  fileprivate init(_ result: CoverageResult, command: [String]?) {
    dataset = result.dataset
    law = result.law.name
    formula = result.law.formula
    truth = result.truth.formula
    objective = result.options.objective.description
    level = result.options.level
    noise = result.noise.rawValue
    sigma = result.sigma
    sigmaIsRelative = result.isLogarithmic
    sets = result.setCount
    failedSets = result.failedSets
    runs = result.runCount
    replicates = result.options.replicateCount
    compute = result.compute
    chosen = Dictionary(
      uniqueKeysWithValues: result.choices.map { ($0.key.rawValue, $0.value) })
    figures = result.figures.map(CoverageDocument.Figure.init)
    var provenance = result.provenance
    provenance.command = command
    self.provenance = provenance
    remarks = result.remarks.gravestFirst
  }
}

extension CoverageDocument.Figure {
  fileprivate init(_ figure: CoverageFigure) {
    name = figure.name
    truth = figure.truth
    widthIsLogarithmic = figure.isLogarithmic
    idealWidth = Nullable(figure.idealWidth)
    methods = figure.scores.map { CoverageDocument.Score($0, ideal: figure.idealWidth) }
  }
}

extension CoverageDocument.Score {
  fileprivate init(_ score: CoverageScore, ideal: Double?) {
    method = score.method.rawValue
    intervals = score.intervals
    hits = score.hits
    coverage = Nullable(score.coverage)
    let width = score.medianWidth.flatMap(finite)
    medianWidth = Nullable(width)
    relativeWidth = Nullable(width.flatMap { width in ideal.map { width / $0 } })
  }
}
