#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The calibrated coefficients of the inference model on one accelerator.
public struct InferenceCoefficients: Sendable, Equatable {
  /// The accelerator of the measurements.
  public let accelerator: String
  /// Whether they require a known throughput.
  public let knowsThroughput: Bool
  /// The coefficients, at least 0.
  public let values: [InferenceTerm: Double]
  /// Quantiles of ln(measured / predicted) for held-out models, at ``levels``: the residual
  /// uncertainty, including that of the coefficients.
  public let residualQuantiles: [Double]

  /// The levels of ``residualQuantiles``: 0.05, 0.10 … 0.95.
  public static let levels = (1...19).map { Double($0) / 20 }

  /// The ratio to a predicted energy below which a share `p` of held-out measurements lies; beyond
  /// the levels, it is extrapolated linearly.
  public func factor(_ p: Double) -> Double {
    let position = p * 20 - 1
    let index = min(max(Int(position.rounded(.down)), 0), residualQuantiles.count - 2)
    let (low, high) = (residualQuantiles[index], residualQuantiles[index + 1])
    return exp(low + (position - Double(index)) * (high - low))
  }

  /// Fits the coefficients to the measurements on an accelerator, and computes the residuals of
  /// held-out models.
  ///
  /// - Throws: ``InferenceError``, ``EnergyModelError``.
  public init(
    fitting measurements: [InferenceMeasurement], on accelerator: String,
    tables: ReferenceTables, knowsThroughput: Bool
  ) throws {
    let chip = try InferenceChip(tables.accelerator(named: accelerator))
    let measured = measurements.filter { $0.accelerator == chip.name }
    let fitted = InferenceCalibration(
      terms: measured.map { $0.terms(on: chip, knowsThroughput: knowsThroughput) },
      logarithms: measured.map { log($0.joulesPerOutputToken) }
    ).coefficients()
    let terms =
      knowsThroughput ? InferenceTerm.withThroughput : InferenceTerm.withoutThroughput
    self.accelerator = chip.name
    self.knowsThroughput = knowsThroughput
    values = Dictionary(uniqueKeysWithValues: zip(terms, fitted))
    residualQuantiles = try InferenceBacktest(
      measurements, on: accelerator, tables: tables, knowsThroughput: knowsThroughput
    ).residualQuantiles
  }

  private init(
    accelerator: String, knowsThroughput: Bool, values: [InferenceTerm: Double],
    residualQuantiles: [Double]
  ) {
    self.accelerator = accelerator
    self.knowsThroughput = knowsThroughput
    self.values = values
    self.residualQuantiles = residualQuantiles
  }
}

extension InferenceCoefficients {
  /// Reads the coefficients from the first folder that has them.
  ///
  /// - Throws: ``EnergyModelError/missingTable(path:searched:)``, ``InferenceError``, or
  ///   `Diagnostic` for errors in the file, with their location.
  public static func load(from directories: [String]) throws -> [InferenceCoefficients] {
    let table = try ReferenceTable(
      path: try ReferenceTables.locate("inference-energy/coefficients.csv", in: directories),
      texts: ["accelerator", "throughput", "quantity", "source", "evidence"], numbers: ["value"])
    try table.requireUnique(["accelerator", "throughput", "quantity"])
    var rows: [[String]: [String: Double]] = [:]
    for row in 0..<table.rowCount {
      let key = [
        try table.requiredText("accelerator", row), try table.requiredText("throughput", row),
      ]
      rows[key, default: [:]][try table.requiredText("quantity", row)] =
        try table.requiredNumber("value", row)
    }
    return try rows.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, values in
      let knows = key[1] == "known"
      func value(_ name: String) throws(InferenceError) -> Double {
        guard let value = values[name] else {
          throw .missingCoefficient(name, accelerator: key[0])
        }
        return value
      }
      let terms = knows ? InferenceTerm.withThroughput : InferenceTerm.withoutThroughput
      return InferenceCoefficients(
        accelerator: key[0], knowsThroughput: knows,
        values: Dictionary(
          uniqueKeysWithValues: try terms.map { ($0, try value($0.rawValue)) }),
        residualQuantiles: try levels.indices.map { try value("residual-\(($0 + 1) * 5)") })
    }
  }

  /// The rows of the table: quantity and value.
  public var rows: [(quantity: String, value: Double)] {
    let terms =
      knowsThroughput ? InferenceTerm.withThroughput : InferenceTerm.withoutThroughput
    return terms.map { ($0.rawValue, values[$0] ?? 0) }
      + residualQuantiles.enumerated().map { ("residual-\(($0 + 1) * 5)", $1) }
  }
}
