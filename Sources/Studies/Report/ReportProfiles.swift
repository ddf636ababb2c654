import ScalingLaws
import TrainingRuns

/// The most runs whose profiles are fitted, and the most replicates.
private let (runLimit, replicateLimit) = (20_000, 400)

/// The IsoFLOP profiles of the runs that `fit` carries.
func isoFLOPProfiles(
  of fit: FittedLaw, threadCount: Int
) async throws -> Result<IsoFLOPFit, StudyRefusal> {
  guard let runs = fit.runTable else {
    return .failure(
      StudyRefusal(reason: "the fit does not contain N, D, C and the loss of its runs"))
  }
  guard runs.count <= runLimit else {
    return .failure(
      StudyRefusal(reason: "a report fits IsoFLOP profiles of at most \(runLimit) runs"))
  }
  var fitter = IsoFLOPFitter()
  fitter.options.resampling.replicateCount = min(fit.bootstrap.replicates, replicateLimit)
  fitter.options.resampling.level = fit.bootstrap.level
  fitter.options.resampling.seed = fit.provenance.seed
  fitter.options.resampling.threadCount = threadCount
  let profiles = try await fitter.fit(runs)
  guard profiles.profiles.contains(where: { $0.outcomes[profiles.curve]?.optimum != nil }) else {
    return .failure(
      StudyRefusal(reason: "no compute budget has runs of enough sizes around its optimum"))
  }
  return .success(profiles)
}
