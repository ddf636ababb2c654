public import EnergyModel
public import ScalingLaws
public import Statistics

/// One model at several sparsities: its loss, and its energy with zeros computed and with zeros skipped.
///
/// Real accelerators lie between the two: most compute zeros like any other weight.
public struct SparsityComparison: Sendable {
  /// The sparsity law.
  public var law: String
  /// What the sparsity applies to.
  public var zeros: SparsitySensitivity.Zeros
  /// Whether the law's coefficients have draws, which the intervals then include.
  public var hasDraws: Bool
  /// The results for each sparsity, in input order.
  public var outcomes: [Outcome]

  /// The result for one sparsity.
  public struct Outcome: Sendable {
    /// S.
    public var sparsity: Double
    /// N_eff/N, N counted with its zeros.
    public var effectiveShare: Estimate
    /// The loss on the same tokens.
    public var loss: Estimate
    /// The energy of training on the same tokens, in MWh.
    public var energy: Energy
    /// The tokens that give the same loss as the dense model.
    public var tokensForEqualLoss: Estimate
    /// That energy over the dense model's.
    public var ratioByTokens: Energy
    /// The parameters, including zeros, that give the same loss on the same tokens as the dense model.
    public var parametersForEqualLoss: Estimate
    /// That energy over the dense model's.
    public var ratioBySize: Energy
    /// The energy per output token of that model, in J at the facility.
    public var servedToken: Energy
  }

  /// An energy, or a ratio of energies, by the treatment of zeros.
  public struct Energy: Sendable {
    /// Zeros are stored and computed like any other weight.
    public var computed: Estimate
    /// Zeros cost nothing: the most that sparsity can save.
    public var skipped: Estimate
  }
}

/// Compares sparsities by a fitted law of dense models and a sparsity law.
public struct SparsityComparer: Sendable {
  /// The law, fitted to dense models.
  public var fit: FittedLaw
  /// The effect of sparsity on the loss.
  public var sensitivity: SparsitySensitivity
  /// The energy model of training.
  public var energyModel: TrainingEnergyModel
  /// The energy of serving.
  public var served: ServedTokenEnergy

  /// Creates a comparer.
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
  /// Draw k of the law is paired with draw k of the sparsity law, if both have draws. The energy on the
  /// same tokens is that of a known compute, as in the training energy estimate.
  ///
  /// - Parameters:
  ///   - parameterCount: N, including zeros.
  ///   - tokenCount: D.
  ///   - sparsities: S, each above 0 and below 1.
  /// - Returns: The outcomes.
  /// - Throws: ``PlanningError/noOptimum(law:quantity:)`` for a fitted law not in N and D;
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
          drawn, level: level, method: .monteCarloPercentile, orElse: "have no such model"
        ).widened(by: fit.bootstrap.widening, about: point)
      var estimate = replicates.estimate(of: point)
      if point == .infinity || reason == nil && drawn.contains(.infinity) {
        estimate.reason = "no number of tokens compensates for the removed parameters"
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
    // Why figures of either law have no intervals; `nil` if they have.
    let withheld = fit.lawDraws.withheld { more(effective.point, $0) }
    let unpublished =
      sensitivity.draws.isEmpty
      ? "the coefficients of the sparsity law have no published intervals" : nil

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

/// The draws of both laws, in pairs; none if neither has any.
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
  /// The energy of computing unselected experts.
  fileprivate static let experts = Estimate.missing(
    .nan, because: "experts that a token does not use are never computed")
}
