/// One measured serving configuration: a row of `inference-energy/measurements.csv`.
public struct InferenceMeasurement: Sendable, Equatable {
  /// The model's name.
  public var model: String
  /// The model family; its members share data and shape, so a fair test holds all of them out.
  public var family: String
  /// The accelerator's name in the table of accelerators.
  public var accelerator: String
  /// The benchmark's workload.
  public var workload: String
  /// The serving configuration.
  public var configuration: InferenceConfiguration
  /// Output tokens per second over all accelerators.
  public var tokensPerSecond: Double
  /// Energy of the accelerators per output token, in J, including the prompt's.
  public var joulesPerOutputToken: Double
}

extension InferenceMeasurement {
  /// Reads the measurements from the first folder that has them.
  ///
  /// - Throws: ``EnergyModelError/missingTable(path:searched:)``; `Diagnostic` for errors in the
  ///   file, with their location.
  public static func load(from directories: [String]) throws -> [InferenceMeasurement] {
    let table = try ReferenceTable(
      path: try ReferenceTables.locate("inference-energy/measurements.csv", in: directories),
      texts: [
        "model", "family", "architecture", "precision", "accelerator", "workload", "source",
        "evidence",
      ],
      numbers: [
        "active_parameters", "total_parameters", "accelerators", "batch", "output_tokens",
        "tokens_per_second", "joules_per_output_token",
      ])
    return try (0..<table.rowCount).map { row in
      InferenceMeasurement(
        model: try table.requiredText("model", row),
        family: try table.requiredText("family", row),
        accelerator: try table.requiredText("accelerator", row),
        workload: try table.requiredText("workload", row),
        configuration: try InferenceConfiguration(
          activeParameters: try table.requiredPositiveNumber("active_parameters", row),
          totalParameters: try table.requiredPositiveNumber("total_parameters", row),
          architecture: try table.choice("architecture", row),
          precision: try table.choice("precision", row),
          accelerators: try table.requiredPositiveNumber("accelerators", row),
          batch: try table.requiredPositiveNumber("batch", row),
          outputTokens: try table.requiredPositiveNumber("output_tokens", row)),
        tokensPerSecond: try table.requiredPositiveNumber("tokens_per_second", row),
        joulesPerOutputToken: try table.requiredPositiveNumber("joules_per_output_token", row))
    }
  }
}
