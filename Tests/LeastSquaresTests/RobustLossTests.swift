import LeastSquares
import Testing

@Suite struct RobustLossTests {
  @Test(
    arguments: [
      (RobustLoss.huber(delta: 0.5), 0.25, 0.03125, 0.25), (.huber(delta: 0.5), 0.5, 0.125, 0.5),
      (.huber(delta: 0.5), -2, 0.875, -0.5), (.absolute, -3, 3, -1), (.absolute, 0, 0, 0),
      (.absolute, 2, 2, 1), (.squares, -3, 4.5, -3),
    ] as [(RobustLoss, Double, Double, Double)])
  func valuesAndSlopes(_ loss: RobustLoss, _ residual: Double, _ value: Double, _ slope: Double) {
    #expect(loss.value(residual) == value && loss.slope(residual) == slope)
  }
}
