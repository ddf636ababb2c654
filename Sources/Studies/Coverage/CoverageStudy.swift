internal import Diagnostics
internal import LinearAlgebra
public import ScalingLaws
internal import Statistics
public import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Tests by simulation how often intervals contain the truth, on the user's own design.
///
/// A law is fitted to the runs and taken as the truth. Each simulated set has the runs' N, D and other
/// variables, and the law's values with new noise; it is fitted as the runs are, and its intervals compared
/// with the truth.
public struct CoverageStudy: Sendable {
  /// The fitter; its options hold for every simulated set.
  public var fitter: LawFitter
  /// The number of simulated sets, at least 1.
  public var setCount = 200
  /// The noise.
  public var noise = CoverageNoise.gaussian
  /// Its standard deviation in the space of the residuals; `nil` for that of the residuals.
  public var sigma: Double?
  /// The law that is true; `nil` for the fitted law.
  public var truth: ScalingLaw?
  /// The budget of N* and L, FLOP; `nil` for ten times the largest run.
  public var compute: Double?
  /// The methods of intervals to compare.
  public var methods = IntervalMethod.allCases

  /// A study with the default settings.
  public init(fitter: LawFitter) {
    self.fitter = fitter
  }

  /// Simulates and fits the sets.
  ///
  /// Every set is fitted from the coefficients of the fit to the runs, which does not bias its own minimum.
  ///
  /// - Parameters:
  ///   - table: The runs.
  ///   - progress: Called with the number of sets done.
  /// - Returns: For each figure and method, how often intervals contain the truth.
  /// - Throws: ``CoverageError`` if the runs give no truth or no noise, `FitError` if they cannot be fitted.
  /// - Complexity: A fit with its replicates for each set and method.
  public func run(_ table: RunTable, progress: FitProgress? = nil) async throws -> CoverageResult {
    let ordered = table.inCanonicalOrder()
    let used = ordered.rowsAfterDrops().used.filter { (ordered.weight?[$0] ?? 1) > 0 }
    let runs = ordered.subset(used, because: "not used by the fit").droppingHighestLosses(0)
    var single = fitter
    single.options.replicateCount = 0
    let fit = try await single.fit(runs)
    if let remark = fit.indetermination {
      throw CoverageError.undetermined(dataset: runs.printableName, reason: remark.text)
    }
    if let leftSide = fit.law.opaqueResponse {
      throw CoverageError.leftSide(dataset: runs.printableName, leftSide: leftSide)
    }
    let truth = try await trueLaw(runs, fit: fit)
    let sigma = sigma ?? scatter(of: fit)
    guard sigma > 0 else { throw CoverageError.noNoise(dataset: runs.printableName) }
    let budget = compute ?? (runs.compute.max() ?? .nan) * 10
    let targets = CoverageTarget.targets(of: fit.law, truth: truth, compute: budget, like: fit)
    guard !targets.isEmpty else {
      throw CoverageError.noFigures(dataset: runs.printableName, law: truth.law.name)
    }
    let simulation = CoverageSimulation(
      runs: runs, fitter: fitter, fit: fit, truth: truth, noise: noise, sigma: sigma,
      methods: methods, targets: targets)
    let sets = try await simulation.sets(setCount, progress: progress)
    return CoverageResult(
      fit: fit, truth: truth.law, options: fitter.options, noise: noise, sigma: sigma,
      compute: budget, sets: sets, targets: targets, methods: methods,
      ideal: IdealWidths(runs: runs, fit: fit, sigma: sigma, level: fitter.options.level))
  }

  /// The law that is true, with its coefficients fitted to the runs.
  private func trueLaw(_ runs: RunTable, fit: FittedLaw) async throws -> CoverageTruth {
    guard let truth else {
      return CoverageTruth(law: fit.law, values: fit.values, isFittedLaw: true)
    }
    var other = fitter
    other.options.law = truth
    other.options.replicateCount = 0
    other.options.givenStarts = []
    let values = try await other.fit(runs).values
    return CoverageTruth(law: truth, values: values, isFittedLaw: false)
  }

  /// The standard deviation of the runs about the law, robust to outliers if there are enough runs for that.
  private func scatter(of fit: FittedLaw) -> Double {
    let spare = max(fit.residuals.count - fit.law.coefficients.count, 1)
    let squares = fit.residuals.reduce(0) { $0 + $1 * $1 }
    guard spare >= Self.enoughForRobustness else { return (squares / Double(spare)).squareRoot() }
    let inflation = (Double(fit.residuals.count) / Double(spare)).squareRoot()
    return inflation * robustScale(of: fit.residuals)
  }

  /// The degrees of freedom from which on the median residual says more than the mean square.
  private static let enoughForRobustness = 20
}

/// The widths of intervals from the true covariance of the coefficients by least squares.
struct IdealWidths {
  /// (JᵀWJ)⁻¹ by the logarithms of the coefficients; `nil` if the runs do not determine them.
  private let inverse: Matrix?
  private let fit: FittedLaw
  private let reach: Double

  /// The relative step of differences.
  private static let step = 1e-5

  init(runs: RunTable, fit: FittedLaw, sigma: Double, level: Double) {
    self.fit = fit
    reach = 2 * normalQuantile((1 + level) / 2) * sigma
    let isLog = fit.objective.space == "log"
    var jacobian = Matrix(rows: runs.count, columns: fit.values.count)
    for row in 0..<runs.count {
      let side = fit.law.rightSide(at: runs.point(of: fit.law, row: row))
      let slopes = Self.slopes(at: fit.values) { isLog ? log(side($0)) : side($0) }
      for (column, slope) in slopes.enumerated() {
        jacobian[row, column] = slope * (runs.weight?[row] ?? 1).squareRoot()
      }
    }
    inverse = inverseGram(of: jacobian)
  }

  /// The width for a figure; `nil` if it has none.
  func width(of target: CoverageTarget) -> Double? {
    guard let inverse else { return nil }
    let slopes = Self.slopes(at: fit.values) {
      target.isLogarithmic ? log(target.figure($0)) : target.figure($0)
    }
    var variance = 0.0
    for i in slopes.indices {
      for j in slopes.indices { variance += slopes[i] * inverse[i, j] * slopes[j] }
    }
    return variance > 0 && variance.isFinite ? reach * variance.squareRoot() : nil
  }

  /// The derivatives by the logarithms of the coefficients, or by a coefficient that is 0.
  private static func slopes(
    at values: [Double], _ function: ([Double]) -> Double
  ) -> [Double] {
    values.indices.map { place in
      var (ahead, behind) = (values, values)
      let length = values[place] == 0 ? step : step * abs(values[place])
      ahead[place] += length
      behind[place] -= length
      return (function(ahead) - function(behind)) / (2 * step)
    }
  }
}
