internal import LeastSquares
internal import LinearAlgebra
internal import Statistics

/// The identifiability of the coefficients at a minimum, from the weighted Jacobian ∂rᵢ/∂θⱼ with
/// unit-length columns.
struct Identifiability {
  /// The numerical rank: the number of directions in θ that change some residual.
  let rank: Int
  /// The directions in which θ can move without changing any residual, n values each.
  let undetermined: [[Double]]
  /// The standard error of each θ by s²(JᵀJ)⁻¹ with a robust s; infinite along undetermined
  /// directions, `nil` if the singular values could not be found.
  let standardErrors: [Double]?
  /// The independent changes of θ by one standard error at residuals of unit variance, one for each direction
  /// that is determined, n values each.
  let axes: [[Double]]
  /// The same with a robust standard deviation of the residuals.
  let spread: [[Double]]

  /// Singular values below this fraction of the largest count as zero.
  private static let tolerance = 1e-10

  /// The identifiability of θ from the residuals and the Jacobian of the points used.
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
      axes = []
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
    axes = singular.values.indices.filter { !missing.contains($0) }.map { k in
      direction(k).map { $0 / singular.values[k] }
    }
    let undetermined = undetermined
    standardErrors = (0..<count).map { j in
      undetermined.contains { abs($0[j]) > 1e-6 }
        ? .infinity : spread.reduce(0.0) { $0 + $1[j] * $1[j] }.squareRoot()
    }
  }
}

/// A direction in coefficient space that leaves the law unchanged at all runs.
public struct UndeterminedDirection: Sendable, Equatable, Codable {
  /// The change of each coefficient, by symbol, scaled so that the largest relative change
  /// is 1; unchanged coefficients are omitted.
  public var changes: [String: Double]

  /// The direction in the order of `coefficients`; 0 for unchanged ones.
  func components(_ coefficients: [String]) -> [Double] {
    coefficients.map { changes[$0] ?? 0 }
  }
}

extension UndeterminedDirection {
  /// The direction in a problem's coefficients for a direction in θ.
  ///
  /// Changes below a millionth of the largest count as rounding.
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

  /// The direction under other symbols, several of which may map to one coefficient; `nil` if none of
  /// the coefficients changes.
  func renamed(_ names: [String: String]) -> UndeterminedDirection? {
    var renamed: [String: Double] = [:]
    for (symbol, change) in changes {
      if let name = names[symbol] { renamed[name] = change }
    }
    return renamed.isEmpty ? nil : UndeterminedDirection(changes: renamed)
  }
}

/// The matrix with unit-length columns; a zero column stays zero.
func scaledColumns(_ matrix: Matrix) -> Matrix {
  var scaled = matrix
  for j in 0..<matrix.columns {
    let length = matrix.column(j).reduce(0) { $0 + $1 * $1 }.squareRoot()
    for i in 0..<matrix.rows { scaled[i, j] = length > 0 ? matrix[i, j] / length : 0 }
  }
  return scaled
}
