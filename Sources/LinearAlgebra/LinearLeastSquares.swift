import CLAPACK

/// The minimum-norm solution of a linear least-squares problem.
public struct LinearLeastSquaresSolution: Sendable, Equatable {
  /// x, with n elements.
  public var solution: [Double]
  /// The numerical rank of A; below n, the columns of A do not determine x.
  public var rank: Int
}

/// Minimises ‖A·x − b‖₂ by a QR factorisation with column pivoting (LAPACK `dgelsy`).
///
/// - Parameters:
///   - matrix: A, m × n with m ≥ 1 and n ≥ 1.
///   - rightSide: b, with m elements.
///   - relativeTolerance: Singular values below this share of the largest count as zero.
/// - Returns: `nil` if an element of A or b is not finite.
/// - Complexity: O(m·n²).
public func linearLeastSquares(
  _ matrix: Matrix, _ rightSide: [Double], relativeTolerance: Double = 1e-12
) -> LinearLeastSquaresSolution? {
  precondition(rightSide.count == matrix.rows, "A and b need the same number of rows")
  guard matrix.elements.allSatisfy(\.isFinite), rightSide.allSatisfy(\.isFinite) else { return nil }
  useOneBLASThread()
  var (m, n, one) = (Int32(matrix.rows), Int32(matrix.columns), Int32(1))
  var a = matrix.elements
  var leading = max(m, n)
  var b = rightSide + Array(repeating: 0, count: Int(leading - m))
  var pivots = Array(repeating: Int32(0), count: matrix.columns)
  var tolerance = relativeTolerance
  var (rank, info) = (Int32(0), Int32(0))
  withWorkspace { work, size in
    dgelsy_(
      &m, &n, &one, &a, &m, &b, &leading, &pivots, &tolerance, &rank, work, size, &info)
  }
  precondition(info == 0, "dgelsy was given an illegal argument")
  return LinearLeastSquaresSolution(solution: Array(b.prefix(matrix.columns)), rank: Int(rank))
}
