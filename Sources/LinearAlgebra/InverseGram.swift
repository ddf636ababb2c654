import CLAPACK

/// (AᵀA)⁻¹ of a matrix with full column rank, without forming AᵀA (LAPACK `dgesdd`).
///
/// With D the lengths of the columns and A·D⁻¹ = U·S·Vᵀ, it is D⁻¹·V·S⁻²·Vᵀ·D⁻¹: its relative error
/// grows with the condition number of A·D⁻¹, whatever the units of the columns.
///
/// - Parameter matrix: A, m × n with m ≥ n ≥ 1.
/// - Returns: n × n values; `nil` if A lacks full rank to working precision, an element is not finite
///   or the iteration failed.
/// - Complexity: O(m·n²).
public func inverseGram(of matrix: Matrix) -> Matrix? {
  precondition(matrix.rows >= matrix.columns, "full column rank needs as many rows as columns")
  guard matrix.elements.allSatisfy(\.isFinite) else { return nil }
  useOneBLASThread()
  let count = matrix.columns
  var a = matrix.elements
  var lengths: [Double] = []
  for j in 0..<count {
    let largest = matrix.column(j).reduce(0) { max($0, abs($1)) }
    guard largest > 0 else { return nil }
    // Divided first, the squares of tiny and huge elements neither vanish nor overflow.
    let sum = matrix.column(j).reduce(0) { $0 + ($1 / largest) * ($1 / largest) }
    lengths.append(largest * sum.squareRoot())
    for i in j * matrix.rows..<(j + 1) * matrix.rows { a[i] /= lengths[j] }
  }
  var (m, n, info) = (Int32(matrix.rows), Int32(count), Int32(0))
  var values = Array(repeating: 0.0, count: count)
  var left = Array(repeating: 0.0, count: matrix.rows * count)
  var right = Array(repeating: 0.0, count: count * count)
  var integers = Array(repeating: Int32(0), count: 8 * count)
  withWorkspace { work, size in
    dgesdd_("S", &m, &n, &a, &m, &values, &left, &m, &right, &n, work, size, &integers, &info)
  }
  guard info == 0, let largest = values.first, let smallest = values.last,
    smallest > 1e-15 * largest
  else { return nil }
  var inverse = Matrix(rows: count, columns: count)
  for i in 0..<count {
    for j in 0..<count {
      var sum = 0.0
      for k in 0..<count {
        sum += (right[i * count + k] / values[k]) * (right[j * count + k] / values[k])
      }
      inverse[i, j] = sum / lengths[i] / lengths[j]
    }
  }
  return inverse
}
