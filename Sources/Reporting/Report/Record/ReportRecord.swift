import Diagnostics
public import EnergyModel
public import Planning
public import ScalingLaws
import Statistics
public import Studies
public import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The content of a report, from which all its forms are made: the page, the figures, the Markdown, the JSON
/// and the tables.
///
/// It is made from a saved fit. The law is not fitted again; IsoFLOP profiles, which are independent of the
/// law, are fitted where the runs have them.
public struct ReportRecord: Sendable {
  /// The fit.
  public let fit: FittedLaw
  /// The plan for the budget of the report; `nil` where there is none: see
  /// ``planRefusal``.
  public let answer: Plan?
  /// Plans from the smallest run's compute to three decades above the largest one's.
  public let sweep: [Plan]
  /// Why there are no plans; `nil` where there are.
  public let planRefusal: String?
  /// What to train for the answer's loss if the model is also served; `nil` where that is unknown: see
  /// ``lifetimeRefusal``.
  public let lifetime: LifetimeComparison?
  /// Why there is no lifetime; `nil` where there is one.
  public let lifetimeRefusal: String?
  /// The optima of the runs' own compute budgets; `nil` where the runs have none: see
  /// ``profilesRefusal``.
  public let profiles: IsoFLOPFit?
  /// Why there are no profiles; `nil` where there are.
  public let profilesRefusal: String?
  /// The fits of the same law that were published on the same runs.
  public let published: [PublishedFit]
  /// Other documents about the same runs, each with a figure.
  public let companions: [CompanionDocument]
  /// The energy of one FLOP, by which the page scales energy with compute.
  let energy: EnergyPerCompute?
  /// The chain from compute to energy with every assumption at its median.
  private let chain: TrainingEnergyFactors
  /// The command that makes the report from the saved fit, as words.
  public let command: [String]?

  /// The reach of plans above the largest run, in decades.
  static let decadesBeyond = 3.0
  /// The most runs whose profiles are fitted, and the most replicates.
  private static let profiledRunLimit = 20_000
  private static let profileReplicateLimit = 400

  /// Makes the record of `fit`.
  ///
  /// - Parameters:
  ///   - fit: The fit, whose runs the figures show.
  ///   - energyModel: The model from compute to energy.
  ///   - serving: The cost of serving a token; `nil` where it is unknown for the accelerator.
  ///   - compute: The budget in FLOP; `nil` for ten times the largest run's, rounded to one digit.
  ///   - published: Published fits to the runs, of any law.
  ///   - companions: Other documents about the runs.
  ///   - threadCount: The most threads.
  ///   - command: The command that makes the report.
  /// - Throws: `PlanningError` where `compute` is not a positive number.
  public init(
    _ fit: FittedLaw, energyModel: TrainingEnergyModel, serving: Serving.Cost? = nil,
    compute: Double? = nil,
    published: [PublishedFit] = [], companions: [CompanionDocument] = [], threadCount: Int = 1,
    command: [String]? = nil
  ) async throws {
    let fit = ShownPath.shown(fit)
    self.fit = fit
    self.companions = companions
    chain = energyModel.medians
    self.command = command
    self.published = published.filter { publication in
      publication.law == fit.law.name
        && fit.law.coefficients.allSatisfy { publication.coefficients[$0] != nil }
    }
    let span = fit.dataset.span.compute
    let budget = compute ?? span.map { Self.rounded(10 * $0.upper) }
    do throws(PlanningError) {
      let planner = try Planner(fit: fit, energyModel: energyModel)
      if let compute, !(compute > 0 && compute.isFinite) {
        throw .notPositive(.compute(compute))
      }
      if let remark = fit.indetermination {
        (answer, sweep, energy) = (nil, [], nil)
        planRefusal = remark.text
      } else if let budget {
        let plan = try planner.plan(.compute(budget))
        (answer, planRefusal) = (plan, nil)
        energy = EnergyPerCompute(plan, compute: budget)
        // Plans are slow where the optimum of the law has to be searched for.
        let perDecade = ComputeOptimum(fit.law) == nil ? 1.0 : 4.0
        // Budgets too small for any model are left out.
        sweep = Self.budgets(span, around: budget, perDecade: perDecade)
          .compactMap { try? planner.plan(.compute($0)) }
      } else {
        (answer, sweep, energy) = (nil, [], nil)
        planRefusal = "the compute of the runs is unknown, and no budget was given"
      }
    } catch {
      if case .notPositive = error { throw error }
      (answer, sweep, energy) = (nil, [], nil)
      planRefusal = error.diagnostic.summary
    }
    (lifetime, lifetimeRefusal) = Self.lifetime(
      of: fit, answer, energyModel: energyModel, serving: serving)
    (profiles, profilesRefusal) = try await Self.profiles(of: fit, threadCount: threadCount)
  }

