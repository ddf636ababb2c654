public import EnergyModel

/// What was measured of fewer bits and of sparsity, to lay beside what the laws say.
public struct MeasuredCases: Sendable {
  /// Models served in two precisions.
  public var served: [MeasuredPrecisionPair]
  /// Models trained in two precisions.
  public var trained: [MeasuredRatePair]
  /// Models in a dense and a sparse form.
  public var sparse: [MeasuredSparsity]

  /// The measurements of the first directories that have them.
  ///
  /// - Throws: As `ReferenceTables.load(from:)`.
  public static func load(from directories: [String]) throws -> MeasuredCases {
    MeasuredCases(
      served: MeasuredPrecisionPair.pairs(in: try InferenceMeasurement.load(from: directories)),
      trained: try MeasuredRatePair.load(from: directories),
      sparse: try MeasuredSparsity.load(from: directories))
  }
}
