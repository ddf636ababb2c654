/// Solves A·x = b for a symmetric positive definite A by the factorisation A = L·D·Lᵀ, in place.
///
/// For small systems inside an iteration, where a LAPACK call would cost more
/// than the arithmetic. L has a unit diagonal, so no square roots are needed.
///
/// - Parameters:
///   - matrix: The lower triangle of A, n × n in row-major order; is overwritten. The elements above the
///     diagonal are not read.
///   - rightSide: b, n elements; becomes x.
/// - Returns: `false` if A is not positive definite to working precision; `rightSide` is then
///   unchanged.
/// - Complexity: O(n³).
public func choleskySolve(_ matrix: inout [Double], _ rightSide: inout [Double]) -> Bool {
  var a = matrix.mutableSpan
  var b = rightSide.mutableSpan
  let n = b.count
  // Below the diagonal a becomes L·D row by row, then L; on it, D⁻¹.
  for row in 0..<n {
    let start = row * n
    var pivot = a[start + row]
    let original = pivot
    for column in 0..<row {
      let other = column * n
      var sum = a[start + column]
      for k in 0..<column { sum -= a[start + k] * a[other + k] }
      a[start + column] = sum
    }
    for column in 0..<row {
      let scaled = a[start + column] * a[column * n + column]
      pivot -= a[start + column] * scaled
      a[start + column] = scaled
    }
    guard pivot > 1e-15 * original else { return false }
    a[start + row] = 1 / pivot
  }
  for i in 0..<n {
    var sum = b[i]
    for k in 0..<i { sum -= a[i * n + k] * b[k] }
    b[i] = sum
  }
  for i in 0..<n {
    let last = n - 1 - i
    var sum = b[last] * a[last * n + last]
    for k in (last + 1)..<max(n, last + 1) { sum -= a[k * n + last] * b[k] }
    b[last] = sum
  }
  return true
}
