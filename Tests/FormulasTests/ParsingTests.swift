import Formulas
import Testing

@Suite struct ParsingTests {
  /// Symbols that are worth something in the tests below.
  private static let values: [String: Double] = [
    "a": 2, "b": 3, "c": 5, "N": 1e9, "alpha": 0.34, "val.loss": 7, "α": 11, "my column": 13,
    "log": 17, "e": 19,
  ]

  @Test(arguments: [
    ("-2^2", -4), ("2^3^2", 512), ("(2^3)^2", 64), ("2^-1", 0.5), ("2^-1^2", 0.5),
    ("--2", 2), ("2 - -2", 4), ("2*-3", -6), ("2/-4", -0.5), ("-2*3", -6),
    ("1 - 2 - 3", -4), ("8 / 4 / 2", 1), ("8 / (4 / 2)", 4), ("2 + 3 * 4 ^ 2", 50),
    ("(2 + 3) * 4", 20), ("1e-3", 1e-3), (".5", 0.5), ("2.", 2), ("1.5E+2", 150),
    ("pi", 3.141592653589793), ("2 * a", 4), ("b^a", 9), ("α - val.loss", 4),
    ("`my column` + `log`", 30), ("2 * e", 38), ("exp(0)", 1), ("log(exp(2))", 2),
    ("log10(1000)", 3), ("sqrt(16)", 4), ("sin(pi / 2)", 1), ("cos(0)", 1), ("tan(0)", 0),
    ("atan(1) * 4", 3.141592653589793), ("erf(0.5)", 0.5204998778130465),
    ("tanh(0.5)", 0.46211715726000973), ("tanh(-800)", -1), ("tanh(800)", 1), ("abs(-2)", 2),
    ("if(1 < 1, 2, 3)", 3), ("if(1 <= 1, 2, 3)", 2), ("if(1 > 1, 2, 3)", 3),
    ("if(1 >= 1, 2, 3)", 2), ("if(a < b, 5, 6) + 1", 6), ("if(a > b, 5, if(b > a, 7, 8))", 7),
    ("min(a, b)", 2), ("max(a, b)", 3),
    ("min(c, b, a)", 2), ("max(a, c, b, 4)", 5), ("  a\n +\tb ", 5), ("((((a))))", 2),
    ("(-2)^3", -8), ("(-2)^2", 4), ("0^0", 1),
  ])
  func computes(_ text: String, _ expected: Double) throws {
    let formula = try Formula(parsing: text)
    #expect(formula.leftSide == nil)
    let value = try formula.expression.value { try #require(Self.values[$0]) }
    #expect(abs(value - expected) <= 1e-15 * abs(expected))
  }

  @Test func keepsSymbolsInOrder() throws {
    let formula = try Formula(parsing: "E + A / N^alpha + B / D^beta + E * N")
    #expect(formula.expression.symbols == ["E", "A", "N", "alpha", "B", "D", "beta"])
    #expect(formula.text == "E + A / N^alpha + B / D^beta + E * N")
  }

  @Test(arguments: [
    ("log(L) = a + b", "log(L)", "a + b"), ("accuracy = 1 / (1 + exp(-x))", "accuracy", nil),
    ("1 - accuracy = A * N^-alpha", "1 - accuracy", nil),
  ])
  func hasALeftSide(_ text: String, _ left: String, _ right: String?) throws {
    let formula = try Formula(parsing: text)
    #expect(formula.leftSide?.description == left)
    #expect(formula.expression.description == right ?? String(text.drop { $0 != "=" }.dropFirst(2)))
  }

  @Test(arguments: [
    "E + A / N^alpha + B / D^beta", "a - (b - c)", "a - b - c", "a / (b * c)", "a / b * c",
    "a * (b / c)", "-a^2", "(-a)^2", "-(a * b)", "-a * b", "(a^b)^c", "a^b^c", "a^-b", "a^(b + c)",
    "a * -b", "a - -b", "-(a + b)", "-(-a)", "exp(-(a + b))", "min(a, max(b, c))", "1e-05 * x",
    "2.5 + pi", "`my column`^2", "`pi` * `exp`", "((a + b) * c)^(1 / 3)",
    "(A / N^alpha + B / D^beta)^k", "1e+20",
  ])
  func printsWithNoMoreParenthesesThanNeeded(_ text: String) throws {
    #expect(try Formula(parsing: text).expression.description == text)
  }

  @Test func deepFormulasAreReadUpToALimit() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "(", count: depth) + "x" + String(repeating: ")", count: depth)
    }
    #expect(try Formula(parsing: nested(199)).expression.symbols == ["x"])
    #expect(throws: FormulaError.self) { try Formula(parsing: nested(200)) }
    #expect(throws: FormulaError.self) { try Formula(parsing: nested(100_000)) }
    for repeated in ["-", "2^", "exp(", "sin(-"] {
      let text = String(repeating: repeated, count: 50_000)
      #expect(throws: FormulaError.self) { try Formula(parsing: text) }
    }
  }

  @Test func longFormulasAreRead() throws {
    let text = (0..<20_000).map { "x\($0 % 7)" }.joined(separator: " - ")
    let expression = try Formula(parsing: text).expression
    #expect(expression.description == text)
    #expect(expression.value { _ in 1 } == -19_998)
    #expect(expression.simplified().value { _ in 1 } == -19_998)
    #expect(expression.derivative(by: "x3").value { _ in 1 } == -2857)
  }

  @Test func chainsOfPowersAreSimplified() throws {
    let text = String(repeating: "(", count: 150) + "x" + String(repeating: "^32)", count: 150)
    let expression = try Formula(parsing: text).expression
    #expect(expression.simplified().value { _ in 1 } == 1)
    #expect(expression.derivative(by: "x").value { _ in 0 } == 0)
  }
}
