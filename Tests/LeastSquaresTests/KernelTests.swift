import Foundation
import LeastSquares
import LinearAlgebra
import Testing

@Suite struct KernelTests {
  /// The mathematics of the kernels, point by point.
  private struct Reference {
    var value = 0.0
    var gradient: [Double]
    var hessian: [Double]
    var curvature: [Double]
    var residuals: [Double] = []
    var jacobian: [Double] = []

    init(_ sum: PowerSum, space: ResidualSpace, delta: Double, theta: [Double]) {
      let count = theta.count
      gradient = Array(repeating: 0, count: count)
      curvature = gradient
      hessian = Array(repeating: 0, count: count * count)
      let rho = delta.isFinite ? RobustLoss.huber(delta: delta) : .squares
      var rows: [[Double]] = []
      for i in sum.observed.indices {
        let isLog = space == .log
        let point = PointDerivatives(of: sum, at: theta, point: i)
        let residual =
          isLog ? log(sum.observed[i]) - log(point.value) : sum.observed[i] - point.value
        // ∂log L̂ or ∂L̂.
        let slopes = point.gradient.map { $0 / (isLog ? point.value : 1) }
        let weight = sum.weights[i]
        let inside = abs(residual) <= delta ? 1.0 : 0
        value += weight * rho.value(residual)
        for a in 0..<count {
          gradient[a] -= weight * rho.slope(residual) * slopes[a]
          let ratio = residual == 0 ? 1 : rho.slope(residual) / residual
          curvature[a] += weight * ratio * slopes[a] * slopes[a]
          for b in 0...a {
            let product = slopes[a] * slopes[b]
            let own = point.hessian[a * count + b] / (isLog ? point.value : 1)
            let second = (isLog ? product : 0) - own
            let bend = inside * product + rho.slope(residual) * second
            hessian[a * count + b] += weight * bend
          }
        }
        residuals.append(residual)
        rows.append(slopes.map { -$0 })
      }
      jacobian = (0..<count).flatMap { column in rows.map { $0[column] } }
    }
  }

  /// L̂ at one point, and its derivatives.
  private struct PointDerivatives {
    let value: Double
    var gradient: [Double] = []
    var hessian: [Double]

    init(of sum: PowerSum, at theta: [Double], point: Int) {
      let count = theta.count
      let terms = termValues(of: sum, at: theta, point: point)
      let powered = sum.power?.termCount ?? 0
      let isLogarithm = sum.power?.isLogarithm ?? false
      let k = powered == 0 ? 1 : isLogarithm ? exp(theta[count - 1]) : theta[count - 1]
      let inner = terms.prefix(powered).reduce(0, +)
      let power = powered == 0 ? 0 : pow(inner, k)
      value = power + terms.dropFirst(powered).reduce(0, +)
      hessian = Array(repeating: 0, count: count * count)
      // The term and the factor of each slot but that of k.
      let slots = sum.terms.enumerated().flatMap { term, factors in
        [(term, 1.0)] + factors.map { (term, sum.columns[$0][point]) }
      }
      // ∂Sᵏ/∂S, and its derivative.
      let (slope, bend) = (k * power / inner, k * (k - 1) * power / (inner * inner))
      for (a, (term, x)) in slots.enumerated() {
        let size = terms[term] * x
        gradient.append(term < powered ? slope * size : size)
        for (b, (other, y)) in slots.enumerated() {
          let own = term == other ? size * y : 0
          hessian[a * count + b] =
            term < powered
            ? slope * own + (other < powered ? bend * size * terms[other] * y : 0)
            : own
        }
        guard powered > 0, term < powered else { continue }
        let mixed = size / inner * power * (1 + k * log(inner)) * (isLogarithm ? k : 1)
        hessian[(count - 1) * count + a] = mixed
      }
      guard powered > 0 else { return }
      let byPower = power * log(inner)
      gradient.append(isLogarithm ? k * byPower : byPower)
      let twice = byPower * log(inner)
      hessian[count * count - 1] = isLogarithm ? k * k * twice + k * byPower : twice
    }
  }

  /// Every count of points up to two vectors and one, and more than a chunk.
  private static let counts = Array(1...17) + [64, 65, 131]

