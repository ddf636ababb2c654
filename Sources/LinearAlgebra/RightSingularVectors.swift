import CLAPACK

/// The singular values of a matrix with their right singular vectors.
public struct RightSingularVectors: Sendable, Equatable {
  /// The singular values, n of them, in descending order; 0 for those that a matrix with fewer rows
  /// than columns lacks.
  public var values: [Double]
  /// The right singular vectors of unit length, n values each, in the order of ``values``.
  public var vectors: [[Double]]

  /// The decomposition of `matrix`, m × n (LAPACK `dgesdd`).
  ///
  /// - Returns: `nil` if an element is not finite or the iteration failed.
  /// - Complexity: O(m·n²).
  public init?(of matrix: Matrix) {
    guard matrix.elements.allSatisfy(\.isFinite), matrix.columns > 0 else { return nil }
    useOneBLASThread()
    let count = matrix.columns
    // Pad with rows of zeros to make the matrix at least square.
    var padded = Matrix(rows: max(matrix.rows, count), columns: count)
    for j in 0..<count {
      for i in 0..<matrix.rows { padded[i, j] = matrix[i, j] }
    }
    var (m, n, info) = (Int32(padded.rows), Int32(count), Int32(0))
    var values = Array(repeating: 0.0, count: count)
    var left = Array(repeating: 0.0, count: padded.rows * count)
    var right = Array(repeating: 0.0, count: count * count)
    var integers = Array(repeating: Int32(0), count: 8 * count)
    withWorkspace { work, size in
      dgesdd_(
        "S", &m, &n, &padded.elements, &m, &values, &left, &m, &right, &n, work, size, &integers,
        &info)
    }
    guard info == 0 else { return nil }
    self.values = values
    vectors = (0..<count).map { k in (0..<count).map { right[$0 * count + k] } }
  }
}
