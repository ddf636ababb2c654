import Formulas
import LeastSquares
import Testing

@Suite struct ParsingTests {
  @Test func chinchilla() throws {
    let law = try Formula(
      parsing: "exp(e) + exp(a) * exp(-alpha * log(N)) + exp(b) * exp(-beta * log(D))")
    print(law.expression, law.expression.simplified(), law.expression.derivative(by: "alpha"))
    let names = ["e", "a", "alpha", "b", "beta"]
    let compiled = CompiledFormula(law.expression, coefficients: names, columns: ["N", "D"])
    let n = (0..<240).map { 1e8 * Double($0 % 16 + 1) * 3 }
    let d = (0..<240).map { 1e9 * Double($0 / 16 + 1) * 7 }
    let theta = [0.6, 6.1, 0.34, 7.2, 0.36]
    let observed = compiled.values(at: theta, columns: [n, d]).enumerated().map {
      $1 * (1 + 0.002 * Double(($0 * 7919) % 13 - 6))
    }
    let weights = Array(repeating: 1.0, count: 240)
    for kernel in VectorKernel.available {
      let objective = FormulaObjective(
        compiled, columns: [n, d], observed: observed, weights: weights, space: .log, delta: 1e-3,
        kernel: kernel.name)
      let logs = [n, d].map { kernel.logarithms($0).map { -$0 } }
      let fast = PowerSumObjective(
        PowerSum(terms: [[], [0], [1]], columns: logs, observed: observed, weights: weights),
        space: .log, delta: 1e-3, kernel: kernel)
      var g = Array(repeating: 0.0, count: 5)
      var h = Array(repeating: 0.0, count: 25)
      var dd = Derivatives(count: 5)
      let a = objective.derivatives(at: theta, gradient: &g, hessian: &h)
      let b = fast.derivatives(at: theta, into: &dd)
      print(a, b, g, dd.gradient)
      print(h, dd.hessian)
      print(objective.curvature(at: theta), fast.curvature(at: theta))
      let clock = ContinuousClock()
      var best = Duration.seconds(1)
      var bestFast = Duration.seconds(1)
      for _ in 0..<300 {
        best = min(
          best,
          clock.measure {
            for _ in 0..<50 { _ = objective.derivatives(at: theta, gradient: &g, hessian: &h) }
          })
        bestFast = min(
          bestFast, clock.measure { for _ in 0..<50 { _ = fast.derivatives(at: theta, into: &dd) } }
        )
      }
      print(kernel.name, best / 50, bestFast / 50, best / bestFast)
    }
  }
}
