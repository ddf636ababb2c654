/// A measurement of a dense and a sparse form of one model.
public struct MeasuredSparsity: Sendable, Equatable {
  /// The measured quantity.
  public enum Measure: String, CaseIterable, Sendable {
    /// Throughput.
    case rate
    /// A benchmark score.
    case quality
  }

  /// The model.
  public var model: String
  /// Which weights are zero, such as `2:4`.
  public var pattern: String
  /// The share of the weights that are zero.
  public var sparsity: Double
  /// The measured quantity.
  public var measure: Measure
  /// The figure of the dense form.
  public var dense: Double
  /// The figure of the sparse form.
  public var sparse: Double
  /// The unit of both.
  public var unit: String
  /// The source of the figures.
  public var source: Source

  /// The ratio of the sparse to the dense figure.
  public var ratio: Double { sparse / dense }

  /// Reads the measurements from the first folder that has them.
  ///
  /// - Throws: ``EnergyModelError/missingTable(path:searched:)``; `Diagnostic` for errors in the
  ///   file, with their location.
  public static func load(from directories: [String]) throws -> [MeasuredSparsity] {
    let table = try ReferenceTable(
      path: try ReferenceTables.locate("sparsity-measurements/measurements.csv", in: directories),
      texts: [
        "model", "pattern", "precision", "accelerator", "measure", "unit", "source", "evidence",
      ],
      numbers: ["sparsity", "dense", "sparse"])
    return try (0..<table.rowCount).map { row in
      MeasuredSparsity(
        model: try table.requiredText("model", row),
        pattern: try table.requiredText("pattern", row),
        sparsity: try table.requiredPositiveNumber("sparsity", row),
        measure: try table.choice("measure", row),
        dense: try table.requiredPositiveNumber("dense", row),
        sparse: try table.requiredPositiveNumber("sparse", row),
        unit: try table.requiredText("unit", row), source: try table.source(row))
    }
  }
}
