/// The rate of training one model in bf16 and in fewer bits, measured on the same system.
public struct MeasuredRatePair: Sendable, Equatable {
  /// The model.
  public var model: String
  /// The accelerator's name, as its maker sells it.
  public var accelerator: String
  /// The lower precision.
  public var precision: NumericPrecision
  /// The rate in it over that in bf16.
  public var ratio: Double
  /// Where the rates come from.
  public var source: Source

  /// Reads the pairs from the first directory that has them.
  ///
  /// - Throws: ``EnergyModelError/missingTable(path:searched:)``; `Diagnostic` for faults in the
  ///   file, with their place.
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
