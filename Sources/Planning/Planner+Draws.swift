import EnergyModel
import ScalingLaws
import Statistics

/// A plan under all draws.
struct PlanDraws {
  /// The best models under replicates of the law that could be refitted: one for each of them where nothing
  /// is assumed to find the models, else one for each pair; none for a law without replicates.
  let models: [Allocation]
  /// How many more could not be refitted.
  let failed: Int
  /// Whether the models rest on the assumptions too.
  let modelsAreOfPairs: Bool
  /// Pairs of a replicate of the law and a draw of the assumptions; `nil` where the law could not be
  /// refitted.
  let pairs: [PlanDraw?]
}

extension Planner {
  /// How many draws a plan takes where each has an optimum that has to be searched for.
  static let searchedDrawCount = 500
  /// What is the matter with draws that have no plan.
  static let undefinedPhrase = "have no compute optimum"
  /// What is the matter with replicates that are not there.
  static let failurePhrase = "could not be refitted"

  /// Whether the optimum of each draw has to be searched for.
  var isSearched: Bool { serving != nil || optimum.isSearched }

  /// The law's refits, and how many replicates could not be refitted; fewer of both where each has to be
  /// searched with.
  var replicates: (refits: [[Double]], failed: Int) {
    let (refits, failed) = (fit.draws, fit.bootstrap.failed)
    guard isSearched, refits.count > Self.searchedDrawCount else { return (refits, failed) }
    let share = Double(failed) / Double(refits.count)
    return (
      Array(refits.prefix(Self.searchedDrawCount)),
      Int((share * Double(Self.searchedDrawCount)).rounded())
    )
  }

  /// How many of the law's replicates could not be refitted, of how many there are: what is said of pairs
  /// in which these come several times, or of a part of them.
  var failedOfReplicates: (failed: Int, count: Int) {
    (fit.bootstrap.failed, fit.draws.count + fit.bootstrap.failed)
  }

  /// The replicates of a function of the law's coefficients.
  func draws(_ function: ([Double]) -> Double) -> Draws {
    if let reason = law.withheld(from: function) { return .none(because: reason) }
    let (refits, failed) = replicates
    return Draws(
      refits.map(function), level: fit.bootstrap.level, orElse: Self.undefinedPhrase,
      failed: failed, failure: Self.failurePhrase, repeating: failedOfReplicates)
  }

  /// The estimate of a function of the law's coefficients.
  func estimate(_ function: ([Double]) -> Double) -> Estimate {
    law.agreeing(draws(function).estimate(of: function(fit.values)), function)
  }

  /// The plan under the draws of the law and of the assumptions.
  ///
  /// Pair *k* is draw *k* of the assumptions with replicate *k* modulo n of the law's n, so that few
  /// replicates of the law do not cut short the assumptions. What a given compute takes has the
  /// assumptions' own ``TrainingEnergyModel/drawCount`` draws and does not depend on the law.
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
