internal import Diagnostics
public import EnergyModel
public import ScalingLaws
public import Statistics

/// One model trained in several precisions: its loss and energy, on the same data and at the same
/// loss.
///
/// Precision changes the energy per FLOP and the loss, not C = 6ND.
public struct PrecisionComparison: Sendable {
  /// N, parameters.
  public var parameterCount: Double
  /// D, tokens.
  public var tokenCount: Double
  /// The accelerator.
  public var hardware: HardwareProfile
  /// The results for each supported precision, widest first.
  public var outcomes: [Outcome]

  /// The result for one precision.
  public struct Outcome: Sendable {
    /// The precision.
    public var precision: NumericPrecision
    /// N_eff/N.
    public var effectiveShare: Double
    /// The loss on D tokens.
    public var loss: Estimate
    /// The tokens that give the same loss as bf16 on D.
    public var tokensForEqualLoss: Estimate
    /// The energy on D tokens, in MWh; without a value if the utilization is unknown.
    public var energy: Estimate
    /// The energy of training to the loss of bf16 on D, in MWh.
    public var energyAtEqualLoss: Estimate
    /// The ratio to the energy in bf16: below 1 if the precision saves energy.
    public var ratioAtEqualLoss: Estimate
    /// The assumed training speed-up over bf16; `nil` if the tables do not have it.
    public var rateGain: Assumption?
    /// The energy per output token served with weights in the precision, in J at the facility.
    public var servedToken: Estimate
  }
}

/// Compares precisions by a fitted law.
public struct PrecisionComparer: Sendable {
  /// The law, fitted to runs in bf16.
  public var fit: FittedLaw
  /// The effect of precision on the loss.
  public var sensitivity: PrecisionSensitivity
  /// The energy model for a precision.
  public var energyModel: @Sendable (NumericPrecision) throws -> TrainingEnergyModel
  /// The energy of serving.
  public var served: ServedTokenEnergy

  /// Creates a comparer.
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
  /// The energy on the same tokens is that of a known compute, as in the training energy estimate.
  /// Figures that depend on the law use pairs of draws: see
  /// `TrainingEnergyModel.pairCount(lawDraws:)`. The precisions are drawn as the same run: see
  /// `TrainingEnergyModel.rateGain`.
  ///
  /// - Parameters:
  ///   - parameterCount: N.
  ///   - tokenCount: D.
  /// - Returns: The outcomes.
  /// - Throws: ``PlanningError/noOptimum(law:quantity:)`` for a law not in N and D; errors of the energy model
  ///   for bf16; `InferenceError` for a size that cannot be served.
  public func compare(parameterCount: Double, tokenCount: Double) throws -> PrecisionComparison {
    let factor = fit.dataset.flopPerParameterToken
    guard
      let law = LifetimeOptimum(
        fit.law, direction: fit.direction, flopPerParameterToken: factor)
    else {
      throw PlanningError.noOptimum(law: fit.law.name, quantity: fit.predicted)
    }
    let reference = try energyModel(.bf16)
    let compute = factor * parameterCount * tokenCount
    let referenceEnergy = TrainingEnergyFigures(
      reference, beside: fit)
    let referenceShare = sensitivity.effectiveShare(.bf16)
    func tokens(_ size: Double, _ values: [Double]) -> Double {
      let loss = fit.loss(
        parameterCount: parameterCount, tokenCount: tokenCount, values: values)
      return law.tokenCount(forLoss: loss, parameterCount: size, values: values) ?? .infinity
    }
    let level = fit.bootstrap.level
    let lawDraws = fit.lawDraws
    let outcomes = try reference.hardware.precisions.map { precision in
      let share = sensitivity.effectiveShare(precision)
      let size = parameterCount * share / referenceShare
      // The bf16 model itself needs exactly its own tokens, whatever the law.
      let isReference = precision == .bf16
      let point = isReference ? tokenCount : tokens(size, fit.values)
      func needed(_ values: [Double]) -> Double { tokens(size, values) }
      var loss = fit.predict(parameterCount: size, tokenCount: tokenCount).loss
      loss.value = fit.loss(
        parameterCount: size, tokenCount: tokenCount, values: fit.values)
      var outcome = PrecisionComparison.Outcome(
        precision: precision, effectiveShare: share, loss: loss,
        tokensForEqualLoss: isReference ? .computed(point) : lawDraws.estimate(needed),
        energy: .missing, energyAtEqualLoss: .missing, ratioAtEqualLoss: .missing,
        servedToken: try served.joules(
          activeParameters: parameterCount, precision: precision, level: level))
      guard let model = try? energyModel(precision) else { return outcome }
      outcome.rateGain = model.rateGain
      let energy = TrainingEnergyFigures(model, beside: fit)
      outcome.energy = energy.estimate(compute: compute)
      guard !isReference else {
        outcome.energyAtEqualLoss = outcome.energy
        outcome.ratioAtEqualLoss = .computed(1)
        return outcome
      }
      // Energy is proportional to the tokens.
      let draws = energy.draws(compute: compute).paired(with: lawDraws.of(needed)) {
        $0 * $1 / tokenCount
      }
      func atEqualLoss(_ values: [Double]) -> Double {
        energy.point(compute: factor * parameterCount * needed(values))
      }
      outcome.energyAtEqualLoss = lawDraws.agreeing(
        draws.estimate(of: atEqualLoss(fit.values)), atEqualLoss)
      func ratio(_ values: [Double]) -> Double {
        atEqualLoss(values) / referenceEnergy.point(compute: compute)
      }
      outcome.ratioAtEqualLoss = lawDraws.agreeing(
        draws.paired(with: referenceEnergy.draws(compute: compute)) { $0 / $1 }
          .estimate(of: ratio(fit.values)), ratio)
      return outcome
    }
    return PrecisionComparison(
      parameterCount: parameterCount, tokenCount: tokenCount, hardware: reference.hardware,
      outcomes: outcomes)
  }
}

extension Estimate {
  /// An unknown energy.
  fileprivate static var missing: Estimate {
    .missing(
      .nan,
      because: spelled(
        "no utilization is available for this precision; set \(.utilization)"))
  }
}
