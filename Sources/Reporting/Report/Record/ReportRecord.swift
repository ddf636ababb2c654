import Diagnostics
import EnergyModel
import Planning
public import ScalingLaws
import Statistics
public import Studies
public import TrainingRuns

/// All that a report says, from which every form of it is made: the page, the figures, the Markdown, the
/// JSON and the tables.
///
/// It is made from a fit as it was saved and from `ReportStudies` of it; nothing is fitted or planned
/// here.
public struct ReportRecord: Sendable {
  /// The fit.
  public let fit: FittedLaw
  /// The plans, the lifetime and the profiles that the report shows.
  public let studies: ReportStudies
  /// The fits of the same law that were published on the same runs.
  public let published: [PublishedFit]
  /// Other documents on the same runs, each with a figure of its own.
  public let companions: [CompanionDocument]
  /// The command that makes the report again from the saved fit, as words.
  public let command: [String]?

  /// Gathers the record of `fit`.
  ///
  /// - Parameters:
  ///   - fit: The fit, whose runs the figures show.
  ///   - studies: The studies of the fit.
  ///   - published: The fits that were published on the runs, of any law.
  ///   - companions: Other documents on the same runs.
  ///   - command: How the report is made again.
  public init(
    _ fit: FittedLaw, studies: ReportStudies, published: [PublishedFit] = [],
    companions: [CompanionDocument] = [], command: [String]? = nil
  ) {
    self.fit = ShownPath.shown(fit)
    self.studies = studies
    self.companions = companions
    self.command = command
    self.published = published.filter { publication in
      publication.law == fit.law.name
        && fit.law.coefficients.allSatisfy { publication.coefficients[$0] != nil }
    }
  }

  /// The plan for the budget of the report; `nil` where there is none.
  var answer: Plan? { studies.answer }
  /// Plans over the range of the runs and beyond.
  var sweep: [Plan] { studies.sweep }
  /// Why there are no plans; `nil` where there are.
  var planRefusal: String? { studies.planRefusal }
  /// What to train for the same loss with use in view; `nil` where there is none.
  var lifetime: LifetimeComparison? { studies.lifetime }
  /// Why there is no lifetime; `nil` where there is one.
  var lifetimeRefusal: String? { studies.lifetimeRefusal }
  /// The optima at the runs' own compute budgets; `nil` where the runs have none.
  var profiles: IsoFLOPFit? { studies.profiles }
  /// Why there are no profiles; `nil` where there are.
  var profilesRefusal: String? { studies.profilesRefusal }

  /// What one FLOP takes, by which the page scales energy with compute; `nil` where there is no plan.
  var energy: EnergyPerCompute? {
    guard let answer, let budget = studies.budget else { return nil }
    return EnergyPerCompute(answer, compute: budget)
  }

  /// What limits the fit and the answer, the gravest first.
  var remarks: [Remark] { (fit.remarks + (answer?.remarks ?? [])).gravestFirst }

  /// The predicted energy of training with `compute` FLOP, in MWh.
  func energy(compute: Double?) -> Double? {
    energy == nil ? nil : compute.map(studies.energyFactors.megawattHours)
  }

  /// The least and the greatest budget that the report plans for; `nil` where it does not plan.
  var budgetRange: ClosedRange<Double>? {
    let budgets = sweep.map(\.compute.value)
    guard let lower = budgets.min(), let upper = budgets.max(), lower < upper else { return nil }
    return lower...upper
  }
}

/// What one FLOP takes, which does not depend on how many there are.
struct EnergyPerCompute: Sendable, Encodable {
  /// A figure for one FLOP with its interval.
  struct Figure: Sendable, Encodable {
    let value: Double
    let lower: Double?
    let upper: Double?
  }

  let acceleratorHours: Figure
  let megawattHours: Figure
  let tonnes: Figure

  /// The figures of a plan for an exact `compute`, divided by it.
  init(_ plan: Plan, compute: Double) {
    func figure(_ estimate: Estimate) -> Figure {
      Figure(
        value: estimate.value / compute, lower: estimate.interval.map { $0.lower / compute },
        upper: estimate.interval.map { $0.upper / compute })
    }
    acceleratorHours = figure(plan.acceleratorHours)
    megawattHours = figure(plan.energyInMegawattHours)
    tonnes = figure(plan.emissionsInTonnes)
  }
}
