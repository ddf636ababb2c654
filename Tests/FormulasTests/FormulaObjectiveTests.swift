import Formulas
import LeastSquares
import Statistics
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

@Suite struct FormulaObjectiveTests {
  private static let coefficients = ["a", "b", "c"]

  /// An objective computed point by point from the trees of exact derivatives.
  private struct Reference {
    var value = 0.0
    var gradient = [0.0, 0, 0]
    var hessian = Array(repeating: 0.0, count: 9)
    var curvature = [0.0, 0, 0]
    var residuals: [Double] = []
    var jacobian: [[Double]] = [[], [], []]

    init(
      _ expression: FormulaExpression, columns: [[Double]], observed: [Double],
      weights: [Double], space: FormulaObjective.Space, delta: Double, theta: [Double]
    ) {
      let first = coefficients.map { expression.derivative(by: $0) }
      let second = first.map { slope in coefficients.map { slope.derivative(by: $0) } }
      for i in observed.indices {
        func value(_ expression: FormulaExpression) -> Double {
          expression.value { symbol in
            symbol == "x"
              ? columns[0][i]
              : symbol == "y"
                ? columns[1][i] : theta[coefficients.firstIndex(of: symbol) ?? 0]
          }
        }
        let f = value(expression)
        let slopes = first.map(value)
        let isLog = space == .log
        let r = isLog ? log(observed[i]) - log(f) : observed[i] - f
        let inner = min(max(r, -delta), delta)
        let rho = abs(r) <= delta ? r * r / 2 : delta * (abs(r) - delta / 2)
        self.value += weights[i] * rho
        residuals.append(r)
        for p in 0..<3 {
          let rp = isLog ? -slopes[p] / f : -slopes[p]
          jacobian[p].append(rp)
          gradient[p] += weights[i] * inner * rp
          curvature[p] += weights[i] * min(1, delta / abs(r)) * rp * rp
          for q in 0...p {
            let rq = isLog ? -slopes[q] / f : -slopes[q]
            let bend = value(second[p][q])
            let rpq = isLog ? -bend / f + slopes[p] * slopes[q] / (f * f) : -bend
            hessian[p * 3 + q] += weights[i] * ((abs(r) <= delta ? rp * rq : 0) + inner * rpq)
          }
        }
      }
    }
  }

  @Test(arguments: kernelNames)
  func agreesWithTheTree(_ kernel: String) throws {
    let counts = [1, 7, 8, 9, 40, 127, 128, 129, 256, 257]
    for stream in 0..<100 {
      var random = RandomStream(seed: 53, stream: UInt64(stream))
      // Positive, so that its logarithm can be taken.
      let text = "1 + (\(randomFormula(&random, depth: 3)))^2"
      let expression = try Formula(parsing: text).expression
      let count = counts[stream % counts.count]
      func numbers(_ low: Double, _ high: Double) -> [Double] {
        (0..<count).map { _ in low + (high - low) * random.uniform() }
      }
      let columns = [numbers(1, 3), numbers(1, 3)]
      let observed = numbers(1, 4)
      let weights = numbers(0, 2)
      let theta = (0..<3).map { _ in 0.2 + random.uniform() }
      let space: FormulaObjective.Space = stream % 2 == 0 ? .log : .level
      let delta = [0.3, 1e-3, .infinity][stream % 3]
      let objective = FormulaObjective(
        CompiledFormula(expression, coefficients: Self.coefficients, columns: ["x", "y"]),
        columns: columns, observed: observed, weights: weights, space: space, delta: delta,
        kernel: kernel)
      let expected = Reference(
        expression, columns: columns, observed: observed, weights: weights, space: space,
        delta: delta, theta: theta)

      var gradient = [0.0, 0, 0]
      var hessian = Array(repeating: 0.0, count: 9)
      let value = objective.derivatives(at: theta, gradient: &gradient, hessian: &hessian)
      let scale = Double(count)
      func check(_ found: [Double], _ expected: [Double], _ what: Comment) {
        #expect(found.count == expected.count)
        for (a, b) in zip(found, expected) {
          #expect(agree(a, b, tolerance: 1e-9, scale: scale), "\(what): \(text)")
        }
      }
      check([value], [expected.value], "value")
      check(gradient, expected.gradient, "gradient")
      check(hessian, expected.hessian, "Hessian")
      check(objective.curvature(at: theta), expected.curvature, "curvature")
      check(objective.residuals(at: theta), expected.residuals, "residuals")
      let (residuals, jacobian) = objective.jacobian(at: theta)
      check(residuals, expected.residuals, "residuals")
      check(jacobian, expected.jacobian.flatMap(\.self), "Jacobian")
    }
  }

