/// Training throughput of one model in bf16 and in a lower precision, measured on the same system.
public struct MeasuredRatePair: Sendable, Equatable {
  /// The model.
  public var model: String
  /// The accelerator's product name.
  public var accelerator: String
  /// The lower precision.
  public var precision: NumericPrecision
  /// The speed-up over bf16.
  public var ratio: Double
  /// The source of the rates.
  public var source: Source

  /// Reads the pairs from the first folder that has them.
  ///
  /// - Throws: ``EnergyModelError/missingTable(path:searched:)``; `Diagnostic` for errors in the
  ///   file, with their location.
  public static func load(from directories: [String]) throws -> [MeasuredRatePair] {
    let table = try ReferenceTable(
      path: try ReferenceTables.locate("precision-rates/rates.csv", in: directories),
      texts: ["model", "accelerator", "precision", "unit", "source", "evidence"],
      numbers: ["accelerators", "rate_bf16", "rate"])
    return try (0..<table.rowCount).map { row in
      MeasuredRatePair(
        model: try table.requiredText("model", row),
        accelerator: try table.requiredText("accelerator", row),
        precision: try table.choice("precision", row),
        ratio: try table.requiredPositiveNumber("rate", row)
          / table.requiredPositiveNumber("rate_bf16", row),
        source: try table.source(row))
    }
  }
}
