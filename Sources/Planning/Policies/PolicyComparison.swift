internal import EnergyModel
internal import ScalingLaws
public import Statistics

/// Several allocation rules for a budget, compared by the fitted law.
public struct PolicyComparison: Sendable {
  /// C, FLOP.
  public var compute: Double
  /// The energy of the budget, in MWh.
  public var energyInMegawattHours: Estimate
  /// The optimum of the fitted law first, then the rules.
  public var outcomes: [PolicyOutcome]
  /// Caveats about the comparison, in addition to those about the fit.
  public var remarks: [Remark]
}

/// The result of one rule.
public struct PolicyOutcome: Sendable {
  /// The rule's name.
  public var name: String
  /// Where it comes from.
  public var source: String
  /// N, parameters.
  public var parameterCount: Double
  /// D, tokens.
  public var tokenCount: Double
  /// The loss predicted by the fitted law.
  public var loss: Estimate
  /// The share of the compute that the optimum saves at the same loss.
  public var wastedShare: Estimate
  /// The energy of that share, in MWh.
  public var wastedMegawattHours: Estimate
}

extension Planner {
  /// Compares the published rules with the optimum of the fitted law.
  ///
  /// The optimum is that of the point estimates: for a single draw of the law it may waste compute too.
  ///
  /// - Parameters:
  ///   - policies: The rules.
  ///   - compute: C, FLOP.
  /// - Returns: The optimum, then the rules in their order.
  /// - Throws: ``PlanningError`` if the budget cannot be planned for.
  /// - Complexity: O(k) per rule for k draws; see ``plan(_:)`` for laws without a closed form.
  public func compare(
    _ policies: [ScalingPolicy] = ScalingPolicy.published, compute: Double
  ) throws(PlanningError) -> PolicyComparison {
    let plan = try plan(.compute(compute))
    guard plan.parameterCount.value.isFinite else {
      throw .unbalanced(law: fit.law.name, quantity: fit.predicted)
    }
    let energies = TrainingEnergyFigures(energyModel, beside: fit).draws(compute: compute)
    let factor = fit.dataset.flopPerParameterToken
    func outcome(_ name: String, _ source: String, _ size: Double) -> PolicyOutcome {
      let tokens = compute / (factor * size)
      var model = held
      model[.parameterCount] = size
      model[.tokenCount] = tokens
      func loss(_ values: [Double]) -> Double { fit.value(at: model, values: values) }
      func wasted(_ values: [Double]) -> Double {
        // Up to rounding, the optimum needs at most all of it.
        max(0, 1 - optimum.compute(forLoss: loss(values), values: values) / compute)
      }
      let megawattHours = energies.paired(with: draws(wasted)) { $0 * $1 }
        .estimate(of: wasted(fit.values) * plan.energyInMegawattHours.value)
      return PolicyOutcome(
        name: name, source: source, parameterCount: size, tokenCount: tokens,
        loss: law.estimate(loss), wastedShare: estimate(wasted),
        wastedMegawattHours: law.agreeing(megawattHours) {
          wasted($0) * plan.energyInMegawattHours.value
        })
    }
    let best = outcome(
      "this fit's optimum", "point estimates of this fit", plan.parameterCount.value)
    return PolicyComparison(
      compute: compute, energyInMegawattHours: plan.energyInMegawattHours,
      outcomes: [best]
        + policies.map {
          outcome(
            $0.name, $0.source,
            $0.parameterCount(compute: compute, flopPerParameterToken: factor))
        },
      remarks: plan.remarks)
  }
}
