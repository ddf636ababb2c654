public import EnergyModel
public import ScalingLaws
public import Statistics

/// One model at several sparsities: its loss, and its energy with zeros computed and with zeros skipped.
///
/// What an accelerator makes of zeros lies between the two: most compute them as any other weight.
public struct SparsityComparison: Sendable {
  /// The law of sparse models.
  public var law: String
  /// What a sparsity is the share of.
  public var zeros: SparsitySensitivity.Zeros
  /// Whether the coefficients of the law have draws, which the intervals then count.
  public var hasDraws: Bool
  /// What comes of each sparsity, in the order asked for.
  public var outcomes: [Outcome]

  /// What comes of one sparsity.
  public struct Outcome: Sendable {
    /// S.
    public var sparsity: Double
    /// N_eff/N, N counted with its zeros.
    public var effectiveShare: Estimate
    /// The loss on the same tokens.
    public var loss: Estimate
    /// The energy of training on the same tokens, in MWh.
    public var energy: Energy
    /// The tokens with which the loss is that of the dense model.
    public var tokensForEqualLoss: Estimate
    /// The energy of that over the dense model's.
    public var ratioByTokens: Energy
    /// The parameters, zeros counted, with which the loss on the same tokens is that of the dense model.
    public var parametersForEqualLoss: Estimate
    /// The energy of that over the dense model's.
    public var ratioBySize: Energy
    /// The energy of an output token of the model with as many parameters, in J of the facility.
    public var servedToken: Energy
  }

  /// An energy, or a ratio of energies, by what is done with zeros.
  public struct Energy: Sendable {
    /// Zeros are computed, and stored, as any other weight.
    public var computed: Estimate
    /// Zeros take nothing: the most that sparsity can save.
    public var skipped: Estimate
  }
}

/// Compares sparsities by a fitted law of dense models and a law of sparse ones.
public struct SparsityComparer: Sendable {
  /// The law, fitted to dense models.
  public var fit: FittedLaw
  /// How sparsity acts on the loss.
  public var sensitivity: SparsitySensitivity
  /// The energy model of training.
  public var energyModel: TrainingEnergyModel
  /// The energy of serving.
  public var served: ServedTokenEnergy

  /// A comparer.
  public init(
    fit: FittedLaw, sensitivity: SparsitySensitivity, energyModel: TrainingEnergyModel,
    served: ServedTokenEnergy
  ) {
    self.fit = fit
    self.sensitivity = sensitivity
    self.energyModel = energyModel
    self.served = served
  }

  /// Compares sparsities.
  ///
  /// Draw k of the law meets draw k of the law of sparse models, where both have draws. The energy on the
  /// same tokens is that of a known compute, as `energy train` has it.
  ///
  /// - Parameters:
  ///   - parameterCount: N, zeros counted.
  ///   - tokenCount: D.
  ///   - sparsities: S, each above 0 and below 1.
  /// - Returns: The outcomes.
  /// - Throws: ``PlanningError/noOptimum(law:quantity:)`` for a fitted law that is not of N and D;
  ///   `InferenceError` for sizes that cannot be served.
  public func compare(
    parameterCount: Double, tokenCount: Double, sparsities: [Double]
  ) throws -> SparsityComparison {
    let factor = fit.dataset.flopPerParameterToken
    guard
      let law = LifetimeOptimum(
        fit.law, direction: fit.direction, flopPerParameterToken: factor)
    else {
      throw PlanningError.noOptimum(law: fit.law.name, quantity: fit.predicted)
    }
    let pairs = LawPairs(fit, sensitivity)
    let energies = TrainingEnergyFigures(energyModel, beside: fit)
    let outcomes = try sparsities.map { sparsity in
      try outcome(sparsity, parameterCount, tokenCount, law, pairs, energies)
    }
    return SparsityComparison(
      law: sensitivity.law.name, zeros: sensitivity.zeros, hasDraws: !sensitivity.draws.isEmpty,
      outcomes: outcomes)
  }

