import Diagnostics
import Formulas
import Testing

/// The exact texts that a user sees.
@Suite struct FormulaErrorTests {
  private static let functions =
    "\n  why: the functions are exp, log, log10, sqrt, sin, cos, tan, atan, erf, min, max, abs, tanh, if"

  @Test(arguments: [
    (
      "E + lgo(N)",
      """
      unknown function 'lgo'
        E + lgo(N)
            ^\(functions)
        fix: did you mean 'log'?
      """
    ),
    (
      "E + ln(N)",
      """
      unknown function 'ln'
        E + ln(N)
            ^\(functions)
        fix: write log, which is the natural logarithm
      """
    ),
    (
      "A (N + 1)",
      """
      unknown function 'A'
        A (N + 1)
        ^\(functions)
        fix: write a product with *
      """
    ),
    (
      "E + (A / N",
      """
      unclosed parenthesis
        E + (A / N
            ^
        fix: add the missing )
      """
    ),
    (
      "E + A / N)",
      """
      unmatched closing parenthesis
        E + A / N)
                 ^
        fix: add the missing (, or remove it
      """
    ),
    (
      " ",
      """
      the formula is empty
         
         ^
        fix: write a formula such as E + A / N^alpha + B / D^beta
      """
    ),
    (
      "",
      """
      the formula is empty
        fix: write a formula such as E + A / N^alpha + B / D^beta
      """
    ),
    (
      "E + * A",
      """
      two operators in a row: '+' and '*'
        E + * A
            ^
        fix: write a number or a name between them, or remove one
      """
    ),
    (
      "A * N**alpha",
      """
      two operators in a row: '*' and '*'
        A * N**alpha
              ^
        fix: write a power as ^
      """
    ),
    (
      "E +",
      """
      expected a number, a name or '(', found the end
        E +
           ^
      """
    ),
    (
      "/ 2",
      """
      expected a number, a name or '(', found '/'
        / 2
        ^
      """
    ),
    (
      "()",
      """
      expected a number, a name or '(', found ')'
        ()
         ^
      """
    ),
    (
      "2 A",
      """
      expected an operator before 'A'
        2 A
          ^
        fix: write a product with *
      """
    ),
    (
      "exp(a, b)",
      """
      'exp' takes one argument, found 2 arguments
        exp(a, b)
        ^
      """
    ),
    (
      "E + min(a)",
      """
      'min' takes two arguments or more, found 1 argument
        E + min(a)
            ^
      """
    ),
    (
      "exp()",
      """
      'exp' takes one argument, found no argument
        exp()
        ^
      """
    ),
    (
      "exp + 1",
      """
      the function 'exp' is missing its arguments
        exp + 1
        ^
        fix: write exp(…), or `exp` for a column of that name
      """
    ),
    (
      "1,5 * N",
      """
      a comma outside a function
        1,5 * N
         ^
        fix: write a decimal point as .
      """
    ),
    (
      "L = a = b",
      """
      a second equals sign
        L = a = b
              ^
        fix: write one = between the left side and the formula
      """
    ),
    (
      "L == a",
      """
      two equals signs in a row
        L == a
           ^
        fix: write a single =
      """
    ),
    (
      "exp(L = a)",
      """
      an equals sign within parentheses
        exp(L = a)
              ^
        fix: write one = between the left side and the formula
      """
    ),
    (
      "E − A",
      """
      '−' has no meaning in a formula
        E − A
          ^
        fix: write minus as -
      """
    ),
    (
      "E + $x",
      """
      '$' has no meaning in a formula
        E + $x
            ^
        fix: put column names with such characters between backticks
      """
    ),
    (
      "a + `b",
      """
      unterminated name
        a + `b
            ^
        fix: close it with a backtick
      """
    ),
    (
      "a + ``",
      """
      empty name
        a + ``
            ^
        fix: write a name between the backticks
      """
    ),
    (
      "a\n+ 1e999",
      """
      the number '1e999' is too large
        a + 1e999
            ^
        why: the largest double is 1.8e308
      """
    ),
  ])
  func explains(_ text: String, _ expected: String) {
    let error = #expect(throws: FormulaError.self) { try Formula(parsing: text) }
    #expect(error?.description == expected)
  }

  @Test func tellsOfDeepNesting() {
    let text = String(repeating: "-", count: 201) + "x"
    let error = #expect(throws: FormulaError.self) { try Formula(parsing: text) }
    #expect(error?.what == "the formula is nested deeper than 200 levels")
    #expect(error?.offset == 200)
  }

  @Test(arguments: [
    ("exq", "'exp'"), ("epx", "'exp'"), ("loge", "'log'"), ("log1", "'log' or 'log10'"),
    ("Log", "'log'"), ("mx", "'max'"), ("squrt", "'sqrt'"), ("ta", "'tan'"), ("atna", "'atan'"),
    ("man", "'tan' or 'min' or 'max'"),
  ])
  func suggestsNearNames(_ name: String, _ expected: String) {
    let error = #expect(throws: FormulaError.self) { try Formula(parsing: "\(name)(x)") }
    #expect(error?.fix == "did you mean \(expected)?")
  }

  @Test func locatesASymbol() throws {
    let formula = try Formula(parsing: "E + A / N^alpha")
    let error = formula.error("no column 'alpha'", at: "alpha", fix: "name it")
    #expect(
      error.description == """
        no column 'alpha'
          E + A / N^alpha
                    ^
          fix: name it
        """)
  }

  @Test func controlCharactersDoNotReachTheTerminal() {
    let error = #expect(throws: FormulaError.self) { try Formula(parsing: "a + \u{1b}[31m") }
    #expect(
      error?.description == """
        'U+1B' has no meaning in a formula
          a +  [31m
              ^
          fix: put column names with such characters between backticks
        """)
  }
}
