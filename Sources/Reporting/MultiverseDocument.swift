import ScalingLaws
import Statistics
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
    let parameters: String?
    let parametersColumn: String?
    let runs: Int
    /// The number of the universe that was fitted in its place.
    let sameAs: Int?
    let isReference: Bool
    let failure: String?
    let converged: Bool?
    let coefficients: [Double]?
    let a: Double?
    let parameterCount: Double?
    let tokenCount: Double?
    let tokensPerParameter: Double?
    let loss: Double?
  }

  /// How far a figure moves.
  struct Spread: Encodable {
    let figure: String
    let reference: UnitEstimate
    let lower: Double?
    let upper: Double?
    let fits: Int
    let outsideInterval: Int?
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
        lower: finite(spread.lower), upper: finite(spread.upper), fits: spread.count,
        outsideInterval: spread.outside, exceedsInterval: spread.exceedsInterval)
    }
    warnings = MultiverseText(result: result).warnings
    notes = result.notes
    var provenance = result.reference.provenance
    provenance.command = command
    self.provenance = provenance
  }
}

extension MultiverseDocument.Entry {
  /// The universe at `index` of a multiverse.
  init(_ index: Int, of result: MultiverseResult) {
    let outcome = result.outcomes[index]
    let figures = outcome.figures
    number = index + 1
    objective = outcome.universe.objective.description
    outliers = outcome.universe.outliers.rawValue
    parameters = outcome.universe.counting?.rawValue
    parametersColumn = outcome.universe.counting.flatMap { result.parameterHeaders[$0] }
    runs = outcome.used
    sameAs = outcome.sameAs.map { $0 + 1 }
    isReference = result.isReference(outcome.universe)
    if case .failed(let error) = outcome.finding {
      failure = String("\(error)".prefix { $0 != "\n" })
    } else {
      failure = nil
    }
    converged = figures?.converged
    coefficients = figures?.coefficients
    a = figures.flatMap { finite($0.exponent) }
    parameterCount = figures.flatMap { finite($0.allocation.parameterCount) }
    tokenCount = figures.flatMap { finite($0.allocation.tokenCount) }
    tokensPerParameter = figures.flatMap { finite($0.allocation.tokensPerParameter) }
    loss = figures.flatMap { finite($0.allocation.loss) }
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
