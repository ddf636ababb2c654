/// Factorises the symmetric positive definite matrix A = L·Lᵀ in place and solves A·x = b.
///
/// For systems of a handful of unknowns inside an iteration, where a call to LAPACK would cost more
/// than the arithmetic.
///
/// - Parameters:
///   - matrix: The lower triangle of A, n × n in row-major order; becomes L, or part of
///     it where the return value is `false`. The elements above the diagonal are not read.
///   - rightSide: b, n elements; becomes x.
/// - Returns: `false` where A is not positive definite to working precision; `rightSide` is then
///   unchanged.
/// - Complexity: O(n³).
public func choleskySolve(_ matrix: inout [Double], _ rightSide: inout [Double]) -> Bool {
  var a = matrix.mutableSpan
  var b = rightSide.mutableSpan
  let n = b.count
  for column in 0..<n {
    let row = column * n
    var pivot = a[row + column]
    let original = pivot
    for k in 0..<column { pivot -= a[row + k] * a[row + k] }
    guard pivot > 1e-15 * original else { return false }
    let root = pivot.squareRoot()
    a[row + column] = root
    let inverse = 1 / root
    for below in (column + 1)..<max(n, column + 1) {
      var sum = a[below * n + column]
      for k in 0..<column { sum -= a[below * n + k] * a[row + k] }
      a[below * n + column] = sum * inverse
    }
  }
  for i in 0..<n {
    var sum = b[i]
    for k in 0..<i { sum -= a[i * n + k] * b[k] }
    b[i] = sum / a[i * n + i]
  }
  for i in stride(from: n - 1, through: 0, by: -1) {
    var sum = b[i]
    for k in (i + 1)..<max(n, i + 1) { sum -= a[k * n + i] * b[k] }
    b[i] = sum / a[i * n + i]
  }
  return true
}
