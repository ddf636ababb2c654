import LinearAlgebra
import Testing

@Suite struct CholeskyTests {
  /// By mpmath with 40 digits; the condition number is 1.6e4.
  @Test func hilbertSystem() {
    var (factor, solution) = (rowMajor(hilbert(4, 4)), [1.0, 2, 3, 4])
    #expect(choleskySolve(&factor, &solution))
    expectClose(
      solution,
      [
        -63.99999999998720579, 899.99999999985181853, -2519.999999999639595,
        1819.9999999997644595,
      ], tolerance: 1e-12)
  }

  @Test func onlyTheLowerTriangleIsRead() {
    var (factor, solution) = ([4, .nan, .nan, 2, 5, .nan, -2, 3, 14], [2.0, 9, 12])
    #expect(choleskySolve(&factor, &solution))
    // By Cramer's rule.
    expectClose(solution, [1.0 / 18, 13.0 / 9, 5.0 / 9])
  }

  @Test(
    arguments: [
      [0, 0, 0, 1], [-1, 0, 0, 1], [1, 0, 1, 1], [1, 0, 2, 1], [.nan, 0, 0, 1], [1, 0, .nan, 1],
      [.infinity, 0, 0, 1],
    ] as [[Double]])
  func notPositiveDefinite(_ matrix: [Double]) {
    var (factor, solution) = (matrix, [3.0, 4])
    #expect(!choleskySolve(&factor, &solution))
    #expect(solution == [3, 4])
  }

  @Test func badlyScaledButDefinite() {
    var (factor, solution) = ([1e-280, 0, 0, 1e280], [1e-280, 1e280])
    #expect(choleskySolve(&factor, &solution))
    #expect(solution == [1, 1])
  }
}
