public import EnergyModel
internal import ScalingLaws
public import Statistics

/// The training compute that a loss needs by a fitted law, draw by draw.
public struct LawCompute: Sendable, Equatable {
  /// N, parameters: compute-optimal, or as given.
  public var parameterCount: Double
  /// D, tokens.
  public var tokenCount: Double
  /// C, FLOP.
  public var compute: Double
  /// C for each draw of the law, infinite if no compute reaches the loss.
  public var draws: Draws
  /// The source of the draws.
  public var source: Source
  /// Caveats about the fit and the compute, most severe first.
  public var remarks: [Remark]
  /// Caveats about the compute only, one sentence each.
  public var notes: [String]
}

extension Planner {
  /// The compute that a loss needs, as in a plan for it.
  ///
  /// - Parameters:
  ///   - loss: The loss.
  ///   - parameterCount: N; `nil` for the compute-optimal N of each draw.
  /// - Returns: The compute and its draws.
  /// - Throws: ``PlanningError`` for a non-positive or unreachable loss.
  public func compute(
    reaching loss: Double, parameterCount: Double? = nil
  ) throws(PlanningError) -> LawCompute {
    let source = Source(
      citation: "the law '\(fit.law.name)' fitted to \(fit.dataset.name), "
        + "\(fit.draws.count) draws", evidence: .computed)
    guard let parameterCount else {
      let target = PlanTarget.loss(loss)
      let plan = try plan(target)
      guard plan.compute.value.isFinite else {
        throw .unreachable(
          loss: loss, least: optimum.irreducibleLoss(fit.values), parameterCount: nil,
          quantity: fit.predicted, direction: direction)
      }
      let drawn = draws(target)
      return LawCompute(
        parameterCount: plan.parameterCount.value, tokenCount: plan.tokenCount.value,
        compute: plan.compute.value,
        draws: lawDraws(drawn.models.map(\.compute), failed: drawn.failed, of: plan.compute),
        source: source, remarks: (fit.remarks + plan.remarks).gravestFirst,
        notes: plan.notes)
    }
    guard loss > 0, loss.isFinite else { throw .notPositive(.loss(loss)) }
    let factor = fit.dataset.flopPerParameterToken
    guard
      let lifetime = LifetimeOptimum(
        fit.law, direction: direction, flopPerParameterToken: factor, holding: held)
    else { throw .noOptimum(law: fit.law.name, quantity: fit.predicted) }
    func tokens(_ values: [Double]) -> Double? {
      lifetime.tokenCount(forLoss: loss, parameterCount: parameterCount, values: values)
    }
    func compute(_ values: [Double]) -> Double {
      factor * parameterCount * (tokens(values) ?? .infinity)
    }
    guard let point = tokens(fit.values) else {
      var most = held
      most[.parameterCount] = parameterCount
      most[.tokenCount] = 1e20
      throw .unreachable(
        loss: loss, least: fit.value(at: most, values: fit.values),
        parameterCount: parameterCount, quantity: fit.predicted, direction: direction)
    }
    let computes = fit.draws.map(compute)
    let unreached = computes.count { !$0.isFinite }
    var remarks: [Remark] = []
    if unreached > 0 {
      remarks.append(
        Remark(
          .unreachable, .warning,
          "no number of tokens trains the model to \(fit.predicted.withArticle) of \(loss) in \(unreached) of "
            + "\(computes.count) draws of the law", fix: "plan for a larger model",
          values: ["unreachable": Double(unreached)]))
    }
    let distance = RunDistance(
      parameterCount: parameterCount, tokenCount: point, compute: compute(fit.values),
      of: fit.dataset)
    if let remark = distance.remark { remarks.append(remark) }
    return LawCompute(
      parameterCount: parameterCount, tokenCount: point, compute: compute(fit.values),
      draws: lawDraws(
        computes, failed: fit.bootstrap.failed, of: law.estimate(compute), compute),
      source: source, remarks: (fit.remarks + remarks).gravestFirst,
      notes: remarks.gravestFirst.map(\.text))
  }

  /// The draws of a compute, or the reason why its estimate has no interval.
  private func lawDraws(
    _ values: [Double], failed: Int, of estimate: Estimate, _ compute: (([Double]) -> Double)? = nil
  ) -> Draws {
    guard estimate.interval != nil else {
      return .none(because: estimate.reason ?? "the law has no bootstrap replicates")
    }
    if let compute, !law.arePercentiles { return law.of(orElse: undefinedPhrase, compute) }
    return Draws(
      values, level: fit.bootstrap.level, orElse: undefinedPhrase, failed: failed,
      failure: Self.failurePhrase, repeating: failedOfReplicates
    ).widened(by: law.widening, about: estimate.value)
  }
}
