public import EnergyModel
public import Planning
public import ScalingLaws

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The studies of one fit that a report shows: plans over the range of its runs and beyond, models for a
/// lifetime of use, and IsoFLOP profiles of the same runs.
///
///     let studies = try await ReportStudies(of: fit, energyModel: model, compute: 1e24)
///     let energy = studies.answer?.energyInMegawattHours
///
/// The law is not refitted. What a fit does not allow is absent, with the reason.
public struct ReportStudies: Sendable {
  /// The plan for the budget of the report; `nil` where there is none: see ``planRefusal``.
  public let answer: Plan?
  /// The budget of ``answer``, in FLOP; `nil` where none was given and the runs have no compute.
  public let budget: Double?
  /// Plans from the smallest run's compute to three decades above the largest one's.
  public let sweep: [Plan]
  /// Why there are no plans; `nil` where there are.
  public let planRefusal: String?
  /// What to train for the loss of the answer if the model will be served too; `nil` where that cannot be
  /// computed: see ``lifetimeRefusal``.
  public let lifetime: LifetimeComparison?
  /// Why there is no lifetime; `nil` where there is one.
  public let lifetimeRefusal: String?
  /// The optima at the runs' own compute budgets; `nil` where the runs have none: see
  /// ``profilesRefusal``.
  public let profiles: IsoFLOPFit?
  /// Why there are no profiles; `nil` where there are.
  public let profilesRefusal: String?
  /// The energy chain with every assumption at its median.
  public let energyFactors: TrainingEnergyFactors

  /// How far plans reach above the largest run, in decades.
  public static let decadesBeyond = 3.0

  /// Studies `fit`.
  ///
  /// - Parameters:
  ///   - fit: The fit.
  ///   - energyModel: What turns compute into energy.
  ///   - serving: What serving a token takes; `nil` where that is unknown for the accelerator.
  ///   - compute: The budget of the answer, in FLOP; `nil` for ten times the largest run's, rounded to one
  ///     digit.
  ///   - threadCount: The most threads.
  /// - Throws: `PlanningError` where `compute` is not a positive number.
  public init(
    of fit: FittedLaw, energyModel: TrainingEnergyModel, serving: Serving.Cost? = nil,
    compute: Double? = nil, threadCount: Int = 1
  ) async throws {
    energyFactors = energyModel.medians
    let span = fit.dataset.span.compute
    budget = compute ?? span.map { roundedToOneDigit(10 * $0.upper) }
    let plans = try ReportPlans(
      of: fit, energyModel: energyModel, budget: budget, isGiven: compute != nil)
    (answer, sweep, planRefusal) = (plans.answer, plans.sweep, plans.refusal)
    switch lifetimeComparison(of: fit, answer, energyModel: energyModel, serving: serving) {
    case .success(let lifetime): (self.lifetime, lifetimeRefusal) = (lifetime, nil)
    case .failure(let refusal): (lifetime, lifetimeRefusal) = (nil, refusal.reason)
    }
    switch try await isoFLOPProfiles(of: fit, threadCount: threadCount) {
    case .success(let profiles): (self.profiles, profilesRefusal) = (profiles, nil)
    case .failure(let refusal): (profiles, profilesRefusal) = (nil, refusal.reason)
    }
  }
}

/// Why a study is left out.
struct StudyRefusal: Error {
  let reason: String
}

/// A number rounded to one significant digit.
private func roundedToOneDigit(_ value: Double) -> Double {
  let size = pow(10, floor(log10(value)))
  return (value / size).rounded() * size
}
