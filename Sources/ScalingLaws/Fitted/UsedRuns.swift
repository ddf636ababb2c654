public import TrainingRuns

/// The runs that a fit used, for reports and for other methods; runs
/// without weight are omitted.
///
/// A fit includes them, so that its file alone suffices to plot it: the original table
/// may have changed or be on another machine. N, D and C are `nil` if the runs do not provide them.
public struct UsedRuns: Sendable, Equatable, Codable {
  /// The number of each run's row among the data rows of the file, from 1.
  public var row: [Int]
  /// The name of each run, or of its family; `nil` without such a column.
  public var name: [String]?
  /// N, parameters.
  public var parameterCount: [Double]?
  /// D, tokens.
  public var tokenCount: [Double]?
  /// C, FLOP.
  public var compute: [Double]?
  /// L, in the unit of the dataset.
  public var loss: [Double]?
  /// The weight of each run in the fit; `nil` if all are equal.
  public var weight: [Double]?
  /// The run of each row, if a column names it.
  public var run: [String]?
  /// The model family of each row, if a column names it.
  public var family: [String]?
  /// The training step of each row, if a column gives it for all rows.
  public var step: [Double]?
  /// Other columns read for the law, by header; `nil` in a fit saved before they
  /// were kept.
  public var variables: [String: [Double]]?

  /// The number of runs.
  public var count: Int { row.count }

  init(_ runs: RunTable, used: [Int]) {
    func picked(_ column: [Double]) -> [Double]? {
      let values = used.map { column[$0] }
      return values.contains(where: \.isNaN) ? nil : values
    }
    row = used.map { runs.rowNumber[$0] }
    name = (runs.run ?? runs.family).map { names in used.map { names[$0] } }
    parameterCount = picked(runs.parameterCount)
    tokenCount = picked(runs.tokenCount)
    compute = picked(runs.compute)
    loss = picked(runs.loss)
    weight = runs.weight.flatMap(picked)
    run = runs.run.map { names in used.map { names[$0] } }
    family = runs.family.map { names in used.map { names[$0] } }
    step = runs.step.flatMap(picked)
    variables = runs.variables.mapValues { column in used.map { column[$0] } }
  }

  /// Whether all present columns have one value per run, and all weights are valid.
  var isConsistent: Bool {
    let numbers = [parameterCount, tokenCount, compute, loss, weight, step].compactMap { $0 }
    let texts = [name, run, family].compactMap { $0 }
    return (numbers + (variables ?? [:]).values).allSatisfy { $0.count == count }
      && texts.allSatisfy { $0.count == count } && (weight ?? []).allSatisfy { $0 >= 0 }
  }

  /// Writes every key, null if the runs do not provide it.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(row, forKey: .row)
    try container.encode(name, forKey: .name)
    try container.encode(parameterCount, forKey: .parameterCount)
    try container.encode(tokenCount, forKey: .tokenCount)
    try container.encode(compute, forKey: .compute)
    try container.encode(loss, forKey: .loss)
    try container.encode(weight, forKey: .weight)
    try container.encode(run, forKey: .run)
    try container.encode(family, forKey: .family)
    try container.encode(step, forKey: .step)
    try container.encode(variables, forKey: .variables)
  }

  enum CodingKeys: String, CodingKey {
    case row, name, parameterCount, tokenCount, compute, loss, weight, run, family, step, variables
  }
}

extension FittedLaw {
  /// The runs used as a table with weights and no remaining drop rules; `nil` if the fit
  /// lacks them, or lacks N, D, C or L.
  public var runTable: RunTable? {
    guard let runs, let parameterCount = runs.parameterCount, let tokenCount = runs.tokenCount,
      let compute = runs.compute, let loss = runs.loss
    else { return nil }
    return RunTable(
      name: dataset.name, path: dataset.path, rowNumber: runs.row, parameterCount: parameterCount,
      tokenCount: tokenCount, compute: compute, loss: loss,
      flopPerParameterToken: dataset.flopPerParameterToken, lossUnit: dataset.lossUnit,
      further: RunTable.FurtherColumns(
        weight: runs.weight, run: runs.run, family: runs.family, step: runs.step,
        variables: runs.variables ?? [:]))
  }
}
