import Formulas
import ScalingLaws
import Testing

@Suite("Coefficients that cancel out")
struct CancellingTests {
  @Test(
    "A coefficient without an effect is refused by its name.",
    arguments: [
      ("E + A / N^alpha + 0 * x", "x"), ("(E + A / N^alpha) * k / k", "k"),
      ("E + B / D^(beta * 0)", "beta"), ("E + A / N^alpha + q - q", "q"),
      ("E + A / N^alpha * 1^p", "p"), ("E + (A / N^alpha)^(z - z) * D^b", "A"),
    ])
  func refused(_ formula: String, _ symbol: String) {
    let error = #expect(throws: FormulaError.self) {
      try ScalingLaw(formula: formula, columns: ["N", "D", "loss"])
    }
    #expect(error?.what == "the coefficient '\(symbol)' cancels out of the formula")
  }

  @Test(
    "One that has an effect is not.",
    arguments: [
      "E + A / N^alpha + 1e-9 * x * D", "(E + A / N^alpha) * k / (k + D)", "E + A^2 / A * N",
    ])
  func taken(_ formula: String) throws {
    #expect(try !ScalingLaw(formula: formula, columns: ["N", "D", "loss"]).coefficients.isEmpty)
  }
}
