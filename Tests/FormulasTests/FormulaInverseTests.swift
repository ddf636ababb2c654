import Formulas
import Foundation
import Statistics
import Testing

@Suite struct FormulaInverseTests {
  private func inverse(_ text: String) throws -> FormulaInverse? {
    FormulaInverse(of: try Formula(parsing: text).expression)
  }

  @Test(
    arguments: [
      ("L", 2, 2), ("log(L)", 0.7, exp(0.7)), ("log10(L)", 2, 100), ("1 - x", 0.25, 0.75),
      ("-log(x)", 2, exp(-2)), ("log(L - 1.69)", -1, 1.69 + exp(-1)), ("log(L) / log(2)", 3, 8),
      ("log(accuracy / (1 - accuracy))", 0, 0.5), ("log(x) - log(1 - x)", log(3), 0.75),
      ("-log(1 / x - 1)", log(3), 0.75), ("log(p / 100 / (1 - p / 100))", log(3), 75),
      ("log10(x) - log10(100 - x)", log10(3), 75), ("0.5 * log((1 + r) / (1 - r))", 0.5, tanh(0.5)),
      ("log(-log(1 - x))", 0, 1 - exp(-1)), ("1 / L", 4, 0.25), ("sqrt(L)", 3, 9), ("L^2", 9, 3),
      ("L^3", -8, -2), ("L^-0.5", 0.5, 4), ("L * L", 9, 3), ("exp(-L)", exp(-2), 2),
      ("2^L", 8, 3), ("x / (1 + x)", 0.75, 3), ("x / (1 - x) + 1", 4, 0.75), ("tan(x)", 1, .pi / 4),
      ("atan(x)", 1, tan(1)), ("log(1 - `a b`)", log(0.25), 0.75), ("(x + x) / 4", 1, 2),
      ("log(x) + log(x)", 2, M_E), ("log(x^2)", 2, M_E), ("-(-(x))", 3, 3), ("-2^2 + x", 1, 5),
      ("log(x) - 2", -2, 1), ("3 - 2 * log10(x)", -1, 100), ("1 / (1 - x) - 1 / 2", 0.5, 0),
      ("log(x / (100 - x)) / 2", 0, 50), ("log(1 / (1 - x))", 0, 0), ("x - log(2) + log(2)", 5, 5),
    ] as [(String, Double, Double)])
  func undoes(_ text: String, _ value: Double, _ expected: Double) throws {
    let found = try #require(try inverse(text)).value(value)
    #expect(abs(found - expected) <= 1e-12 * max(1, abs(expected)), "\(found)")
  }

  @Test(arguments: [
    "sin(x)", "cos(L)", "L + log(L)", "x^x", "min(x, 1)", "x - x^2", "x * log(x)", "x / x",
    "log(x) - log(x)", "0 * x", "x^0", "(-2)^x", "a + b", "3", "log(x) + 2 * log(1 - x)", "1^x",
    "x + 1 / x", "x - x",
  ])
  func saysWhatItCannotUndo(_ text: String) throws {
    #expect(try inverse(text) == nil)
  }

  @Test(
    arguments: [
      ("sqrt(L)", -1), ("exp(L)", -1), ("L^2", -1), ("atan(x)", 2), ("L^0.5", -0.1),
    ] as [(String, Double)])
  func outOfRangeHasNoValue(_ text: String, _ value: Double) throws {
    #expect(try #require(try inverse(text)).value(value).isNaN)
  }

  @Test func theEndsOfALogitAreZeroAndOne() throws {
    let logit = try #require(try inverse("log(x / (1 - x))"))
    #expect(logit.value(800) == 1)
    #expect(logit.value(-800) == 0)
    #expect(logit.value(.infinity) == 1)
  }

  @Test(
    arguments: [
      ("1 - x", 0.3, false), ("log(x)", 0.3, true), ("-log(x)", 0.3, false), ("1 / x", 0.3, false),
      ("x^2", 0.3, true), ("x^2", -0.3, false), ("x^3", -0.3, true), ("x^-1", -0.3, false),
      ("x^-2", -0.3, true), ("x^-2", 0.3, false), ("log(x / (1 - x))", 0.3, true),
      ("log(1 - x)", 0.3, false), ("-log(1 - x)", 0.3, true),
    ] as [(String, Double, Bool)])
  func direction(_ text: String, _ x: Double, _ isIncreasing: Bool) throws {
    #expect(try #require(try inverse(text)).isIncreasing(at: x) == isIncreasing)
  }

  @Test func valuesThatDoNotComeBackAreNoticed() throws {
    let square = try #require(try inverse("(x - 1)^2"))
    #expect(square.undoes(1.5))
    #expect(!square.undoes(0.5))
    #expect(try !#require(try inverse("log(x)")).undoes(-1))
  }

  /// Chains of one to four random steps about a quantity between 0.2 and 0.8, each kept within the domain
  /// of the next.
  @Test func randomChainsComeBack() throws {
    var stream = RandomStream(seed: 15, stream: 4)
    var count = 0
    while count < 400 {
      let x = 0.2 + 0.6 * stream.uniform()
      var (text, value) = ("x", x)
      for _ in 0...stream.index(below: 4) {
        let (a, b) = (0.3 + stream.uniform(), stream.uniform() - 0.5)
        switch stream.index(below: 10) {
        case 0 where value > 0: (text, value) = ("log(\(text))", log(value))
        case 1 where value > 0: (text, value) = ("log10(\(text))", log10(value))
        case 2 where value > 0 && value < 1:
          (text, value) = ("log((\(text)) / (1 - (\(text))))", log(value / (1 - value)))
        case 3: (text, value) = ("1 - (\(text))", 1 - value)
        case 4: (text, value) = ("\(a) * (\(text)) - \(b)", a * value - b)
        case 5 where value > 0: (text, value) = ("sqrt(\(text))", value.squareRoot())
        case 6: (text, value) = ("exp(-(\(text)))", exp(-value))
        case 7 where abs(value) > 0.05: (text, value) = ("\(a) / (\(text))", a / value)
        case 8 where value > 0 && value < 1:
          (text, value) = ("log(\(text)) - log(1 - (\(text)))", log(value) - log(1 - value))
        case 9 where value > 0: (text, value) = ("(\(text))^\(a)", pow(value, a))
        default: continue
        }
      }
      guard abs(value) < 1e6, text != "x" else { continue }
      count += 1
      let inverse = try #require(try inverse(text), "\(text)")
      #expect(abs(inverse.value(value) - x) < 1e-7, "\(text) at \(x)")
      #expect(inverse.undoes(x), "\(text) at \(x)")
      let step = 1e-7
      let expression = try Formula(parsing: text).expression
      let slope = expression.value { _ in x + step } - expression.value { _ in x - step }
      if abs(slope) > 1e-12 {
        #expect(inverse.isIncreasing(at: x) == (slope > 0), "\(text) at \(x)")
      }
    }
  }
}
