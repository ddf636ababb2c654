public import EnergyModel
public import Statistics

/// The use of a model after training, included in planning.
public struct Serving: Sendable {
  /// D_inf, the input and output tokens.
  public var tokens: Double
  /// The cost of a token.
  public var cost: Cost

  /// The cost of a token.
  public enum Cost: Sendable {
    /// κ, energy per inference FLOP over energy per training FLOP, the same for every model.
    ///
    /// At 1 the lifetime energy is proportional to 6·N·D + 2·N·D_inf. Decoding, which is memory-bound,
    /// has measured values from 1.3 to 10.
    case ratio(Double)
    /// Calibrated on measured configurations; not proportional to N.
    case modelled(ModelledServing)
  }

  /// A use of a model.
  public init(tokens: Double, cost: Cost) {
    self.tokens = tokens
    self.cost = cost
  }

  /// Whether the use is possible.
  var isPossible: Bool {
    guard tokens > 0, tokens.isFinite else { return false }
    if case .ratio(let ratio) = cost { return ratio >= 0 && ratio.isFinite }
    return true
  }

  /// FLOP of a forward pass per parameter and token.
  static let flopPerParameterToken = 2.0

  /// The energy of serving a model of N parameters, in J.
  ///
  /// - Parameters:
  ///   - parameterCount: N.
  ///   - factors: The training factors, which give the energy per FLOP.
  ///   - draw: The draw of the serving assumptions; `nil` for the medians.
  /// - Returns: J at the boundary of the facility.
  func energy(parameterCount: Double, factors: TrainingEnergyFactors, draw: Int?) -> Double {
    switch cost {
    case .ratio(let ratio):
      ratio * Self.flopPerParameterToken * parameterCount * tokens * factors.joulesPerFLOP
    case .modelled(let model):
      tokens * model.joulesPerToken(parameterCount: parameterCount, draw: draw)
    }
  }
}

/// The energy of serving models of any size, from the calibrated inference model.
public struct ModelledServing: Sendable {
  /// B, requests decoded together.
  public let batch: Double
  /// The share of output tokens.
  public let outputShare: Double
  /// The weight format.
  public let precision: NumericPrecision
  private let model: InferenceEnergyModel
  /// The ratios of draws to medians, per input and output token: the same at every size.
  private let factors: [(input: Double, output: Double)]

  /// A model for the sizes that a plan may try.
  ///
  /// - Parameters:
  ///   - model: The calibrated model.
  ///   - precision: The weight format.
  ///   - batch: B.
  ///   - outputShare: The share of output tokens, from 0 to 1.
  ///   - seed: The seed of the draws.
  /// - Throws: `InferenceError` for a batch that is not positive.
  public init(
    model: InferenceEnergyModel, precision: NumericPrecision = .bf16, batch: Double,
    outputShare: Double, seed: UInt64
  ) throws(InferenceError) {
    self.model = model
    self.precision = precision
    self.batch = batch
    self.outputShare = outputShare
    let reference = try InferenceConfiguration(
      activeParameters: 1e10, precision: precision, batch: batch)
    let medians = model.medians(reference)
    factors = model.draws(reference, count: Planner.searchedDrawCount, seed: seed).map {
      ($0.input / medians.input, $0.output / medians.output)
    }
  }

  /// The serving accelerator.
  public var hardware: HardwareProfile { model.hardware }

  /// The accelerator whose measurements calibrate the energy.
  public var calibratedOn: String { model.calibratedOn }

  /// J per token at the facility, for a model of N parameters on as many accelerators as it needs.
  func joulesPerToken(parameterCount: Double, draw: Int?) -> Double {
    guard
      let configuration = try? InferenceConfiguration(
        activeParameters: parameterCount, precision: precision,
        accelerators: model.accelerators(holding: parameterCount, in: precision), batch: batch)
    else { return .infinity }
    let medians = model.medians(configuration)
    let factor = draw.map { factors[$0 % factors.count] } ?? (input: 1, output: 1)
    return medians.output * factor.output * outputShare
      + medians.input * factor.input * (1 - outputShare)
  }
}

/// The serving part of a plan.
public struct ServingPlan: Sendable, Equatable {
  /// D_inf.
  public var tokens: Double
  /// κ; `nil` if the energy is modelled.
  public var energyRatio: Double?
  /// The serving accelerator; `nil` for a ratio.
  public var hardware: HardwareProfile?
  /// The weight format for serving; `nil` for a ratio.
  public var precision: NumericPrecision?
  /// The energy of serving, in MWh.
  public var energyInMegawattHours: Estimate
  /// The energy of training and serving, in MWh.
  public var lifetimeEnergyInMegawattHours: Estimate
  /// The share of serving in it.
  public var share: Estimate
}
