internal import Formulas
internal import LinearAlgebra
internal import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension FormulaProblem {
  /// Seeded draws of the nonlinear coefficients, with the linear ones from linear
  /// least squares.
  ///
  /// The objective of the linear problem is Σ wᵢ (yᵢ − f(xᵢ))², in log space with weights wᵢ/yᵢ².
  func starts(_ strategy: StartStrategy, copies: [Double], seed: UInt64) -> [[Double]] {
    draws(copies: copies, from: RandomStream(seed: seed, purpose: .starts))
  }

  func furtherStarts(_ wave: Int, copies: [Double], seed: UInt64) -> [[Double]] {
    draws(copies: copies, from: RandomStream(seed: seed, purpose: .search, index: 1000 + wave))
  }

  private func draws(copies: [Double], from stream: RandomStream) -> [[Double]] {
    let linear = linearCoefficients()
    let natural = CompiledFormula(
      expression, coefficients: law.coefficients, columns: law.variables.map(\.symbol))
    let relative = observed.allSatisfy { $0 > 0 }
    let shares = observed.indices.map { row in
      weights[row] * copies[row] / (relative ? observed[row] * observed[row] : 1)
    }
    let points = FormulaObjective(
      natural, columns: columns, observed: observed, weights: shares, space: .level,
      delta: .infinity)
    let units = unitsOfCoefficients()
    var stream = stream
    return (0..<Self.startCount).compactMap { _ in
      var values = law.coefficients.map { draw($0, unit: units[$0] ?? 1, from: &stream) }
      for index in linear where law.startRanges[law.coefficients[index]] == nil {
        values[index] = 0
      }
      let solved = linear.filter { law.startRanges[law.coefficients[$0]] == nil }
      return theta(
        law.withinBounds(solving(solved, in: values, points: points, weights: shares)))
    }
  }

  private static let startCount = 64

  /// A maximal set of coefficients, chosen greedily in order, in which the formula is jointly linear.
  private func linearCoefficients() -> [Int] {
    var chosen: [Int] = []
    for (index, symbol) in law.coefficients.enumerated() {
      let slope = expression.derivative(by: symbol).simplified()
      let others = (chosen + [index]).map { law.coefficients[$0] }
      if !others.contains(where: slope.symbols.contains) { chosen.append(index) }
    }
    return chosen
  }

  /// The scale of coefficients that divide or multiply a column, which is that of the
  /// column or its inverse: A has the unit of N in (A/N)^alpha, and k that of 1/x in exp(-k·x).
  private func unitsOfCoefficients() -> [String: Double] {
    var units: [String: Double] = [:]
    func note(_ coefficient: Int, _ column: Int, isInverse: Bool) {
      guard case .symbol(let name) = expression.nodes[coefficient],
        law.coefficients.contains(name), units[name] == nil, isColumn(column),
        let size = center(expression.part(column)).map({ exp($0) })
      else { return }
      units[name] = isInverse ? 1 / size : size
    }
    for node in expression.nodes {
      switch node {
      case .quotient(let a, let b):
        note(a, b, isInverse: false)
        note(b, a, isInverse: false)
      case .product(let a, let b):
        note(a, b, isInverse: true)
        note(b, a, isInverse: true)
      default: break
      }
    }
    return units
  }

  /// Whether a part of the formula is a column, or a multiple of one.
  private func isColumn(_ place: Int) -> Bool {
    func isNumber(_ place: Int) -> Bool {
      if case .number = expression.nodes[place] { true } else { false }
    }
    return switch expression.nodes[place] {
    case .symbol(let name): !law.coefficients.contains(name)
    case .product(let a, let b): isNumber(a) && isColumn(b) || isColumn(a) && isNumber(b)
    case .quotient(let a, let b): isColumn(a) && isNumber(b)
    default: false
    }
  }

  private func draw(_ symbol: String, unit: Double, from stream: inout RandomStream) -> Double {
    let u = stream.uniform()
    let bounds = law.bounds[symbol]
    if let range = law.startRanges[symbol] ?? bounds?.range {
      // Over several decades, evenly in the logarithm.
      return range.lowerBound > 0 && range.upperBound > 10 * range.lowerBound
        ? range.lowerBound * pow(range.upperBound / range.lowerBound, u)
        : range.lowerBound + u * (range.upperBound - range.lowerBound)
    }
    let value: Double
    switch law.domains[symbol] ?? .real {
    case .positive: value = unit * pow(10, -2 + 3 * u)
    case .unitInterval: value = 0.05 + 0.9 * u
    case .real:
      // Mostly positive, from a hundredth to three.
      let size = unit * pow(10, -2 + 2.5 * stream.uniform())
      value = u < 0.75 ? size : -size
    }
    return bounds?.clamped(value) ?? value
  }

  /// `values` with the coefficients at `places` from linear least squares, with bounded ones kept inside
  /// their domains.
  private func solving(
    _ places: [Int], in values: [Double], points: FormulaObjective, weights: [Double]
  ) -> [Double] {
    guard !places.isEmpty else { return values }
    let (residuals, slopes) = points.jacobian(at: values)
    let rows = residuals.count
    let roots = weights.map { $0.squareRoot() }
    let matrix = Matrix(
      rows: rows, columns: places.count,
      elements: places.flatMap { place in (0..<rows).map { -slopes[place * rows + $0] * roots[$0] }
      })
    let target = zip(residuals, roots).map { $0 * $1 }
    guard let solution = linearLeastSquares(matrix, target)?.solution else { return values }
    var solved = values
    let largest = solution.reduce(0) { max($0, abs($1)) }
    for (place, value) in zip(places, solution) {
      switch law.domains[law.coefficients[place]] ?? .real {
      case .real: solved[place] = value
      case .positive: solved[place] = max(value, 1e-3 * max(largest, .leastNormalMagnitude))
      case .unitInterval: solved[place] = min(max(value, 1e-3), 1 - 1e-3)
      }
    }
    return solved
  }
}
