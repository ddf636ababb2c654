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
    let scales = scales
    let response = typicalResponse
    let scaling = ResponseScaling(expression, coefficients: law.coefficients)
    var stream = stream
    return (0..<Self.startCount).compactMap { _ in
      let drawn = law.coefficients.map { draw($0, scales: scales, from: &stream) }
      var values = naturalCoefficients(of: drawn, response: response, scaling)
      let solved = linear.filter { law.startRanges[law.coefficients[$0]] == nil }
      for index in solved { values[index] = 0 }
      return theta(
        law.withinBounds(solving(solved, in: values, points: points, weights: shares)))
    }
  }

  private static let startCount = 64

  /// The coefficients of amplitudes drawn at the centre of the runs, in units of a typical response; those
  /// with a range of starts are drawn as they are.
  private func naturalCoefficients(
    of drawn: [Double], response: Double, _ scaling: ResponseScaling
  ) -> [Double] {
    let theta = zip(transforms, drawn).map { $0.theta($1) ?? .nan }
    var values = coefficients(theta)
    scaling.scale(&values, by: response)
    return zip(law.coefficients, zip(drawn, values)).map { symbol, values in
      law.startRanges[symbol] == nil && law.bounds[symbol] == nil ? values.1 : values.0
    }
  }

  /// The geometric mean of the observations' sizes; 1 where all are 0.
  private var typicalResponse: Double {
    let logarithms = observed.filter { $0 != 0 }.map { log(abs($0)) }
    return exp(logarithms.reduce(0, +) / Double(max(logarithms.count, 1)))
  }

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

  /// The scales of the coefficients, from the columns of the runs.
  private var scales: CoefficientScales {
    let symbols = law.variables.map(\.symbol)
    return CoefficientScales(expression, coefficients: law.coefficients) { part in
      observed.indices.map { row in
        part.value { name in symbols.firstIndex(of: name).map { columns[$0][row] } ?? .nan }
      }
    }
  }

  private func draw(
    _ symbol: String, scales: CoefficientScales, from stream: inout RandomStream
  ) -> Double {
    let u = stream.uniform()
    let unit = scales.units[symbol] ?? 1
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
      // Half of the places are among the values of the column.
      if let range = scales.places[symbol], stream.uniform() < 0.5 {
        let place = range.lowerBound + u * (range.upperBound - range.lowerBound)
        return bounds?.clamped(place) ?? place
      }
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