  private static let slow = "exp(e) + exp(a) * exp(-alpha * log(N)) + exp(b) * exp(-beta * log(D))"

  /// Chinchilla's law as a formula and as a sum of power terms, on the same points.
  private func bothPaths(
    _ text: String, kernel: VectorKernel, space: ResidualSpace, delta: Double
  ) throws -> (formula: FormulaObjective, sum: PowerSumObjective, theta: [Double]) {
    let theta = [0.6, 6.1, 0.34, 7.2, 0.36]
    let parameters: [Double] = (0..<240).map { 3e8 * Double($0 % 16 + 1) }
    let tokens: [Double] = (0..<240).map { 7e9 * Double($0 / 16 + 1) }
    let columns = [parameters, tokens]
    let compiled = CompiledFormula(
      try Formula(parsing: text).expression, coefficients: ["e", "a", "alpha", "b", "beta"],
      columns: ["N", "D"])
    var random = RandomStream(seed: 59, stream: 0)
    let observed = compiled.values(at: theta, columns: columns).map {
      $0 * exp(0.002 * random.normal())
    }
    let weights = (0..<240).map { _ in random.uniform() }
    let logarithms = columns.map { kernel.logarithms($0).map { -$0 } }
    return (
      FormulaObjective(
        compiled, columns: columns, observed: observed, weights: weights,
        space: space == .log ? .log : .level, delta: delta, kernel: kernel.name),
      PowerSumObjective(
        PowerSum(
          terms: [[], [0], [1]], columns: logarithms, observed: observed, weights: weights),
        space: space, delta: delta, kernel: kernel),
      theta
    )
  }

