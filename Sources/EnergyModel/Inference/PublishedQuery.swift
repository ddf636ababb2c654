public import Statistics

/// A published figure for the energy of a query.
public struct PublishedQuery: Sendable, Equatable {
  /// How a figure was obtained.
  public enum Basis: String, CaseIterable, Sendable {
    /// Measured by its authors.
    case measured
    /// Stated by the provider.
    case stated
    /// Estimated by its authors.
    case estimated
  }

  /// The boundary of a figure.
  public enum Boundary: String, CaseIterable, Sendable {
    case accelerator
    case node
    case facility
  }

  /// The model or service.
  public var name: String
  /// The task.
  public var task: String
  /// The year of the figure.
  public var year: Int
  /// The energy, in J.
  public var energy: Double
  /// Its boundary; `nil` if not published.
  public var boundary: Boundary?
  /// How it was obtained.
  public var basis: Basis
  /// Parameters used per token; `nil` if not published.
  public var activeParameters: Double?
  /// All parameters; `nil` if equal to the active ones, or not published.
  public var totalParameters: Double?
  /// Tokens of the prompt; `nil` if not published.
  public var inputTokens: Double?
  /// Tokens of the answer; `nil` if not published.
  public var outputTokens: Double?
  /// The source of the figure.
  public var source: Source

  /// Reads the figures from the first folder that has them.
  ///
  /// - Throws: ``EnergyModelError/missingTable(path:searched:)``; `Diagnostic` for errors in the
  ///   file, with their location.
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

  /// The modelled energy of the query, in J at the facility, with 64 concurrent requests on as
  /// many accelerators as the weights need.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - seed: The seed of the draws.
  ///   - level: The level of the interval.
  /// - Returns: The estimate; without a value if the query lacks data.
  /// - Throws: ``InferenceError`` for a model that cannot be served.
  public func estimate(
    by model: InferenceEnergyModel, seed: UInt64, level: Double
  ) throws(InferenceError) -> Estimate {
    guard let activeParameters else {
      return .missing(.nan, because: "the size of the model is not published")
    }
    guard let inputTokens, let outputTokens else {
      return .missing(.nan, because: "the token counts of the query are not published")
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
