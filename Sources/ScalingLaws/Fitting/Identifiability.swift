internal import LeastSquares
internal import LinearAlgebra
internal import Statistics

/// How far the runs determine the coefficients at a minimum, by the weighted Jacobian ∂rᵢ/∂θⱼ with
/// columns of unit length.
struct Identifiability {
  /// The numerical rank: the number of directions in θ that move some residual.
  let rank: Int
  /// The directions in which θ can move without moving any residual, n values each.
  let undetermined: [[Double]]
  /// The standard error of each θ by s²(JᵀJ)⁻¹ with a robust s; infinite along undetermined
  /// directions, `nil` where the singular values could not be found.
  let standardErrors: [Double]?
  /// The independent changes of θ by one standard error, one for each direction that is determined, n values each.
  let spread: [[Double]]

  /// Singular values up to this share of the largest are rounding.
  private static let tolerance = 1e-10

  /// The identifiability of θ by the residuals and the Jacobian of the points used.
  ///
  /// - Parameters:
  ///   - residuals: The residuals, m of them.
  ///   - jacobian: ∂rᵢ/∂θⱼ, m × n.
  ///   - weights: The weights of the points.
  /// - Complexity: O(m·n²).
  init(residuals: [Double], jacobian: Matrix, weights: [Double]) {
    let count = jacobian.columns
    var weighted = jacobian
    for i in weights.indices {
      let root = weights[i].squareRoot()
      for j in 0..<count { weighted[i, j] *= root }
    }
    let lengths = (0..<count).map { j in
      weighted.column(j).reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    guard let singular = RightSingularVectors(of: scaledColumns(weighted)),
      let largest = singular.values.first
    else {
      rank = count
      undetermined = []
      standardErrors = nil
      spread = []
      return
    }
    func direction(_ k: Int) -> [Double] {
      zip(singular.vectors[k], lengths).map { $0 / ($1 > 0 ? $1 : 1) }
    }
    let missing = singular.values.indices.filter {
      singular.values[$0] <= Self.tolerance * largest
    }
    rank = count - missing.count
    undetermined = missing.map(direction)
    let spare = Double(max(weights.count { $0 > 0 } - count, 1))
    let inflation = (Double(weights.count) / spare).squareRoot()
    let scale = inflation * robustScale(of: residuals)
    let spread = singular.values.indices.filter { !missing.contains($0) }.map { k in
      direction(k).map { $0 * scale / singular.values[k] }
    }
    self.spread = spread
    let undetermined = undetermined
    standardErrors = (0..<count).map { j in
      undetermined.contains { abs($0[j]) > 1e-6 }
        ? .infinity : spread.reduce(0.0) { $0 + $1[j] * $1[j] }.squareRoot()
    }
  }
}

/// A way to change the coefficients that changes the law at none of the runs.
public struct UndeterminedDirection: Sendable, Equatable, Codable {
  /// By how much each coefficient changes, by symbol, where the one that changes by the largest share
  /// of itself changes by that share of 1; coefficients that stay are not there.
  public var changes: [String: Double]

  /// The direction in the order of `coefficients`; 0 for those that stay.
  func components(_ coefficients: [String]) -> [Double] {
    coefficients.map { changes[$0] ?? 0 }
  }
}

extension UndeterminedDirection {
  /// The direction of a problem's coefficients that belongs to a direction of its θ.
  ///
  /// Changes below a millionth of the largest are rounding.
  init(_ direction: [Double], at theta: [Double], problem: some LawProblem) {
    let length = direction.reduce(0) { max($0, abs($1)) }
    let step = length > 0 ? 1e-5 / length : 0
    let ahead = problem.coefficients(zip(theta, direction).map { $0 + step * $1 })
    let behind = problem.coefficients(zip(theta, direction).map { $0 - step * $1 })
    let values = problem.coefficients(theta)
    let moves = zip(ahead, behind).map { $0 - $1 }
    let shares = zip(moves, values).map { abs($0) / max(abs($1), .leastNormalMagnitude) }
    let largest = shares.reduce(0) { $1.isFinite ? max($0, $1) : $0 }
    changes = [:]
    guard largest > 0 else { return }
    for (index, symbol) in problem.coefficientSymbols.enumerated()
    where shares[index] > 1e-6 * largest && moves[index].isFinite {
      changes[symbol] = moves[index] / largest
    }
  }

  /// The direction under other symbols, of which several may be one coefficient; `nil` where none of
  /// the coefficients changes.
  func renamed(_ names: [String: String]) -> UndeterminedDirection? {
    var renamed: [String: Double] = [:]
    for (symbol, change) in changes {
      if let name = names[symbol] { renamed[name] = change }
    }
    return renamed.isEmpty ? nil : UndeterminedDirection(changes: renamed)
  }
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
