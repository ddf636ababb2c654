import EnergyModel
import ScalingLaws
import Statistics

/// A plan for all draws.
struct PlanDraws {
  /// The best models for the law's successful replicates: one per replicate if no assumption
  /// is involved, otherwise one per pair; none for a law without replicates.
  let models: [Allocation]
  /// The number of replicates that could not be refitted.
  let failed: Int
  /// Whether the models also depend on the assumptions.
  let modelsAreOfPairs: Bool
  /// Pairs of a replicate of the law and a draw of the assumptions; `nil` if the law could not be
  /// refitted.
  let pairs: [PlanDraw?]
}

extension Planner {
  /// The number of draws if each needs a numerical search.
  static let searchedDrawCount = 500
  /// The reason for draws without a plan.
  var undefinedPhrase: String {
    if case .inverse(let inverse) = method {
      "are not monotone in \(inverse.variable.symbol)"
    } else {
      "have no compute optimum"
    }
  }
  /// The reason for missing replicates.
  static let failurePhrase = "could not be refitted"

  /// Whether the optimum of each draw needs a numerical search.
  var isSearched: Bool {
    guard case .optimum(let optimum) = method else { return false }
    return serving != nil || optimum.isSearched
  }

  /// The law's refits, and the number of failed replicates; fewer of both if each needs a
  /// numerical search.
  var replicates: (refits: [[Double]], failed: Int) {
    let (refits, failed) = (fit.draws, fit.bootstrap.failed)
    guard isSearched, refits.count > Self.searchedDrawCount else { return (refits, failed) }
    let share = Double(failed) / Double(refits.count)
    return (
      Array(refits.prefix(Self.searchedDrawCount)),
      Int((share * Double(Self.searchedDrawCount)).rounded())
    )
  }

  /// The number of failed replicates and of all replicates, for messages about pairs
  /// that repeat or subsample them.
  var failedOfReplicates: (failed: Int, count: Int) {
    (fit.bootstrap.failed, fit.draws.count + fit.bootstrap.failed)
  }

  /// The replicates of a function of the law's coefficients.
  func draws(_ function: ([Double]) -> Double) -> Draws {
    guard law.arePercentiles else { return law.of(orElse: undefinedPhrase, function) }
    if let reason = law.withheld(from: function) { return .none(because: reason) }
    let (refits, failed) = replicates
    return Draws(
      refits.map(function), level: fit.bootstrap.level, orElse: undefinedPhrase,
      failed: failed, failure: Self.failurePhrase, repeating: failedOfReplicates
    ).widened(by: law.widening, about: function(fit.values))
  }

  /// The estimate of a function of the law's coefficients.
  func estimate(_ function: ([Double]) -> Double) -> Estimate {
    law.agreeing(draws(function).estimate(of: function(fit.values)), function)
  }

  /// The plan for the draws of the law and of the assumptions.
  ///
  /// Pair *k* is draw *k* of the assumptions with replicate *k* modulo n of the law's n, so that few
  /// replicates of the law do not truncate the assumptions. Figures of a given compute have the
  /// assumptions' own ``TrainingEnergyModel/drawCount`` draws and do not depend on the law.
  func draws(_ target: PlanTarget) -> PlanDraws {
    let (refits, failed) = replicates
    let count = refits.count + failed
    guard serving != nil || target.restsOnAssumptions else {
      let models = refits.map { draw(target, medians, $0, index: nil).allocation }
      let point = draw(target, medians, fit.values, index: nil).allocation
      let pairs: [PlanDraw?] =
        if target.isCompute {
          assumptions.prefix(TrainingEnergyModel.drawCount).map {
            PlanDraw(allocation: point, factors: $0)
          }
        } else {
          assumptions.enumerated().map { k, factors in
            let allocation =
              models.isEmpty ? point : k % count < models.count ? models[k % count] : nil
            return allocation.map { PlanDraw(allocation: $0, factors: factors) }
          }
        }
      return PlanDraws(models: models, failed: failed, modelsAreOfPairs: false, pairs: pairs)
    }
    let pairCount = isSearched ? Self.searchedDrawCount : assumptions.count
    let pairs = (0..<pairCount).map { k -> PlanDraw? in
      let values = refits.isEmpty ? fit.values : k % count < refits.count ? refits[k % count] : nil
      return values.map { draw(target, assumptions[k], $0, index: k) }
    }
    let models = refits.isEmpty ? [] : pairs.compactMap { $0?.allocation }
    return PlanDraws(
      models: models, failed: refits.isEmpty ? failed : pairs.count - models.count,
      modelsAreOfPairs: true, pairs: pairs)
  }
}
