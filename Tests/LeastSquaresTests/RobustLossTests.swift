import LeastSquares
import LinearAlgebra
import Testing

@Suite struct RobustLossTests {
  @Test(
    arguments: [
      (RobustLoss.huber(delta: 0.5), 0.25, 0.03125, 0.25), (.huber(delta: 0.5), 0.5, 0.125, 0.5),
      (.huber(delta: 0.5), -2, 0.875, -0.5), (.absolute, -3, 3, -1), (.absolute, 0, 0, 0),
      (.huber(delta: 0.5, above: 4), 0.25, 0.125, 1),
      (.huber(delta: 0.5, above: 4), 2, 3.5, 2), (.huber(delta: 0.5, above: 4), -2, 0.875, -0.5),
      (.huber(delta: 0.5, above: 4), 0, 0, 0), (.absolute, 2, 2, 1), (.squares, -3, 4.5, -3),
    ] as [(RobustLoss, Double, Double, Double)])
  func valuesAndSlopes(_ loss: RobustLoss, _ residual: Double, _ value: Double, _ slope: Double) {
    #expect(loss.value(residual) == value && loss.slope(residual) == slope)
  }

  @Test("The kernels have the asymmetric loss, its gradient and its Hessian.")
  func kernels() {
    for (structure, seed) in zip(Structure.allCases, UInt64(40)...) {
      for (space, above) in [(ResidualSpace.log, 4.0), (.level, 0.25)] {
        let (sum, theta) = structure.problem(count: 41, seed: seed)
        for kernel in VectorKernel.available {
          let objective = PowerSumObjective(
            sum, space: space, delta: 0.07, above: above, kernel: kernel)
          let loss = RobustLoss.huber(delta: 0.07, above: above)
          let (value, derivatives) = objective.evaluated(at: theta)
          let (residuals, jacobian) = objective.jacobian(at: theta)
          let expected = zip(sum.weights, residuals).reduce(0) { $0 + $1.0 * loss.value($1.1) }
          #expect(abs(value / expected - 1) < 1e-12)
          let slopes = zip(sum.weights, residuals).map { $0 * loss.slope($1) }
          let gradient = theta.indices.map { j in
            zip(slopes, jacobian.column(j)).reduce(0) { $0 + $1.0 * $1.1 }
          }
          #expect(relativeDistance(derivatives.gradient, gradient) < 1e-12)
          for j in theta.indices {
            var (up, down) = (theta, theta)
            up[j] += 1e-6
            down[j] -= 1e-6
            let bend = zip(
              objective.evaluated(at: up).derivatives.gradient,
              objective.evaluated(at: down).derivatives.gradient
            ).map { ($0 - $1) / 2e-6 }
            let row = theta.indices.map {
              derivatives.hessian[max(j, $0) * theta.count + min(j, $0)]
            }
            #expect(relativeDistance(bend, row) < 1e-6)
          }
          // A resample keeps the factor.
          let copy = PowerSumObjective(roomFor: sum, delta: 0.07, kernel: kernel)
          copy.resample(objective, multiplicity: sum.weights.map { _ in 2 })
          #expect(abs(copy.evaluated(at: theta).value / (2 * value) - 1) < 1e-12)
        }
      }
    }
  }
}
