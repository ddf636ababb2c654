public import ScalingLaws
public import Statistics

/// What became of a batch: its fits side by side and its failures, in the order of the batch.
///
/// It holds nothing of the machine, the time, or how the work was split, so that shards put together
/// give the bytes that one machine writes.
public struct BatchRecord: Sendable, Equatable, Codable {
  /// With what the fits were made: one, unless those of several were put together on request.
  public var makers: [BatchMaker]
  /// What was to be done, in order.
  public var items: [BatchItem]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case makers, items
  }

  /// A record of `items`.
  public init(makers: [BatchMaker], items: [BatchItem]) {
    self.makers = makers
    self.items = items
  }

  /// The items that have no fit.
  public var failures: [BatchItem] { items.filter { $0.fit == nil } }
}

/// With what fits are made: what their last digits depend on.
public struct BatchMaker: Sendable, Hashable, Codable {
  /// The version of Echelle.
  public var version: String
  /// The vector kernel.
  public var kernel: String
  /// The BLAS and LAPACK library, which has kernels of its own for each processor.
  public var blas: String

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case blas, kernel, version
  }

  /// Makes a maker.
  public init(version: String, kernel: String, blas: String) {
    self.version = version
    self.kernel = kernel
    self.blas = blas
  }

  /// All of it, as the end of a sentence.
  public var text: String { "Echelle \(version), kernel \(kernel), \(blas)" }
}

/// One law to be fitted to one table, and what became of it.
public struct BatchItem: Sendable, Equatable, Codable {
  /// Its name: that of the runs, with the subset, law and objective where the batch has several.
  public var name: String
  /// The dataset, as it was asked for.
  public var dataset: String
  /// The law, as it was asked for.
  public var law: String
  /// The objective, as it was asked for.
  public var objective: String
  /// The name of the subset; `nil` for all runs.
  public var subset: String?
  /// The label of the group; `nil` if the runs are not grouped.
  public var group: String?
  /// The key of the result: a hash of all that it depends on; `nil` if the input cannot be read.
  public var key: String?
  /// The file of the fit in the results; `nil` if there is none.
  public var file: String?
  /// The SHA-256 of that file.
  public var sha256: String?
  /// The fit in short; `nil` if it failed.
  public var fit: BatchFit?
  /// Why there is no fit; `nil` if there is one.
  public var error: String?

  /// An item that has not been done.
  public init(
    name: String, dataset: String, law: String, objective: String, subset: String?, group: String?
  ) {
    self.name = name
    self.dataset = dataset
    self.law = law
    self.objective = objective
    self.subset = subset
    self.group = group
  }

  /// Writes every key, null if there is no value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(dataset, forKey: .dataset)
    try container.encode(law, forKey: .law)
    try container.encode(objective, forKey: .objective)
    try container.encode(subset, forKey: .subset)
    try container.encode(group, forKey: .group)
    try container.encode(key, forKey: .key)
    try container.encode(file, forKey: .file)
    try container.encode(sha256, forKey: .sha256)
    try container.encode(fit, forKey: .fit)
    try container.encode(error, forKey: .error)
  }

  /// Reads what ``encode(to:)`` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    dataset = try container.decode(String.self, forKey: .dataset)
    law = try container.decode(String.self, forKey: .law)
    objective = try container.decode(String.self, forKey: .objective)
    subset = try container.decode(String?.self, forKey: .subset)
    group = try container.decode(String?.self, forKey: .group)
    key = try container.decode(String?.self, forKey: .key)
    file = try container.decode(String?.self, forKey: .file)
    sha256 = try container.decode(String?.self, forKey: .sha256)
    fit = try container.decode(BatchFit?.self, forKey: .fit)
    error = try container.decode(String?.self, forKey: .error)
  }

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case name, dataset, law, objective, subset, group, key, file, sha256, error, fit
  }
}

/// A fit without its draws and residuals.
public struct BatchFit: Sendable, Equatable, Codable {
  /// The law.
  public var equation: String
  /// The number of rows read.
  public var rows: Int
  /// The number of runs used.
  public var used: Int
  /// The unit of the loss.
  public var lossUnit: String
  /// The minimum.
  public var objectiveValue: Double
  /// Whether the minimum was reached.
  public var converged: Bool
  /// The coefficients in the order of the law, then what is derived from them.
  public var coefficients: [Coefficient]
  /// What limits the fit, most severe first.
  public var remarks: [Remark]

  /// An estimate with its symbol.
  public struct Coefficient: Sendable, Equatable, Codable {
    /// Its symbol in the law.
    public var symbol: String
    /// Its value and uncertainty.
    public var estimate: Estimate

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case symbol, estimate
    }
  }

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case equation, rows, used, lossUnit, objectiveValue, converged, coefficients, remarks
  }

  /// The short form of `fit`.
  public init(_ fit: FittedLaw) {
    equation = fit.law.equation
    rows = fit.dataset.rows
    used = fit.dataset.used
    lossUnit = fit.dataset.lossUnit
    objectiveValue = fit.objective.value
    converged = fit.certificate.converged
    coefficients = fit.estimates.map { Coefficient(symbol: $0.symbol, estimate: $0.estimate) }
    remarks = fit.remarks.gravestFirst
  }

  /// Reads a fit in short; those of earlier versions have no remarks.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    equation = try container.decode(String.self, forKey: .equation)
    rows = try container.decode(Int.self, forKey: .rows)
    used = try container.decode(Int.self, forKey: .used)
    lossUnit = try container.decode(String.self, forKey: .lossUnit)
    objectiveValue = try container.decode(Double.self, forKey: .objectiveValue)
    converged = try container.decode(Bool.self, forKey: .converged)
    coefficients = try container.decode([Coefficient].self, forKey: .coefficients)
    remarks = try container.decodeIfPresent([Remark].self, forKey: .remarks) ?? []
  }
}
