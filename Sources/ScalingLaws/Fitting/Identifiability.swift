internal import LinearAlgebra

/// The coefficients that points do not determine: their columns of the Jacobian depend on each other.
///
/// - Parameters:
///   - jacobian: ∂rᵢ/∂θⱼ at the minimum, m × n.
///   - symbols: The symbols of the coefficients, in the order of the columns.
/// - Returns: The symbols without any one of which the others would be determined; empty where all are.
/// - Complexity: O(m·n³).
func unidentified(_ jacobian: Matrix, symbols: [String]) -> [String] {
  let scaled = scaledColumns(jacobian)
  guard isSingular(scaled, without: nil) else { return [] }
  let alone = symbols.indices.filter { !isSingular(scaled, without: $0) }
  return (alone.isEmpty ? Array(symbols.indices) : alone).map { symbols[$0] }
}

/// The matrix with columns of unit length; a column of zeros stays one.
func scaledColumns(_ matrix: Matrix) -> Matrix {
  var scaled = matrix
  for j in 0..<matrix.columns {
    let length = matrix.column(j).reduce(0) { $0 + $1 * $1 }.squareRoot()
    for i in 0..<matrix.rows { scaled[i, j] = length > 0 ? matrix[i, j] / length : 0 }
  }
  return scaled
}

private func isSingular(_ matrix: Matrix, without dropped: Int?) -> Bool {
  let columns = (0..<matrix.columns).filter { $0 != dropped }
  guard !columns.isEmpty else { return false }
  let rest = Matrix(
    rows: matrix.rows, columns: columns.count, elements: columns.flatMap { matrix.column($0) })
  return (conditionNumber(of: rest) ?? .infinity) > 1e11
}
