import Diagnostics
import ScalingLaws
import Statistics
import Studies
import TrainingRuns

/// A multiverse as JSON.
struct MultiverseDocument: Encodable {
  let dataset: String
  let law: String
  let formula: String
  let lossUnit: String
  let compute: Double
  let computeIsGiven: Bool
  let flopPerParameterToken: Double
  let fits: Int
  let reference: Reference
  let universes: [Entry]
  let spreads: [Spread]
  let warnings: [String]
  let notes: [String]
  let remarks: [Remark]
  let provenance: Provenance

  /// The fit whose interval the universes are compared with.
  struct Reference: Encodable {
    let objective: ObjectiveSummary
    let runs: Int
    let coefficients: [String: Estimate]
    let certificate: FitCertificate
    let bootstrap: BootstrapSummary
  }

  /// A universe.
  struct Entry: Encodable {
    /// Its number, from 1.
    let number: Int
    let objective: String
    let outliers: String
    let parameters: Nullable<String>
    let parametersColumn: Nullable<String>
    let runs: Int
    /// The number of the universe that was fitted in its place.
    let sameAs: Nullable<Int>
    let isReference: Bool
    let failure: Nullable<String>
    let converged: Nullable<Bool>
    let coefficients: Nullable<[Double]>
    let a: Nullable<Double>
    let parameterCount: Nullable<Double>
    let tokenCount: Nullable<Double>
    let tokensPerParameter: Nullable<Double>
    let loss: Nullable<Double>
  }

  /// How far a figure moves.
  struct Spread: Encodable {
    let figure: String
    let reference: UnitEstimate
    let lower: Nullable<Double>
    let upper: Nullable<Double>
    let fits: Int
    let outsideInterval: Nullable<Int>
    let exceedsInterval: Bool
  }

  init(_ result: MultiverseResult, command: [String]?) {
    dataset = result.dataset
    law = result.reference.law.name
    formula = result.reference.law.formula
    lossUnit = result.lossUnit
    compute = result.compute
    computeIsGiven = !result.isDefaultCompute
    flopPerParameterToken = result.flopPerParameterToken
    fits = result.fitCount
    reference = Reference(
      objective: result.reference.objective, runs: result.reference.dataset.used,
      coefficients: result.reference.coefficients, certificate: result.reference.certificate,
      bootstrap: result.reference.bootstrap)
    universes = result.outcomes.indices.map { Entry($0, of: result) }
    spreads = result.spreads.map { spread in
      Spread(
        figure: spread.figure.rawValue,
        reference: UnitEstimate(
          estimate: spread.reference, unit: spread.figure.unit(loss: result.lossUnit)),
        lower: Nullable(finite(spread.lower)), upper: Nullable(finite(spread.upper)),
        fits: spread.count,
        outsideInterval: Nullable(spread.outside), exceedsInterval: spread.exceedsInterval)
    }
    warnings = MultiverseText(result: result).warnings
    notes = result.notes
    remarks = result.reference.remarks.gravestFirst
    var provenance = result.reference.provenance
    provenance.command = command
    self.provenance = provenance
  }
}

extension MultiverseDocument.Entry {
  /// The universe at `index` of a multiverse.
  init(_ index: Int, of result: MultiverseResult) {
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
  var failure: String? {
    if case .failed(let error) = finding { error.diagnostic.summary } else { nil }
  }
}

extension MultiverseFigure {
  /// The unit, where `loss` is that of the loss.
  func unit(loss: String) -> String {
    switch self {
    case .exponent: "1"
    case .parameterCount: "parameters"
    case .tokensPerParameter: "tokens per parameter"
    case .loss: loss
    }
  }

  /// A value as people read it.
  func text(_ value: Double) -> String {
    switch self {
    case .exponent: NumberText.significant(value, digits: 3)
    case .parameterCount: NumberText.count(value)
    case .tokensPerParameter: NumberText.significant(value, digits: 3)
    case .loss: NumberText.significant(value, digits: 4)
    }
  }
}