  private func expectAgreement(
    _ formula: FormulaObjective, _ sum: PowerSumObjective, at theta: [Double]
  ) {
    var gradient = Array(repeating: 0.0, count: 5)
    var hessian = Array(repeating: 0.0, count: 25)
    var derivatives = Derivatives(count: 5)
    let value = formula.derivatives(at: theta, gradient: &gradient, hessian: &hessian)
    #expect(
      agree(value, sum.derivatives(at: theta, into: &derivatives), tolerance: 1e-11))
    func check(_ found: [Double], _ expected: [Double]) {
      let scale = expected.map(abs).max() ?? 0
      for (a, b) in zip(found, expected) {
        #expect(agree(a, b, tolerance: 1e-11, scale: scale))
      }
    }
    check(gradient, derivatives.gradient)
    check(hessian, derivatives.hessian)
    check(formula.curvature(at: theta), sum.curvature(at: theta))
    check(formula.residuals(at: theta), sum.residuals(at: theta))
    check(formula.weights, sum.weights)
    #expect(agree(formula.gradientRounding, sum.gradientRounding, tolerance: 1e-12))
  }

  @Test(arguments: kernelNames)
  func agreesWithThePathOfPowerSums(_ name: String) throws {
    let kernel = try #require(VectorKernel.named(name))
    for text in [Self.slow, "exp(e) + exp(a) / N^alpha + exp(b) / D^beta"] {
      for space in [ResidualSpace.log, .level] {
        for delta in [1e-3, 0.1, .infinity] {
          let both = try bothPaths(text, kernel: kernel, space: space, delta: delta)
          expectAgreement(both.formula, both.sum, at: both.theta)
        }
      }
    }
  }

  @Test(arguments: kernelNames)
  func resamples(_ name: String) throws {
    let kernel = try #require(VectorKernel.named(name))
    let both = try bothPaths(Self.slow, kernel: kernel, space: .log, delta: 1e-3)
    let room = FormulaObjective(roomFor: both.formula)
    let weights = both.sum.weights
    var random = RandomStream(seed: 61, stream: 0)
    for kept in [0, 1, 100, 239, 240] {
      let multiplicity = weights.indices.map { index in
        index < kept ? Double(1 + random.index(below: 3)) : 0
      }.shuffled(using: &random)
      room.resample(both.formula, multiplicity: multiplicity)
      #expect(room.count == kept)
      let residuals = zip(both.formula.residuals(at: both.theta), multiplicity)
      #expect(room.residuals(at: both.theta) == residuals.filter { $1 > 0 }.map { $0.0 })
      #expect(room.weights == zip(weights, multiplicity).filter { $1 > 0 }.map { $0 * $1 })
      var gradient = Array(repeating: 0.0, count: 5)
      var hessian = Array(repeating: 0.0, count: 25)
      let value = room.derivatives(at: both.theta, gradient: &gradient, hessian: &hessian)
      let expected = zip(zip(weights, multiplicity), both.formula.residuals(at: both.theta))
        .reduce(0.0) { $0 + $1.0.0 * $1.0.1 * RobustLoss.huber(delta: 1e-3).value($1.1) }
      #expect(agree(value, expected, tolerance: 1e-12))
    }
  }

  @Test func isNotANumberWhereTheLawIsNegative() throws {
    let objective = FormulaObjective(
      CompiledFormula(
        try Formula(parsing: "a * x").expression, coefficients: ["a"], columns: ["x"]),
      columns: [[1, 2]], observed: [1, 2], weights: [1, 1], space: .log, delta: 1e-3)
    var gradient = [0.0]
    var hessian = [0.0]
    #expect(objective.derivatives(at: [-1], gradient: &gradient, hessian: &hessian).isNaN)
    #expect(objective.derivatives(at: [1], gradient: &gradient, hessian: &hessian) == 0)
    #expect(gradient == [0])
    #expect(agree(hessian[0], 2, tolerance: 1e-14))
  }

  /// Coefficients that a formula does not have, and formulas without coefficients or columns.
  @Test func derivativesThatAreZero() throws {
    for text in ["x", "2", "a", "a + x"] {
      let objective = FormulaObjective(
        CompiledFormula(
          try Formula(parsing: text).expression, coefficients: ["a", "b"], columns: ["x"]),
        columns: [[1, 2, 4]], observed: [1, 2, 3], weights: [1, 1, 1], space: .level,
        delta: .infinity)
      var gradient = [9.0, 9]
      var hessian = [9.0, 9, 9, 9]
      _ = objective.derivatives(at: [0.5, 7], gradient: &gradient, hessian: &hessian)
      let residuals = objective.residuals(at: [0.5, 7])
      let hasA = text.contains("a")
      #expect(agree(gradient[0], hasA ? -residuals.reduce(0, +) : 0, tolerance: 1e-14))
      #expect(gradient[1] == 0)
      #expect(hessian == [hasA ? 3 : 0, 9, 0, 0])
      #expect(objective.curvature(at: [0.5, 7]) == [hasA ? 3 : 0, 0])
    }
  }

  /// The least of many times for each, so that what else the machine does hardly counts.
  @Test(.enabled(if: isOptimized))
  func costsLittleMoreThanThePathOfPowerSums() throws {
    for kernel in VectorKernel.available {
      for text in [Self.slow, "exp(e) + exp(a) / N^alpha + exp(b) / D^beta"] {
        let both = try bothPaths(text, kernel: kernel, space: .log, delta: 1e-3)
        var gradient = Array(repeating: 0.0, count: 5)
        var hessian = Array(repeating: 0.0, count: 25)
        var derivatives = Derivatives(count: 5)
        let clock = ContinuousClock()
        var times = [Duration.seconds(1), .seconds(1)]
        for _ in 0..<300 {
          let formula = clock.measure {
            for _ in 0..<30 {
              _ = both.formula.derivatives(
                at: both.theta, gradient: &gradient, hessian: &hessian)
            }
          }
          let sum = clock.measure {
            for _ in 0..<30 { _ = both.sum.derivatives(at: both.theta, into: &derivatives) }
          }
          times = [min(times[0], formula), min(times[1], sum)]
        }
        #expect(times[0] / times[1] <= 5, "\(kernel.name): \(text)")
      }
    }
  }
}
