public import EnergyModel
internal import ScalingLaws
public import Statistics

/// The training compute that a loss takes by a fitted law, draw by draw.
public struct LawCompute: Sendable, Equatable {
  /// N, parameters: the compute optimum, or as given.
  public var parameterCount: Double
  /// D, tokens.
  public var tokenCount: Double
  /// C, FLOP.
  public var compute: Double
  /// C under each draw of the law; none for a fit without draws.
  ///
  /// Infinite where no compute reaches the loss.
  public var draws: [Double]
  /// Where the draws come from.
  public var source: Source
  /// What has to be said of them, a sentence each.
  public var notes: [String]
  /// What limits the fit and what limits the compute, the gravest first.
  public var remarks: [Remark]
}

extension Planner {
  /// The compute that a loss takes, as a plan for it has it.
  ///
  /// - Parameters:
  ///   - loss: The loss.
  ///   - parameterCount: N; `nil` for the compute-optimal one, of each draw its own.
  /// - Returns: The compute and its draws.
  /// - Throws: ``PlanningError`` for a loss that is not positive, and one that the law does not reach.
  public func compute(
    reaching loss: Double, parameterCount: Double? = nil
  ) throws(PlanningError) -> LawCompute {
    var result = LawCompute(
      parameterCount: .nan, tokenCount: .nan, compute: .nan, draws: [],
      source: Source(
        citation: "the law '\(fit.law.name)' fitted to \(fit.dataset.name), "
          + "\(fit.draws.count) draws", evidence: .computed),
      notes: [], remarks: fit.remarks)
    guard let parameterCount else {
      let target = PlanTarget.loss(loss)
      let plan = try plan(target)
      result.parameterCount = plan.parameterCount.value
      result.tokenCount = plan.tokenCount.value
      result.compute = plan.compute.value
      guard result.compute.isFinite else {
        throw .unreachable(
          loss: loss, least: optimum.irreducibleLoss(fit.values), parameterCount: nil)
      }
      if !fit.draws.isEmpty { result.draws = draws(target).map(\.allocation.compute) }
      result.notes = plan.notes
      result.remarks = (fit.remarks + plan.remarks).gravestFirst
      return result
    }
    guard loss > 0, loss.isFinite else { throw .notPositive(.loss(loss)) }
    let factor = fit.dataset.flopPerParameterToken
    guard let law = LifetimeOptimum(fit.law, flopPerParameterToken: factor, holding: held) else {
      throw .noOptimum(law: fit.law.name)
    }
    func tokens(_ values: [Double]) -> Double? {
      law.tokenCount(forLoss: loss, parameterCount: parameterCount, values: values)
    }
    guard let point = tokens(fit.values) else {
      var most = held
      most[.parameterCount] = parameterCount
      most[.tokenCount] = 1e20
      throw .unreachable(
        loss: loss, least: fit.law.value(at: most, values: fit.values),
        parameterCount: parameterCount)
    }
    result.parameterCount = parameterCount
    result.tokenCount = point
    result.compute = factor * parameterCount * point
    result.draws = fit.draws.map { factor * parameterCount * (tokens($0) ?? .infinity) }
    let unreached = result.draws.count { !$0.isFinite }
    var remarks: [Remark] = []
    if unreached > 0 {
      remarks.append(
        Remark(
          .unreachable, .warning,
          "no number of tokens brings the model to a loss of \(loss) in \(unreached) of "
            + "\(result.draws.count) draws of the law",
          values: ["share": Double(unreached) / Double(result.draws.count)]))
    }
    let distance = RunDistance(
      parameterCount: parameterCount, tokenCount: point, compute: result.compute, of: fit.dataset)
    remarks += [distance.remark].compactMap { $0 }
    result.notes = remarks.map(\.text)
    result.remarks = (fit.remarks + remarks).gravestFirst
    return result
  }
}
