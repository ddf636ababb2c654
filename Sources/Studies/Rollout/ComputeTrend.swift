internal import ScalingLaws
internal import Statistics
internal import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The power law L = exp(p)·C^−q, the simplest scale-aware forecast: a straight line of log L
/// on log C by weighted least squares.
///
/// It has the same bootstrap replicates and the same kind of prediction interval as a fitted law, so
/// the two can be compared.
struct ComputeTrend: Sendable {
  /// log L = level − slope·(log C − center).
  private struct Line: Sendable {
    var center: Double
    var level: Double
    var slope: Double

    func loss(_ compute: Double) -> Double { exp(level - slope * (log(compute) - center)) }
  }

  private let line: Line
  private let draws: [Line]
  private let scatter: RunScatter
  private let confidence: Double
  private let replicateCount: Int
  private let widening: Double
  /// Why there are too few units for an interval.
  private let shortage: String?

  /// The line through the rows `used` of `runs`; `nil` if all have the same C, or
  /// not all losses are positive.
  ///
  /// - Complexity: O(rows) per replicate.
  init?(_ runs: RunTable, used: [Int], options: FitOptions) {
    let (x, y) = (runs.compute.map { log($0) }, runs.loss.map { log($0) })
    let weights = runs.weight ?? Array(repeating: 1, count: runs.count)
    guard y.allSatisfy(\.isFinite) else { return nil }
    var copies = Array(repeating: 0.0, count: runs.count)
    for row in used { copies[row] = 1 }
    guard let line = Self.line(x, y, zip(weights, copies).map { $0 * $1 }) else { return nil }
    let resampling = Resampling([(runs, used)], seed: options.seed)
    self.line = line
    draws = (0..<options.replicateCount).compactMap { replicate in
      let copies = resampling.copies(ofReplicate: replicate)
      return Self.line(x, y, zip(weights, copies).map { $0 * $1 })
    }
    scatter = RunScatter(
      residuals: used.map { y[$0] - log(line.loss(runs.compute[$0])) }, coefficientCount: 2,
      isRelative: true, drawCount: draws.count, seed: options.seed)
    confidence = options.level
    replicateCount = options.replicateCount
    let bootstrap = BootstrapSummary(
      runs.units(of: used), replicates: replicateCount, level: confidence)
    widening = bootstrap.widening
    shortage = bootstrap.shortage(coefficientCount: 2)
  }

  /// The loss of a new run at C, with its prediction interval.
  func newRun(compute: Double) -> Estimate {
    guard replicateCount > 0 else {
      return .missing(line.loss(compute), because: "bootstrap disabled")
    }
    if let shortage { return .missing(line.loss(compute), because: shortage) }
    let curve = Draws(
      draws.map { $0.loss(compute) }, level: confidence, failed: replicateCount - draws.count,
      failure: "have runs of one C alone"
    ).widened(by: widening, about: line.loss(compute))
    return curve.replacingDefined(by: scatter.newRuns)
      .estimate(of: line.loss(compute), holding: curve.estimate(of: line.loss(compute)))
  }

  private static func line(_ x: [Double], _ y: [Double], _ weights: [Double]) -> Line? {
    func mean(_ value: (Int) -> Double) -> Double {
      let total = weights.reduce(0, +)
      return weights.indices.reduce(0) { $0 + weights[$1] * value($1) } / total
    }
    let (center, level) = (mean { x[$0] }, mean { y[$0] })
    let spread = mean { (x[$0] - center) * (x[$0] - center) }
    guard spread > 1e-12 else { return nil }
    let slope = -mean { (x[$0] - center) * (y[$0] - level) } / spread
    return Line(center: center, level: level, slope: slope)
  }
}