  private func outcome(
    _ sparsity: Double, _ size: Double, _ tokens: Double, _ law: LifetimeOptimum,
    _ draws: LawPairs, _ energies: TrainingEnergyFigures
  ) throws -> SparsityComparison.Outcome {
    let level = fit.bootstrap.level
    let density = sensitivity.trainingDensity(sparsity)
    func estimate(
      _ drawn: [Double], at point: Double, missing reason: String?
    ) -> Estimate {
      let replicates =
        reason.map { .none(because: $0) }
        ?? Draws(
          drawn, level: level, method: .monteCarloPercentile, orElse: "have no such model")
      var estimate = replicates.estimate(of: point)
      if point == .infinity || reason == nil && drawn.contains(.infinity) {
        estimate.reason = "no number of tokens makes up for the parameters lost"
      }
      return estimate
    }
    func each(_ quantity: ([Double], [Double]) -> Double) -> (point: Double, draws: [Double]) {
      (quantity(fit.values, sensitivity.values), draws.pairs.map { quantity($0.law, $0.sparse) })
    }
    let effective = each { _, sparse in
      sensitivity.effectiveParameters(parameterCount: size, sparsity: sparsity, values: sparse)
        ?? .nan
    }
    let larger = each { _, sparse in
      sensitivity.parameters(effective: size, sparsity: sparsity, values: sparse) ?? .nan
    }
    func loss(_ effective: Double, _ values: [Double]) -> Double {
      fit.loss(parameterCount: effective, tokenCount: tokens, values: values)
    }
    func more(_ effective: Double, _ values: [Double]) -> Double {
      law.tokenCount(
        forLoss: loss(size, values), parameterCount: effective, values: values) ?? .infinity
    }
    let losses = zip(effective.draws, draws.pairs).map { loss($0, $1.law) }
    let needed = zip(effective.draws, draws.pairs).map { more($0, $1.law) }
    let enough = more(effective.point, fit.values)
    // Why figures of either law have no intervals; `nil` where they have.
    let withheld = fit.lawDraws.withheld { more(effective.point, $0) }
    let unpublished =
      sensitivity.draws.isEmpty
      ? "the coefficients of the law of sparse models have no published intervals" : nil

    let dense = fit.dataset.flopPerParameterToken * size * tokens
    func energy(_ share: Double) -> Estimate { energies.estimate(compute: dense * share) }
    func ratio(
      _ values: (point: Double, draws: [Double]), over base: Double, missing reason: String?
    ) -> SparsityComparison.Energy {
      func times(_ share: Double) -> Estimate {
        estimate(
          values.draws.map { $0 / base * share }, at: values.point / base * share, missing: reason)
      }
      return split(times, density)
    }
    let routed = sensitivity.zeros == .experts
    let active = larger.point * (1 - sparsity)
    return SparsityComparison.Outcome(
      sparsity: sparsity,
      effectiveShare: estimate(
        effective.draws.map { $0 / size }, at: effective.point / size,
        missing: unpublished),
      loss: estimate(losses, at: loss(effective.point, fit.values), missing: withheld),
      energy: split(energy, density),
      tokensForEqualLoss: estimate(needed, at: enough, missing: withheld),
      ratioByTokens: ratio((enough, needed), over: tokens, missing: withheld),
      parametersForEqualLoss: estimate(larger.draws, at: larger.point, missing: unpublished),
      ratioBySize: ratio(larger, over: size, missing: unpublished),
      servedToken: SparsityComparison.Energy(
        computed: routed
          ? .experts
          : try served.joules(activeParameters: larger.point, level: level),
        skipped: try served.joules(
          activeParameters: active, totalParameters: routed ? larger.point : active, level: level)))
  }

  private func split(
    _ energy: (Double) -> Estimate, _ density: Double
  ) -> SparsityComparison.Energy {
    SparsityComparison.Energy(
      computed: sensitivity.zeros == .experts ? .experts : energy(1), skipped: energy(density))
  }
}

/// The draws of both laws, pair by pair; none where neither has any.
private struct LawPairs {
  let pairs: [(law: [Double], sparse: [Double])]

  init(_ fit: FittedLaw, _ sensitivity: SparsitySensitivity) {
    let (laws, sparse) = (fit.draws, sensitivity.draws)
    pairs = (0..<max(laws.count, sparse.count)).map { k in
      (
        laws.isEmpty ? fit.values : laws[k % laws.count],
        sparse.isEmpty ? sensitivity.values : sparse[k % sparse.count]
      )
    }
  }
}

extension Estimate {
  /// The energy of computing experts that are not chosen.
  fileprivate static let experts = Estimate.missing(
    .nan, because: "an expert that a token does not use is never computed")
}
