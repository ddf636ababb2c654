internal import CKernels

/// The points of a sum of power terms in the kernels' format.
///
/// Owned by one worker at a time.
final class PowerSumPoints {
  let problem: UnsafeMutablePointer<power_sum_problem>
  let coefficientCount: Int
  /// The number of factors of each term.
  private let factorCounts: [Int32]
  /// The current number of points.
  private(set) var count = 0
  /// Σ wᵢ times the square of the scale of residuals and their derivatives.
  private(set) var scale = 0.0

  /// Storage for the points of `sum`, initially empty.
  init(like sum: PowerSum) {
    sum.requireShape()
    factorCounts = sum.terms.map { Int32($0.count) }
    guard
      let problem = echelle_power_sum_create(
        Int32(factorCounts.count), factorCounts, Int32(sum.power?.termCount ?? 0),
        sum.power?.isLogarithm == true ? 1 : 0, sum.pointCount)
    else { preconditionFailure("out of memory for \(sum.pointCount) points") }
    self.problem = problem
    coefficientCount = sum.coefficientCount
  }

  /// The points of `sum` with residuals in `space`.
  convenience init(_ sum: PowerSum, space: ResidualSpace, kernel: VectorKernel) {
    self.init(like: sum)
    let target = space == .log ? kernel.logarithms(sum.observed) : sum.observed
    let factors = sum.terms.flatMap { $0 }.flatMap { sum.columns[$0] }
    echelle_power_sum_fill(
      problem, sum.pointCount, target, factors, sum.weights, space == .level ? 1 : 0)
    count = sum.pointCount
    // In levels, a residual and its derivative each have the size of L.
    let size = space == .log ? 1 : sum.observed.reduce(0) { max($0, abs($1)) }
    scale = sum.weights.reduce(0, +) * size * size
  }

  deinit { echelle_power_sum_destroy(problem) }

  /// Copies the points of `other`, each `multiplicity` times.
  func resample(_ other: PowerSumPoints, multiplicity: [Double]) {
    precondition(multiplicity.count == other.count, "a multiplicity is needed for every point")
    precondition(
      factorCounts == other.factorCounts
        && problem.pointee.poweredCount == other.problem.pointee.poweredCount
        && other.count <= problem.pointee.capacity,
      "a resample needs room for points of the same structure")
    count = echelle_power_sum_resample(problem, other.problem, multiplicity)
    scale = other.scale
  }

  var weights: [Double] {
    Array(UnsafeBufferPointer(start: problem.pointee.weight, count: count))
  }
}
