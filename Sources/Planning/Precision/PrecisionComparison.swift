public import EnergyModel
public import ScalingLaws
public import Statistics

/// One model trained in several precisions: its loss and its energy, on the same data and at the same
/// loss.
///
/// A precision changes the joules of a FLOP and the loss, not C = 6ND.
public struct PrecisionComparison: Sendable {
  /// N, parameters.
  public var parameterCount: Double
  /// D, tokens.
  public var tokenCount: Double
  /// The accelerator.
  public var hardware: HardwareProfile
  /// What comes of each precision that the accelerator has, the widest first.
  public var outcomes: [Outcome]

  /// What comes of one precision.
  public struct Outcome: Sendable {
    /// The precision.
    public var precision: NumericPrecision
    /// N_eff/N.
    public var effectiveShare: Double
    /// The loss on D tokens.
    public var loss: Estimate
    /// The tokens with which the loss is that of bf16 on D.
    public var tokensForEqualLoss: Estimate
    /// The energy on D tokens, in MWh; without a value where no utilisation is known.
    public var energy: Estimate
    /// The energy of training to the loss of bf16 on D, in MWh.
    public var energyAtEqualLoss: Estimate
    /// That over the energy in bf16: below 1 where the precision saves.
    public var ratioAtEqualLoss: Estimate
    /// The rate of training over that in bf16, as assumed; `nil` where the tables do not have it.
    public var rateGain: Assumption?
    /// The energy of an output token served with weights in the precision, in J of the facility.
    public var servedToken: Estimate
  }
}

/// Compares precisions by a fitted law.
public struct PrecisionComparer: Sendable {
  /// The law, fitted to runs in bf16.
  public var fit: FittedLaw
  /// How precisions act on the loss.
  public var sensitivity: PrecisionSensitivity
  /// The energy model of a precision.
  public var energyModel: @Sendable (NumericPrecision) throws -> TrainingEnergyModel
  /// The energy of serving.
  public var served: ServedTokenEnergy

  /// A comparer.
  public init(
    fit: FittedLaw, sensitivity: PrecisionSensitivity, served: ServedTokenEnergy,
    energyModel: @escaping @Sendable (NumericPrecision) throws -> TrainingEnergyModel
  ) {
    self.fit = fit
    self.sensitivity = sensitivity
    self.served = served
    self.energyModel = energyModel
  }

  /// Compares the precisions of the accelerator.
  ///
  /// Draw k of the law meets draw k of the assumptions in every precision, and the gain of each over
  /// bf16 is drawn by itself.
  ///
  /// - Parameters:
  ///   - parameterCount: N.
  ///   - tokenCount: D.
  /// - Returns: The outcomes.
  /// - Throws: ``PlanningError/noOptimum(law:)`` for a law that is not of N and D; what the energy model
  ///   of bf16 throws; `InferenceError` for a size that cannot be served.
  public func compare(parameterCount: Double, tokenCount: Double) throws -> PrecisionComparison {
    let factor = fit.dataset.flopPerParameterToken
    guard let law = LifetimeOptimum(fit.law, flopPerParameterToken: factor) else {
      throw PlanningError.noOptimum(law: fit.law.name)
    }
    let reference = try energyModel(.bf16)
    let count = fit.draws.isEmpty ? 4000 : fit.draws.count
    let referenceDraws = reference.draws(count: count, seed: fit.provenance.seed)
    let referenceShare = sensitivity.effectiveShare(.bf16)
    func values(_ draw: Int) -> [Double] { fit.draws.isEmpty ? fit.values : fit.draws[draw] }
    func tokens(_ size: Double, _ values: [Double]) -> Double {
      let loss = fit.loss(
        parameterCount: parameterCount, tokenCount: tokenCount, values: values)
      return law.tokenCount(forLoss: loss, parameterCount: size, values: values) ?? .infinity
    }
    let level = fit.bootstrap.level
    let outcomes = try reference.hardware.precisions.map { precision in
      let share = sensitivity.effectiveShare(precision)
      let size = parameterCount * share / referenceShare
      let needed = fit.draws.map { tokens(size, $0) }
      let point = tokens(size, fit.values)
      var loss = fit.predict(parameterCount: size, tokenCount: tokenCount).loss
      loss.value = fit.loss(
        parameterCount: size, tokenCount: tokenCount, values: fit.values)
      var outcome = PrecisionComparison.Outcome(
        precision: precision, effectiveShare: share, loss: loss,
        tokensForEqualLoss: Estimate(
          value: point, draws: needed, level: level, reason: "the fit has no draws"),
        energy: .missing, energyAtEqualLoss: .missing, ratioAtEqualLoss: .missing,
        servedToken: try served.joules(
          activeParameters: parameterCount, precision: precision, level: level))
      guard let model = try? energyModel(precision) else { return outcome }
      outcome.rateGain = model.rateGain
      let factors = model.draws(count: count, seed: fit.provenance.seed, besides: reference)
      func estimate(_ quantity: (TrainingEnergyFactors, TrainingEnergyFactors, Double) -> Double)
        -> Estimate
      {
        Estimate(
          value: quantity(model.medians, reference.medians, point),
          draws: factors.indices.map { k in
            quantity(factors[k], referenceDraws[k], tokens(size, values(k)))
          }, level: level, method: .monteCarloPercentile)
      }
      func megawattHours(_ factors: TrainingEnergyFactors, _ tokens: Double) -> Double {
        factors.energy(compute: factor * parameterCount * tokens)
          / EnergyUnit.joulesPerMegawattHour
      }
      outcome.energy = estimate { own, _, _ in megawattHours(own, tokenCount) }
      outcome.energyAtEqualLoss = estimate { own, _, tokens in megawattHours(own, tokens) }
      outcome.ratioAtEqualLoss = estimate { own, other, tokens in
        megawattHours(own, tokens) / megawattHours(other, tokenCount)
      }
      return outcome
    }
    return PrecisionComparison(
      parameterCount: parameterCount, tokenCount: tokenCount, hardware: reference.hardware,
      outcomes: outcomes)
  }
}

extension Estimate {
  /// An energy that is not known.
  fileprivate static let missing = Estimate(
    value: .nan, reason: "no utilization is known for the precision; give it by --utilization")
}
