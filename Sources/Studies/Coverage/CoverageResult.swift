public import ScalingLaws
public import Statistics

/// How often the intervals of simulated sets contain the truth.
public struct CoverageResult: Sendable {
  /// The name of the runs.
  public var dataset: String
  /// The fitted law.
  public var law: ScalingLaw
  /// The law that is true.
  public var truth: ScalingLaw
  /// The options of the fits.
  public var options: FitOptions
  /// The noise.
  public var noise: CoverageNoise
  /// Its standard deviation.
  public var sigma: Double
  /// Whether σ is that of the logarithm.
  public var isLogarithmic: Bool
  /// The number of simulated sets.
  public var setCount: Int
  /// The number of sets that could not be fitted.
  public var failedSets: Int
  /// The number of runs in each set.
  public var runCount: Int
  /// The budget of N* and L, FLOP.
  public var compute: Double
  /// How often each method was chosen by `IntervalMethod.auto`.
  public var choices: [IntervalMethod: Int]
  /// The figures.
  public var figures: [CoverageFigure]
  /// The software and settings.
  public var provenance: Provenance
  /// Caveats about the fit to the runs.
  public var remarks: [Remark]

  /// What the fitted law predicts.
  public var predicted: PredictedQuantity
}

/// The coverage of one figure.
public struct CoverageFigure: Sendable, Equatable {
  /// Its name.
  public var name: String
  /// Its true value.
  public var truth: Double
  /// Whether widths are those of its logarithm.
  public var isLogarithmic: Bool
  /// The width of the interval from the true covariance; `nil` if there is none.
  public var idealWidth: Double?
  /// The scores of the methods.
  public var scores: [CoverageScore]
}

/// The coverage of one figure by one method.
public struct CoverageScore: Sendable, Equatable {
  /// The method.
  public var method: IntervalMethod
  /// The number of sets with an interval.
  public var intervals: Int
  /// The number of those that contain the truth.
  public var hits: Int
  /// Their share, with its Wilson interval.
  public var coverage: Estimate?
  /// The median width of the intervals.
  public var medianWidth: Double?
}

extension CoverageResult {
  init(
    fit: FittedLaw, truth: ScalingLaw, options: FitOptions, noise: CoverageNoise, sigma: Double,
    compute: Double, sets: [CoverageSet], targets: [CoverageTarget], methods: [IntervalMethod],
    ideal: IdealWidths
  ) {
    dataset = fit.dataset.name
    law = fit.law
    self.truth = truth
    self.options = options
    self.noise = noise
    self.sigma = sigma
    isLogarithmic = fit.objective.space == "log"
    setCount = sets.count
    failedSets = sets.count { $0.intervals.isEmpty }
    runCount = fit.residuals.count
    self.compute = compute
    choices = Dictionary(sets.compactMap(\.chosen).map { ($0, 1) }, uniquingKeysWith: +)
    figures = targets.enumerated().map { place, target in
      CoverageFigure(
        name: target.name, truth: target.truth, isLogarithmic: target.isLogarithmic,
        idealWidth: ideal.width(of: target),
        scores: methods.map { method in
          CoverageScore(
            method, of: sets.compactMap { $0.intervals[method]?[place] }, target: target,
            level: options.level)
        })
    }
    provenance = fit.provenance
    remarks = fit.remarks
    predicted = fit.predicted
  }
}

extension CoverageScore {
  fileprivate init(
    _ method: IntervalMethod, of intervals: [ConfidenceInterval], target: CoverageTarget,
    level: Double
  ) {
    self.method = method
    self.intervals = intervals.count
    hits = intervals.count { $0.lower <= target.truth && target.truth <= $0.upper }
    guard !intervals.isEmpty else { return }
    coverage = .with(
      Double(hits) / Double(intervals.count),
      interval: ConfidenceInterval(wilsonOf: hits, among: intervals.count, level: level))
    let widths = intervals.map { target.width(lower: $0.lower, upper: $0.upper) }
    medianWidth = median(of: widths.map { $0.isNaN ? .infinity : $0 })
  }
}
