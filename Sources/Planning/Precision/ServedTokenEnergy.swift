public import EnergyModel
public import Statistics

/// The energy per output token of models of any size, served on as many accelerators as they need.
public struct ServedTokenEnergy: Sendable {
  private let model: InferenceEnergyModel
  /// B, requests decoded together.
  public let batch: Double
  private let seed: UInt64

  /// The weight formats among the models of the calibration.
  public static let calibrated: Set<NumericPrecision> = [.bf16, .fp8, .fp4]

  /// The energy from a calibrated model.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - batch: B.
  ///   - seed: The seed of the draws.
  public init(model: InferenceEnergyModel, batch: Double, seed: UInt64) {
    self.model = model
    self.batch = batch
    self.seed = seed
  }

  /// J per output token, at the facility.
  ///
  /// - Parameters:
  ///   - activeParameters: The parameters used per token.
  ///   - totalParameters: All parameters; `nil` if equal.
  ///   - precision: The weight format.
  ///   - level: The level of the interval.
  /// - Returns: The energy; without a value if the format was not measured.
  /// - Throws: `InferenceError` for sizes that are not positive.
  public func joules(
    activeParameters: Double, totalParameters: Double? = nil,
    precision: NumericPrecision = .bf16, level: Double
  ) throws -> Estimate {
    guard Self.calibrated.contains(precision) else {
      return .missing(
        .nan, because: "no measurements with weights in \(precision.rawValue)")
    }
    let total = totalParameters ?? activeParameters
    let configuration = try InferenceConfiguration(
      activeParameters: activeParameters, totalParameters: total, precision: precision,
      accelerators: model.accelerators(holding: total, in: precision), batch: batch)
    return Draws(
      model.draws(configuration, seed: seed).map(\.output), level: level,
      method: .monteCarloPercentile
    ).estimate(of: model.medians(configuration).output)
  }
}