  /// The remarks on the fit and the answer, the gravest first.
  var remarks: [Remark] { (fit.remarks + (answer?.remarks ?? [])).gravestFirst }

  /// The predicted energy of training with `compute` FLOP, in MWh.
  func energy(compute: Double?) -> Double? {
    energy == nil ? nil : compute.map(chain.megawattHours)
  }

  /// The smallest and the largest budget with a plan; `nil` without plans.
  var budgetRange: ClosedRange<Double>? {
    let budgets = sweep.map(\.compute.value)
    guard let lower = budgets.min(), let upper = budgets.max(), lower < upper else { return nil }
    return lower...upper
  }

  /// Budgets that are evenly spaced in the logarithm, from the smallest run to well above the largest and the
  /// requested budget.
  private static func budgets(
    _ span: DatasetSummary.Extent?, around budget: Double, perDecade: Double
  ) -> [Double] {
    let lower = min(span?.lower ?? budget, budget)
    let upper = max((span?.upper ?? budget) * pow(10, decadesBeyond), budget * 10)
    // Plans beyond these are meaningless, and powers of ten overflow.
    let (least, most) = (max(lower, 1e-60), min(upper, 1e60))
    guard least < most else { return [] }
    let steps = Int(floor(perDecade * log10(least)))...Int(ceil(perDecade * log10(most)))
    return steps.map { pow(10, Double($0) / perDecade) }
  }

  /// A number rounded to one significant digit.
  private static func rounded(_ value: Double) -> Double {
    let size = pow(10, floor(log10(value)))
    return (value / size).rounded() * size
  }

  /// Plans for the loss of `answer`, with uses from a tenth of its tokens to a hundred times as many.
  private static func lifetime(
    of fit: FittedLaw, _ answer: Plan?, energyModel: TrainingEnergyModel, serving: Serving.Cost?
  ) -> (LifetimeComparison?, String?) {
    guard let answer else { return (nil, "there is no plan to match in loss") }
    guard let serving else {
      return (nil, "the serving energy of \(energyModel.hardware.title) is unknown")
    }
    guard ComputeOptimum(fit.law) != nil else {
      return (
        nil,
        spelled(
          "the law has no closed-form optimum: 'echelle plan \(.inferenceTokens)' searches for it"
        )
      )
    }
    let decade = floor(log10(answer.tokenCount.value))
    let tokens = (-2...4).map { pow(10, decade + Double($0) / 2) }
    do throws(PlanningError) {
      return (
        try LifetimeComparison(
          fit: fit, energyModel: energyModel, cost: serving, loss: answer.loss.value,
          tokens: tokens), nil
      )
    } catch {
      return (nil, error.diagnostic.summary)
    }
  }

  private static func profiles(
    of fit: FittedLaw, threadCount: Int
  ) async throws -> (IsoFLOPFit?, String?) {
    guard let runs = fit.runTable else {
      return (nil, "the saved fit does not contain N, D, C and the loss of its runs")
    }
    guard runs.count <= profiledRunLimit else {
      return (nil, "there are more than \(profiledRunLimit) runs: 'echelle isoflop' fits them")
    }
    var fitter = IsoFLOPFitter()
    fitter.options.resampling.replicateCount = min(fit.bootstrap.replicates, profileReplicateLimit)
    fitter.options.resampling.level = fit.bootstrap.level
    fitter.options.resampling.seed = fit.provenance.seed
    fitter.options.resampling.threadCount = threadCount
    let profiles = try await fitter.fit(runs)
    guard profiles.profiles.contains(where: { $0.outcomes[profiles.curve]?.optimum != nil }) else {
      return (nil, "no compute budget has runs of enough sizes around its optimum")
    }
    return (profiles, nil)
  }
}

/// The time, energy and emissions of one FLOP, which do not depend on the budget.
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

  /// The quantities of a plan for an exact `compute`, divided by it.
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
