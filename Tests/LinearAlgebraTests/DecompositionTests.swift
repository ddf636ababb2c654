import LinearAlgebra
import Testing

@Suite struct DecompositionTests {
  /// By mpmath with 40 digits, of the rounded elements.
  @Test(arguments: [hilbert(8, 5), matrix(hilbert(8, 5).columnsAsRows)])
  func singularValuesOfHilbert(_ matrix: Matrix) {
    expectClose(
      singularValues(of: matrix),
      [
        1.6260076350024749928, 0.24709016782319540576, 0.017009294624457647118,
        0.00065442282364824787466, 0.000012973979232727291813,
      ], tolerance: 1e-15)
  }

  @Test func conditionNumbers() throws {
    let condition = try #require(conditionNumber(of: hilbert(8, 5)))
    #expect(abs(condition / 125_328.36732934001796 - 1) < 1e-9)
    #expect(conditionNumber(of: matrix([[3, 0], [0, 3]])) == 1)
    #expect(conditionNumber(of: matrix([[1, 0], [0, 0]])) == .infinity)
  }

  /// By mpmath with 40 digits.
  @Test func eigenvaluesOfAnIndefiniteMatrix() {
    var lower = hilbert(5, 5, shift: -0.25)
    // Only the lower triangle is read.
    for i in 0..<5 { for j in (i + 1)..<max(5, i + 1) { lower[i, j] = 1e9 } }
    expectClose(
      symmetricEigenvalues(ofLowerTriangle: lower),
      [
        -0.24999671207122782418, -0.24969410195984881457, -0.2385925083765801977,
        -0.041465781388986668319, 1.3170506910982307849,
      ], tolerance: 1e-15)
  }

  @Test(arguments: [Double.nan, .infinity])
  func whatIsNotFiniteHasNone(_ value: Double) {
    let unusable = matrix([[1, 0], [value, 1]])
    #expect(singularValues(of: unusable) == nil)
    #expect(conditionNumber(of: unusable) == nil)
    #expect(symmetricEigenvalues(ofLowerTriangle: unusable) == nil)
  }

  @Test func theLibraryDescribesItself() {
    #expect(!linearAlgebraLibrary().isEmpty)
  }
}

extension Matrix {
  fileprivate var columnsAsRows: [[Double]] { (0..<columns).map { Array(column($0)) } }
}