  @Test(arguments: Structure.allCases, [ResidualSpace.log, .level])
  func agreeWithTheFormulas(_ structure: Structure, _ space: ResidualSpace) {
    for kernel in VectorKernel.available {
      for (count, delta) in Self.counts.flatMap({ count in
        [1e-3, 0.1, .infinity].map { (count, $0) }
      }) {
        let (sum, theta) = structure.problem(count: count, seed: 21)
        let objective = PowerSumObjective(sum, space: space, delta: delta, kernel: kernel)
        let expected = Reference(sum, space: space, delta: delta, theta: theta)
        let (value, derivatives) = objective.evaluated(at: theta)
        let (residuals, jacobian) = objective.jacobian(at: theta)
        let distances = [
          relativeDistance([value], [expected.value]),
          relativeDistance(derivatives.gradient, expected.gradient),
          relativeDistance(derivatives.hessian, expected.hessian),
          relativeDistance(objective.curvature(at: theta), expected.curvature),
          relativeDistance(residuals, expected.residuals),
          relativeDistance(objective.residuals(at: theta), expected.residuals),
          relativeDistance(jacobian.elements, expected.jacobian),
        ]
        #expect(
          distances.allSatisfy { $0 < 1e-12 }, "\(kernel.name), \(count) points, δ \(delta)")
      }
    }
  }

  @Test(arguments: Structure.allCases, [ResidualSpace.log, .level])
  func derivativesAgreeWithCentralDifferences(_ structure: Structure, _ space: ResidualSpace) {
    for (kernel, seed) in VectorKernel.available.flatMap({ kernel in
      (30..<35).map { (kernel, UInt64($0)) }
    }) {
      let (sum, theta) = structure.problem(count: 41, seed: seed)
      for delta in [0.07, .infinity] {
        let objective = PowerSumObjective(sum, space: space, delta: delta, kernel: kernel)
        let (_, derivatives) = objective.evaluated(at: theta)
        let jacobian = objective.jacobian(at: theta).jacobian
        let count = theta.count
        var gradient: [Double] = []
        for j in 0..<count {
          let width = 1e-6
          var (up, down) = (theta, theta)
          up[j] += width
          down[j] -= width
          let (high, low) = (objective.evaluated(at: up), objective.evaluated(at: down))
          gradient.append((high.value - low.value) / (2 * width))

          func difference(_ high: [Double], _ low: [Double]) -> [Double] {
            zip(high, low).map { ($0 - $1) / (2 * width) }
          }
          let row = (0..<count).map {
            derivatives.hessian[max(j, $0) * count + min(j, $0)]
          }
          let bend = difference(high.derivatives.gradient, low.derivatives.gradient)
          #expect(relativeDistance(bend, row) < 1e-6)
          let slope = difference(objective.residuals(at: up), objective.residuals(at: down))
          #expect(relativeDistance(slope, Array(jacobian.column(j))) < 1e-7)
        }
        #expect(relativeDistance(gradient, derivatives.gradient) < 1e-7)
      }
    }
  }

  /// Zero, infinite and undefined sums give a non-finite objective.
  @Test(arguments: [800, Double.infinity, -Double.infinity, .nan], [ResidualSpace.log, .level])
  func valuesOutOfRange(_ constant: Double, _ space: ResidualSpace) {
    let (sum, _) = Structure.constant.problem(count: 9, seed: 1)
    for kernel in VectorKernel.available {
      for delta in [1e-3, .infinity] where constant != -.infinity || space == .log {
        let objective = PowerSumObjective(sum, space: space, delta: delta, kernel: kernel)
        #expect(!objective.evaluated(at: [constant]).value.isFinite)
      }
    }
  }

  @Test(arguments: Structure.allCases)
  func aResampleIsTheObjectiveOfRepeatedPoints(_ structure: Structure) {
    let (sum, theta) = structure.problem(count: 37, seed: 41)
    let copies = (0..<37).map { Double(($0 * 7) % 4) }
    let indices = copies.indices.flatMap { Array(repeating: $0, count: Int(copies[$0])) }
    var repeated = sum
    repeated.columns = sum.columns.map { column in indices.map { column[$0] } }
    repeated.observed = indices.map { sum.observed[$0] }
    repeated.weights = indices.map { sum.weights[$0] }
    for space in [ResidualSpace.log, .level] {
      let original = PowerSumObjective(sum, space: space, delta: 0.1, kernel: .best)
      let resampled = PowerSumObjective(roomFor: sum, delta: 0.1, kernel: .best)
      // Room is used again: what the first resample left must not show.
      resampled.resample(original, multiplicity: Array(repeating: 1, count: 37))
      resampled.resample(original, multiplicity: copies)
      let expected = PowerSumObjective(repeated, space: space, delta: 0.1, kernel: .best)
        .evaluated(at: theta)
      let found = resampled.evaluated(at: theta)
      #expect(abs(found.value / expected.value - 1) < 1e-13)
      #expect(relativeDistance(found.derivatives.gradient, expected.derivatives.gradient) < 1e-12)
      #expect(relativeDistance(found.derivatives.hessian, expected.derivatives.hessian) < 1e-12)
      // Points without copies or weight are left out.
      let kept = copies.indices.filter { copies[$0] * sum.weights[$0] > 0 }
      #expect(resampled.weights == kept.map { copies[$0] * sum.weights[$0] })
      let residuals = original.residuals(at: theta)
      #expect(
        relativeDistance(resampled.residuals(at: theta), kept.map { residuals[$0] }) < 1e-13)
    }
  }
}
