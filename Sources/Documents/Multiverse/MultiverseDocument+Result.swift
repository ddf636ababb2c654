import Diagnostics
import ScalingLaws
import Statistics
package import Studies
import TrainingRuns

extension MultiverseDocument {
  /// The multiverses, made by `command`.
  package init(_ results: [MultiverseResult], command: [String]?) {
    multiverses = results.map { Multiverse($0, command: command) }
  }
}

extension MultiverseDocument.Multiverse {
  fileprivate init(_ result: MultiverseResult, command: [String]?) {
    dataset = result.dataset
    law = result.reference.law.name
    formula = result.reference.law.formula
    lossUnit = result.lossUnit
    compute = result.compute
    computeIsGiven = !result.isDefaultCompute
    flopPerParameterToken = result.flopPerParameterToken
    fits = result.fitCount
    reference = MultiverseDocument.Reference(
      objective: result.reference.objective, runs: result.reference.dataset.used,
      coefficients: result.reference.coefficients, certificate: result.reference.certificate,
      bootstrap: result.reference.bootstrap)
    universes = result.outcomes.indices.map { MultiverseDocument.Universe($0, of: result) }
    spreads = result.spreads.map { spread in
      MultiverseDocument.Spread(
        figure: spread.figure.rawValue,
        reference: UnitEstimate(
          estimate: spread.reference, unit: spread.figure.unit(loss: result.lossUnit)),
        lower: Nullable(finite(spread.lower)), upper: Nullable(finite(spread.upper)),
        fits: spread.count,
        outsideInterval: Nullable(spread.outside), exceedsInterval: spread.exceedsInterval)
    }
    warnings = result.warnings
    notes = result.notes
    remarks = result.reference.remarks.gravestFirst
    var provenance = result.reference.provenance
    provenance.command = command
    self.provenance = provenance
  }
}

extension MultiverseDocument.Universe {
  /// The universe at `index` of a multiverse.
  fileprivate init(_ index: Int, of result: MultiverseResult) {
    let outcome = result.outcomes[index]
    let counting = outcome.universe.counting
    let figures = outcome.figures
    func value(_ figure: (UniverseFigures) -> Double) -> Nullable<Double> {
      Nullable(figures.flatMap { finite(figure($0)) })
    }
    number = index + 1
    objective = outcome.universe.objective.description
    outliers = outcome.universe.outliers.rawValue
    parameters = Nullable(counting?.rawValue)
    parametersColumn = Nullable(counting.flatMap { result.parameterHeaders[$0] })
    runs = outcome.used
    sameAs = Nullable(outcome.sameAs.map { $0 + 1 })
    isReference = result.isReference(outcome.universe)
    failure = Nullable(outcome.failure)
    converged = Nullable(figures?.converged)
    coefficients = Nullable(figures?.coefficients)
    a = value(\.exponent)
    parameterCount = value(\.allocation.parameterCount)
    tokenCount = value(\.allocation.tokenCount)
    tokensPerParameter = value(\.allocation.tokensPerParameter)
    loss = value(\.allocation.loss)
  }
}

extension UniverseOutcome {
  /// Why the law was not fitted, in a line.
  package var failure: String? {
    if case .failed(let error) = finding { error.diagnostic.summary } else { nil }
  }
}

extension MultiverseFigure {
  /// The unit, where `loss` is that of the loss.
  package func unit(loss: String) -> String {
    switch self {
    case .exponent: "1"
    case .parameterCount: "parameters"
    case .tokensPerParameter: "tokens per parameter"
    case .loss: loss
    }
  }

  /// A value as people read it.
  package func text(_ value: Double) -> String {
    switch self {
    case .exponent: NumberText.significant(value, digits: 3)
    case .parameterCount: NumberText.count(value)
    case .tokensPerParameter: NumberText.significant(value, digits: 3)
    case .loss: NumberText.significant(value, digits: 4)
    }
  }
}

extension MultiverseResult {
  /// The figures that the choice of a universe moves beyond the interval of the reference.
  package var warnings: [String] {
    spreads.filter(\.exceedsInterval).map { spread in
      let text = spread.figure.text
      let interval = NumberText.interval(spread.reference.interval, text)
      return "across analyses, \(spread.figure.rawValue) ranges from \(text(spread.lower)) to "
        + "\(text(spread.upper)), beyond the interval \(interval) of a single fit"
    }
  }
}
