import LinearAlgebra
import Testing

/// The rows × columns corner of Hilbert's matrix 1/(i + j + 1), plus `shift` on its diagonal.
func hilbert(_ rows: Int, _ columns: Int, shift: Double = 0) -> Matrix {
  var matrix = Matrix(rows: rows, columns: columns)
  for i in 0..<rows {
    for j in 0..<columns { matrix[i, j] = 1 / Double(i + j + 1) + (i == j ? shift : 0) }
  }
  return matrix
}

/// A matrix written row by row.
func matrix(_ rows: [[Double]]) -> Matrix {
  let columns = rows.first?.count ?? 0
  return Matrix(
    rows: rows.count, columns: columns,
    elements: (0..<columns).flatMap { column in rows.map { $0[column] } })
}

/// The elements of `matrix` row after row.
func rowMajor(_ matrix: Matrix) -> [Double] {
  (0..<matrix.rows).flatMap { row in (0..<matrix.columns).map { matrix[row, $0] } }
}

/// Expects the values to agree with `expected` within `tolerance` of the largest of them.
func expectClose(
  _ actual: [Double]?, _ expected: [Double], tolerance: Double = 1e-14,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let scale = expected.map(abs).max() ?? 0
  let isClose =
    actual?.count == expected.count
    && zip(actual ?? [], expected).allSatisfy { abs($0 - $1) <= tolerance * scale }
  #expect(
    isClose, "\(String(describing: actual)) and \(expected)", sourceLocation: sourceLocation)
}
