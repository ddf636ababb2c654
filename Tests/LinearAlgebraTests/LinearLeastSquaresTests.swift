import LinearAlgebra
import Testing

@Suite struct LinearLeastSquaresTests {
  /// By mpmath with 40 digits, from the normal equations of the rounded elements; the condition
  /// number is 1.25e5.
  @Test func hilbertColumns() {
    let found = linearLeastSquares(hilbert(8, 5), [1, -2, 3, -4, 5, -6, 7, -8])
    #expect(found?.rank == 5)
    expectClose(
      found?.solution,
      [
        -365.63878607164897475, 8834.2767714012877699, -42403.060385436414403,
        67909.339520976928934, -34467.493254029752276,
      ], tolerance: 1e-10)
  }

  @Test func squareSystem() {
    let found = linearLeastSquares(matrix([[2, 1], [1, 3]]), [3, 5])
    #expect(found?.rank == 2)
    expectClose(found?.solution, [0.8, 1.4])
  }

  /// 1 + x is the sum of the columns before it; of all solutions, (22/30, …) is the shortest.
  @Test func dependentColumnsGiveTheShortestSolution() {
    let rows = (0..<5).map { [1, Double($0), Double(1 + $0)] }
    let found = linearLeastSquares(matrix(rows), [1, 3, 2, 5, 4])
    #expect(found?.rank == 2)
    expectClose(found?.solution, [2.0 / 3, 1.0 / 15, 11.0 / 15])
  }

  @Test func fewerRowsThanColumnsGiveTheShortestSolution() {
    let found = linearLeastSquares(matrix([[1, 2, 2]]), [9])
    #expect(found?.rank == 1)
    expectClose(found?.solution, [1, 2, 2])
  }

  @Test func aColumnOfZerosGetsZero() {
    let found = linearLeastSquares(matrix([[1, 0], [2, 0], [3, 0]]), [2, 4, 6])
    #expect(found?.rank == 1)
    expectClose(found?.solution, [2, 0])
  }

  @Test(arguments: [(1e-12, 2), (1e-6, 1)])
  func theToleranceDecidesTheRank(_ tolerance: Double, _ rank: Int) {
    let nearly = matrix([[1, 1], [1, 1 + 1e-9], [1, 1 - 1e-9]])
    #expect(linearLeastSquares(nearly, [1, 2, 3], relativeTolerance: tolerance)?.rank == rank)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func whatIsNotFiniteHasNoSolution(_ value: Double) {
    #expect(linearLeastSquares(matrix([[1], [value]]), [1, 1]) == nil)
    #expect(linearLeastSquares(matrix([[1], [1]]), [1, value]) == nil)
  }
}
