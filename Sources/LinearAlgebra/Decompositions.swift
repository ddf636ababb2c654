import CLAPACK

/// The singular values of `matrix` in descending order (LAPACK `dgesdd`).
///
/// - Returns: min(m, n) values; `nil` if an element is not finite or the iteration failed.
/// - Complexity: O(m·n·min(m, n)).
public func singularValues(of matrix: Matrix) -> [Double]? {
  guard matrix.elements.allSatisfy(\.isFinite) else { return nil }
  useOneBLASThread()
  var (m, n, one, info) = (Int32(matrix.rows), Int32(matrix.columns), Int32(1), Int32(0))
  let count = min(matrix.rows, matrix.columns)
  var a = matrix.elements
  var values = Array(repeating: 0.0, count: count)
  var integers = Array(repeating: Int32(0), count: 8 * count)
  withWorkspace { work, size in
    dgesdd_("N", &m, &n, &a, &m, &values, nil, &one, nil, &one, work, size, &integers, &info)
  }
  return info == 0 ? values : nil
}

/// The ratio of the largest to the smallest singular value; infinite for a matrix without full rank.
///
/// - Returns: `nil` if the singular values could not be computed.
public func conditionNumber(of matrix: Matrix) -> Double? {
  guard let values = singularValues(of: matrix), let largest = values.first,
    let smallest = values.last
  else { return nil }
  return smallest > 0 ? largest / smallest : .infinity
}

/// The eigenvalues of the symmetric matrix whose lower triangle is given, in ascending order
/// (LAPACK `dsyevd`).
///
/// - Returns: n values; `nil` if an element is not finite or the iteration failed.
/// - Complexity: O(n³).
public func symmetricEigenvalues(ofLowerTriangle matrix: Matrix) -> [Double]? {
  precondition(matrix.rows == matrix.columns, "eigenvalues need a square matrix")
  guard matrix.elements.allSatisfy(\.isFinite) else { return nil }
  useOneBLASThread()
  var (n, info) = (Int32(matrix.rows), Int32(0))
  var a = matrix.elements
  var values = Array(repeating: 0.0, count: matrix.rows)
  var integers = Array(repeating: Int32(0), count: 1)
  var integerSize = Int32(1)
  withWorkspace { work, size in
    dsyevd_("N", "L", &n, &a, &n, &values, work, size, &integers, &integerSize, &info)
  }
  return info == 0 ? values : nil
}
