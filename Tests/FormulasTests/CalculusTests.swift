import Formulas
import Statistics
import Testing

@Suite struct CalculusTests {
  @Test(arguments: [
    ("x * 1", "x"), ("x + 0", "x"), ("x^1", "x"), ("x^0", "1"), ("0 * x", "0"), ("--x", "x"),
    ("x - x", "0"), ("x / x", "1"), ("2 * 3 + 4", "10"), ("x + x", "2 * x"), ("x * x", "x^2"),
    ("x * y / x", "y"), ("a / 2 / b", "0.5 * a / b"), ("x - 2 * (x - y)", "2 * y - x"),
    ("sin(0) + x", "x"), ("log(exp(x))", "x"), ("1 / x^a", "x^-a"), ("(x^2)^3", "x^6"),
    ("min(x, x)", "x"), ("2^0.5", "1.4142135623730951"), ("-x - y", "-x - y"),
    ("x + 1 / 0", "x + 1 / 0"), ("exp(a)^2", "exp(a)^2"), ("exp(a)^b", "exp(a * b)"),
    ("x^2.5", "x^2.5"), ("(2 * x)^3", "8 * x^3"),
  ])
  func simplifies(_ text: String, _ expected: String) throws {
    #expect(try Formula(parsing: text).expression.simplified().description == expected)
  }

  @Test(arguments: [
    ("E + A / N^alpha", "A", "N^-alpha"), ("E + A / N^alpha", "E", "1"),
    ("x^3", "x", "3 * x^2"), ("exp(2 * x)", "x", "2 * exp(2 * x)"), ("log(x)", "x", "1 / x"),
    ("sqrt(x)", "x", "0.5 / sqrt(x)"), ("sin(x)", "x", "cos(x)"), ("cos(x)", "x", "-sin(x)"),
    ("tan(x)", "x", "tan(x)^2 + 1"), ("atan(x)", "x", "1 / (x^2 + 1)"), ("y", "x", "0"),
    ("x^2.5", "x", "2.5 * x^1.5"),
  ])
  func differentiates(_ text: String, _ symbol: String, _ expected: String) throws {
    #expect(
      try Formula(parsing: text).expression.derivative(by: symbol).description == expected)
  }

  @Test(arguments: 0..<300)
  func randomExpressions(_ stream: UInt64) throws {
    var random = RandomStream(seed: 41, stream: stream)
    let text = randomFormula(&random)
    let expression = try Formula(parsing: text).expression
    #expect(try Formula(parsing: expression.description).expression == expression, "\(text)")
    let simplified = expression.simplified()
    #expect(try Formula(parsing: simplified.description).expression == simplified, "\(text)")
    var point: [String: Double] = [:]
    for symbol in ["x", "y"] { point[symbol] = 1 + 2 * random.uniform() }
    for symbol in ["a", "b", "c"] { point[symbol] = 0.2 + random.uniform() }

    let value = expression.value { point[$0] ?? .nan }
    #expect(
      agree(simplified.value { point[$0] ?? .nan }, value, tolerance: 1e-9, scale: 1), "\(text)")
    for symbol in ["x", "a", "b", "c"] {
      let slope = expression.derivative(by: symbol).value { point[$0] ?? .nan }
      guard let center = point[symbol], abs(slope) < 1e6, abs(value) < 1e6 else { continue }
      // Richardson's extrapolation of central differences.
      func difference(_ width: Double) -> Double {
        let ends = [center + width, center - width].map { moved in
          expression.value { $0 == symbol ? moved : point[$0] ?? .nan }
        }
        return (ends[0] - ends[1]) / (2 * width)
      }
      let (wide, narrow) = (difference(2e-4), difference(1e-4))
      let found = (4 * narrow - wide) / 3
      // Where the two differ, a kink of min or max is between them, or the formula is too steep.
      guard agree(wide, narrow, tolerance: 1e-4, scale: 1) else { continue }
      #expect(
        agree(slope, found, tolerance: 1e-5, scale: max(1, abs(value))), "\(text) by \(symbol)")
    }
  }

  @Test func derivativesHaveTheirLimitsAtZero() throws {
    let expression = try Formula(parsing: "A * S^b").expression
    let values = ["A": 2.0, "S": 0, "b": 0.7]
    for symbol in ["A", "b"] {
      let first = expression.derivative(by: symbol)
      #expect(first.value { values[$0] ?? .nan } == 0)
      #expect(first.derivative(by: "b").value { values[$0] ?? .nan } == 0)
    }
  }

  @Test func substitutes() throws {
    let expression = try Formula(parsing: "E + A / N^alpha").expression
    let replaced = expression.substituting([
      "A": try Formula(parsing: "exp(a)").expression,
      "N": try Formula(parsing: "x + y").expression,
    ])
    #expect(replaced.description == "E + exp(a) / (x + y)^alpha")
    #expect(expression.substituting([:]) == expression)
    let all = expression.substituting(["E": try Formula(parsing: "A").expression])
    #expect(all == (try Formula(parsing: "A + A / N^alpha").expression))
  }
}
