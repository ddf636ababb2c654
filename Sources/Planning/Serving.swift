public import Statistics

/// The use of a model after its training, for which it is planned too.
public struct Serving: Sendable, Equatable {
  /// D_inf, the tokens that it will read and write.
  public var tokens: Double
  /// κ: the energy of a FLOP of inference over that of a FLOP of training.
  ///
  /// At 1 a lifetime's energy is in proportion to 6·N·D + 2·N·D_inf. Decoding, which waits for memory,
  /// has measured values from 1.3 to 10.
  public var energyRatio: Double

  /// A use of a model.
  public init(tokens: Double, energyRatio: Double) {
    self.tokens = tokens
    self.energyRatio = energyRatio
  }

  /// Whether there can be such a use.
  var isPossible: Bool {
    tokens > 0 && tokens.isFinite && energyRatio >= 0 && energyRatio.isFinite
  }

  /// FLOP of a forward pass for each parameter and token.
  static let flopPerParameterToken = 2.0

  /// s(N): the FLOP of training that cost as much energy as serving a model of N parameters.
  func trainingCompute(parameterCount: Double) -> Double {
    energyRatio * Self.flopPerParameterToken * parameterCount * tokens
  }
}

/// What serving a planned model takes, beside its training.
public struct ServingPlan: Sendable, Equatable {
  /// What was asked for.
  public var serving: Serving
  /// The energy of serving, in MWh.
  public var energyInMegawattHours: Estimate
  /// The energy of training and serving, in MWh.
  public var lifetimeEnergyInMegawattHours: Estimate
  /// The share of serving in it.
  public var share: Estimate
}
