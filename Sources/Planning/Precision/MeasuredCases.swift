public import EnergyModel

/// Measurements of lower precision and sparsity, to compare with the laws.
public struct MeasuredCases: Sendable {
  /// Models served in two precisions.
  public var served: [MeasuredPrecisionPair]
  /// Models trained in two precisions.
  public var trained: [MeasuredRatePair]
  /// Models in a dense and a sparse form.
  public var sparse: [MeasuredSparsity]

  /// The measurements from the first folders that have them.
  ///
  /// - Throws: As `ReferenceTables.load(from:)`.
  public static func load(from directories: [String]) throws -> MeasuredCases {
    MeasuredCases(
      served: MeasuredPrecisionPair.pairs(in: try InferenceMeasurement.load(from: directories)),
      trained: try MeasuredRatePair.load(from: directories),
      sparse: try MeasuredSparsity.load(from: directories))
  }
}
