import Diagnostics
import EnergyModel
import Planning
import ScalingLaws
import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The plans of a report: one for its budget, and a sweep over the range of the runs and beyond.
struct ReportPlans {
  let answer: Plan?
  let sweep: [Plan]
  let refusal: String?

  /// Plans for `budget`, in FLOP, which was given or computed from the runs.
  ///
  /// - Throws: `PlanningError` where a budget that was given is not a positive number.
  init(
    of fit: FittedLaw, energyModel: TrainingEnergyModel, budget: Double?, isGiven: Bool
  ) throws {
    do throws(PlanningError) {
      let planner = try Planner(fit: fit, energyModel: energyModel)
      if isGiven, let budget, !(budget > 0 && budget.isFinite) {
        throw .notPositive(.compute(budget))
      }
      if let remark = fit.indetermination {
        (answer, sweep, refusal) = (nil, [], remark.text)
      } else if let budget {
        answer = try planner.plan(.compute(budget))
        // A law without a closed-form optimum takes long to plan with.
        let perDecade = ComputeOptimum(fit.law) == nil ? 1.0 : 4.0
        // Budgets too small for any model are left out.
        sweep = budgets(fit.dataset.span.compute, around: budget, perDecade: perDecade)
          .compactMap { try? planner.plan(.compute($0)) }
        refusal = nil
      } else {
        (answer, sweep) = (nil, [])
        refusal = "the compute of the runs is unknown, and no budget was given"
      }
    } catch {
      if case .notPositive = error { throw error }
      (answer, sweep, refusal) = (nil, [], error.diagnostic.summary)
    }
  }
}

/// Budgets at round logarithms, from the smallest run to well above the largest and above `budget`.
private func budgets(
  _ span: DatasetSummary.Extent?, around budget: Double, perDecade: Double
) -> [Double] {
  let lower = min(span?.lower ?? budget, budget)
  let upper = max((span?.upper ?? budget) * pow(10, ReportStudies.decadesBeyond), budget * 10)
  // Beyond these bounds a plan means nothing, and a power of ten is not a number.
  let (least, most) = (max(lower, 1e-60), min(upper, 1e60))
  guard least < most else { return [] }
  let steps = Int(floor(perDecade * log10(least)))...Int(ceil(perDecade * log10(most)))
  return steps.map { pow(10, Double($0) / perDecade) }
}
