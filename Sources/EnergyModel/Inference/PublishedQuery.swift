public import Statistics

/// A published figure of the energy of a query.
public struct PublishedQuery: Sendable, Equatable {
  /// How a figure was come by.
  public enum Basis: String, CaseIterable, Sendable {
    /// Measured by its authors.
    case measured
    /// Stated by the provider.
    case stated
    /// Estimated by its authors.
    case estimated
  }

  /// What a figure counts.
  public enum Boundary: String, CaseIterable, Sendable {
    case accelerator
    case node
    case facility
  }

  /// The model or service.
  public var name: String
  /// What was asked of it.
  public var task: String
  /// The year of the figure.
  public var year: Int
  /// The energy, in J.
  public var energy: Double
  /// What it counts; `nil` where that is not told.
  public var boundary: Boundary?
  /// How it was come by.
  public var basis: Basis
  /// The parameters that a token uses; `nil` where they are not told.
  public var activeParameters: Double?
  /// All parameters; `nil` for as many, or where they are not told.
  public var totalParameters: Double?
  /// Tokens of the prompt; `nil` where they are not told.
  public var inputTokens: Double?
  /// Tokens of the answer; `nil` where they are not told.
  public var outputTokens: Double?
  /// Where the figure comes from.
  public var source: Source

  /// Reads the figures from the first directory that has them.
  ///
  /// - Throws: ``EnergyModelError/missingTable(path:searched:)``; `Diagnostic` for faults in the
  ///   file, with their place.
  public static func load(from directories: [String]) throws -> [PublishedQuery] {
    let table = try ReferenceTable(
      path: try ReferenceTables.locate("inference-queries/queries.csv", in: directories),
      texts: ["name", "task", "boundary", "basis", "source", "evidence"],
      numbers: [
        "year", "energy_wh", "active_parameters", "total_parameters", "input_tokens",
        "output_tokens",
      ])
    let wattHour = EnergyUnit.secondsPerHour
    return try (0..<table.rowCount).map { row in
      PublishedQuery(
        name: try table.requiredText("name", row), task: try table.requiredText("task", row),
        year: try table.year("year", row),
        energy: try table.requiredPositiveNumber("energy_wh", row) * wattHour,
        boundary: table.text("boundary", row) == nil ? nil : try table.choice("boundary", row),
        basis: try table.choice("basis", row),
        activeParameters: try table.positiveNumber("active_parameters", row),
        totalParameters: try table.positiveNumber("total_parameters", row),
        inputTokens: try table.positiveNumber("input_tokens", row),
        outputTokens: try table.positiveNumber("output_tokens", row),
        source: try table.source(row))
    }
  }

  /// The energy of the query by a calibrated model, in J of the facility, with 64 requests at once on as
  /// many accelerators as hold the weights.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - seed: The seed of the draws.
  ///   - level: The level of the interval.
  /// - Returns: The estimate; without a value where the query does not say enough.
  /// - Throws: ``InferenceError`` for a model that cannot be served.
  public func estimate(
    by model: InferenceEnergyModel, seed: UInt64, level: Double
  ) throws(InferenceError) -> Estimate {
    guard let activeParameters else {
      return .missing(.nan, because: "the size of the model is not told")
    }
    guard let inputTokens, let outputTokens else {
      return .missing(.nan, because: "the tokens of the query are not told")
    }
    let total = totalParameters ?? activeParameters
    let configuration = try InferenceConfiguration(
      activeParameters: activeParameters, totalParameters: total,
      accelerators: model.accelerators(holding: total, in: .bf16), outputTokens: outputTokens)
    return model.estimate(
      configuration,
      use: try ServingUse(inputTokens: inputTokens, outputTokens: outputTokens), seed: seed,
      level: level
    ).query
  }
}
