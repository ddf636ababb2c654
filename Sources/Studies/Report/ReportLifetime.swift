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

/// Models that reach the loss of `answer`, for uses from a tenth of its training tokens to a hundred times
/// as many.
func lifetimeComparison(
  of fit: FittedLaw, _ answer: Plan?, energyModel: TrainingEnergyModel, serving: Serving.Cost?
) -> Result<LifetimeComparison, StudyRefusal> {
  guard let answer else {
    return .failure(StudyRefusal(reason: "there is no plan whose loss could be kept"))
  }
  guard let serving else {
    return .failure(
      StudyRefusal(
        reason: "the energy of serving is unknown for \(energyModel.hardware.title)"))
  }
  guard ComputeOptimum(fit.law) != nil else {
    return .failure(
      StudyRefusal(
        reason: spelled(
          "the law has no closed-form optimum; plan with \(.inferenceTokens) instead")))
  }
  let decade = floor(log10(answer.tokenCount.value))
  let tokens = (-2...4).map { pow(10, decade + Double($0) / 2) }
  do throws(PlanningError) {
    return .success(
      try LifetimeComparison(
        fit: fit, energyModel: energyModel, cost: serving, loss: answer.loss.value,
        tokens: tokens))
  } catch {
    return .failure(StudyRefusal(reason: error.diagnostic.summary))
  }
}
