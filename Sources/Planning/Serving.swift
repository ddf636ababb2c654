public import EnergyModel
public import Statistics

/// The use of a model after its training, for which it is planned too.
public struct Serving: Sendable {
  /// D_inf, the tokens that it will read and write.
  public var tokens: Double
  /// What a token takes.
  public var cost: Cost

  /// What a token takes.
  public enum Cost: Sendable {
    /// κ, the energy of a FLOP of inference over that of a FLOP of training, the same for every model.
    ///
    /// At 1 a lifetime's energy is in proportion to 6·N·D + 2·N·D_inf. Decoding, which waits for memory,
    /// has measured values from 1.3 to 10.
    case ratio(Double)
    /// As calibrated on measured configurations; not in proportion to N.
    case modelled(ModelledServing)
  }

  /// A use of a model.
  public init(tokens: Double, cost: Cost) {
    self.tokens = tokens
    self.cost = cost
  }

  /// Whether there can be such a use.
  var isPossible: Bool {
    guard tokens > 0, tokens.isFinite else { return false }
    if case .ratio(let ratio) = cost { return ratio >= 0 && ratio.isFinite }
    return true
  }

  /// FLOP of a forward pass for each parameter and token.
  static let flopPerParameterToken = 2.0

  /// The energy of serving a model of N parameters, in J.
  ///
  /// - Parameters:
  ///   - parameterCount: N.
  ///   - factors: Those of training, which tell the energy of a FLOP.
  ///   - draw: The draw of what is assumed of serving; `nil` for the medians.
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

/// The energy of serving models of any size, by the calibrated model of inference.
public struct ModelledServing: Sendable {
  /// B, requests decoded together.
  public let batch: Double
  /// The share of the tokens that are written.
  public let outputShare: Double
  /// The format of the weights.
  public let precision: NumericPrecision
  private let model: InferenceEnergyModel
  /// The draws over the medians, of an input and an output token: the same factors at every size.
  private let factors: [(input: Double, output: Double)]

  /// A model for the sizes that a plan may try.
  ///
  /// - Parameters:
  ///   - model: The calibrated model.
  ///   - precision: The format of the weights.
  ///   - batch: B.
  ///   - outputShare: The share of the tokens that are written, from 0 to 1.
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

  /// The accelerator that serves.
  public var hardware: HardwareProfile { model.hardware }

  /// The accelerator whose measurements calibrate the energy.
  public var calibratedOn: String { model.calibratedOn }

  /// J of the facility for a token of a model of N parameters, on as many accelerators as hold it.
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

/// What serving a planned model takes, beside its training.
public struct ServingPlan: Sendable, Equatable {
  /// D_inf.
  public var tokens: Double
  /// κ; `nil` where the energy is as modelled.
  public var energyRatio: Double?
  /// The accelerator that serves; `nil` for a ratio.
  public var hardware: HardwareProfile?
  /// The format of the weights that are served; `nil` for a ratio.
  public var precision: NumericPrecision?
  /// The energy of serving, in MWh.
  public var energyInMegawattHours: Estimate
  /// The energy of training and serving, in MWh.
  public var lifetimeEnergyInMegawattHours: Estimate
  /// The share of serving in it.
  public var share: Estimate
}
