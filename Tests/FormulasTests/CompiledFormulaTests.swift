import Formulas
import Statistics
import Testing

@Suite struct CompiledFormulaTests {
  private static let pointCounts = [1, 2, 7, 8, 9, 127, 128, 129, 255, 256, 257, 1000]

  @Test(arguments: kernelNames)
  func agreesWithKnownValues(_ kernel: String) throws {
    // Chinchilla's law at its full-precision coefficients, computed to 30 digits.
    let law = try Formula(parsing: "E + A / N^alpha + B / D^beta")
    let compiled = CompiledFormula(
      law.expression, coefficients: ["E", "A", "alpha", "B", "beta"], columns: ["N", "D"])
    let found = compiled.values(
      at: [1.69, 406.4, 0.34, 410.7, 0.28], columns: [[70e9, 1e9], [1.4e12, 20e9]], kernel: kernel)
    #expect(agree(found[0], 1.936645470558717504, tolerance: 1e-14))
    #expect(agree(found[1], 2.580047872237993829, tolerance: 1e-14))
  }

  @Test(arguments: kernelNames)
  func agreesWithTheTree(_ kernel: String) throws {
    for stream in 0..<150 {
      var random = RandomStream(seed: 43, stream: UInt64(stream))
      let text = randomFormula(&random)
      let expression = try Formula(parsing: text).expression
      let compiled = CompiledFormula(
        expression, coefficients: ["a", "b", "c"], columns: ["x", "unused", "y"])
      let count = Self.pointCounts[stream % Self.pointCounts.count]
      let columns = (0..<3).map { _ in (0..<count).map { _ in 1 + 2 * random.uniform() } }
      let theta = (0..<3).map { _ in 0.2 + random.uniform() }
      let found = compiled.values(at: theta, columns: columns, kernel: kernel)
      #expect(found.count == count)
      for i in 0..<count {
        let expected = expression.value { symbol in
          switch symbol {
          case "a": theta[0]
          case "b": theta[1]
          case "c": theta[2]
          case "x": columns[0][i]
          default: columns[2][i]
          }
        }
        #expect(agree(found[i], expected, tolerance: 1e-10, scale: 1), "\(text)")
      }
    }
  }

  /// Special values, as C has them.
  @Test(arguments: kernelNames)
  func specialValues(_ kernel: String) throws {
    let specials = [0, -1, 1, 2, -2.5, .infinity, -.infinity, .nan, 0x1p-1060, 1e308, 3]
    let texts = [
      "x^a", "x^b", "a^x", "x^3", "x^-1", "x^-2", "x / y", "log(x)", "exp(a * x)", "sqrt(x)",
      "min(x, a)", "max(y, x)", "log10(x)", "1 / (1 + a * x)", "sin(x)", "tan(a * x)", "atan(x)",
      "erf(x)", "tanh(x)", "abs(x)", "if(x < y, a, b)", "if(x >= y, x, y)",
      "x - y", "x * y * a", "0 / 0 + x", "cos(a * x)", "a / 0 * x",
    ]
    for text in texts {
      let expression = try Formula(parsing: text).expression
      let compiled = CompiledFormula(
        expression, coefficients: ["a", "b"], columns: ["x", "y"])
      let x = specials.flatMap { x in specials.map { _ in x } }
      let y = specials.flatMap { _ in specials }
      for theta in [[2.0, 0.5], [0, 1], [3, -1], [-0.5, .infinity]] {
        let found = compiled.values(at: theta, columns: [x, y], kernel: kernel)
        for i in x.indices {
          let expected = expression.value {
            ["a": theta[0], "b": theta[1], "x": x[i], "y": y[i]][$0] ?? 0
          }
          #expect(
            agree(found[i], expected, tolerance: 1e-12), "\(text) at \(theta), \(x[i]), \(y[i])")
        }
      }
    }
  }

  @Test func needsNoColumnsOrCoefficients() throws {
    let constant = CompiledFormula(
      try Formula(parsing: "2 * pi").expression, coefficients: [], columns: [])
    #expect(constant.values(at: [], columns: [], count: 3) == [2 * .pi, 2 * .pi, 2 * .pi])
    let scalar = CompiledFormula(
      try Formula(parsing: "exp(a)").expression, coefficients: ["a"], columns: [])
    #expect(scalar.values(at: [0], columns: [], count: 2) == [1, 1])
    let column = CompiledFormula(
      try Formula(parsing: "log10(L)").expression, coefficients: [], columns: ["L"])
    #expect(column.values(at: [], columns: [[10, 1000]]) == [1, 3])
    #expect(column.values(at: [], columns: [[]]) == [])
  }

  @Test func deepFormulasCompile() async throws {
    var text = "a"
    for depth in 0..<98 { text = "\(depth % 2 == 0 ? "sin" : "sqrt")(x + b * (\(text)))" }
    let expression = try Formula(parsing: text).expression
    // On a thread of the pool, whose stack is smaller than that of the main thread.
    let found = await Task.detached {
      CompiledFormula(expression, coefficients: ["a", "b"], columns: ["x"])
        .values(at: [0.3, 0.5], columns: [[1.5]])
    }.value
    let expected = expression.value { ["a": 0.3, "b": 0.5, "x": 1.5][$0] ?? .nan }
    #expect(agree(found[0], expected, tolerance: 1e-12))
  }

  @Test func arbitraryTextNeverCrashes() {
    let pieces = [
      "x", "y", "a", "b", "+", "-", "*", "/", "^", "(", ")", ",", "=", "exp(", "log(", "min(",
      "max(", "1", "0", "2.5", "1e-3", "32", "pi", "`q r`", " ", ".", "e", "\u{e9}", "\u{0}",
      "sqrt",
      "1e308", "-1", "tan(",
    ]
    var parsed = 0
    for stream in 0..<20_000 {
      var random = RandomStream(seed: 47, stream: UInt64(stream))
      let count = 1 + random.index(below: stream % 3 == 0 ? 60 : 9)
      let text =
        stream % 5 == 0
        ? String(
          decoding: (0..<count).map { _ in UInt8(random.index(below: 256)) }, as: UTF8.self)
        : (0..<count).map { _ in pieces[random.index(below: pieces.count)] }.joined()
      do {
        let formula = try Formula(parsing: text)
        parsed += 1
        #expect(
          try Formula(parsing: formula.expression.description).expression == formula.expression)
        let symbols = formula.expression.symbols
        let compiled = CompiledFormula(
          formula.expression, coefficients: symbols.filter { $0 != "x" }, columns: ["x"])
        _ = compiled.values(at: compiled.coefficients.map { _ in 0.5 }, columns: [[1, 2]])
        _ = PowerSumForm(of: formula.expression, variables: ["x"])
      } catch {
        #expect(error.offset <= text.count)
      }
    }
    #expect(parsed > 500)
  }
}
