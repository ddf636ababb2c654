import Diagnostics
import Formulas
import Testing

@Suite("Conditions in formulas")
struct ConditionalTests {
  @Test(
    "What is no condition is refused at its place.",
    arguments: [
      ("if(x, 1, 2)", "expected a comparison, found ','", 4),
      ("if(x < 1)", "'if' takes a condition and two values, found 1 argument", 0),
      ("if(x < 1, 2)", "'if' takes a condition and two values, found 2 arguments", 0),
      ("if(x < 1, 2, 3, 4)", "'if' takes a condition and two values, found 4 arguments", 0),
      ("if", "the function 'if' is missing its arguments", 0),
      ("tanh(1, 2)", "'tanh' takes one argument, found 2 arguments", 0),
      ("x < 1", "a comparison outside if(…)", 2),
    ])
  func refusals(_ text: String, _ message: String, _ offset: Int) throws {
    let error = #expect(throws: FormulaError.self) { try Formula(parsing: text) }
    #expect(error?.what == message && error?.offset == offset, "\(error?.description ?? "")")
  }

  @Test("Derivatives are those of the branch, and of what stands for abs and tanh.")
  func derivatives() throws {
    let cases: [(text: String, x: Double, slope: Double)] = [
      ("if(x < 2, x^2, 7 * x)", 1, 2), ("if(x < 2, x^2, 7 * x)", 3, 7),
      ("if(x >= 2, x^2, 7 * x)", 1, 7), ("abs(x)", -3, -1), ("abs(x)", 3, 1),
      ("tanh(x)", 0.5, 0.7864477329659274), ("erf(x)", 0.5, 0.8787825789354449),
    ]
    for (text, x, slope) in cases {
      let derivative = try Formula(parsing: text).expression.derivative(by: "x")
      #expect(abs(derivative.value { _ in x } - slope) < 1e-14, "\(text) at \(x)")
    }
  }
}
