import Diagnostics
import Formulas
import ScalingLaws
import Tables
import TrainingRuns

extension FuzzTarget {
  /// Formulas of laws.
  static let formula = FuzzTarget(
    name: "formula",
    seeds: [
      "E + A / N^alpha + B / D^beta", "log(L) = a + b * log(C)", "-2^-x * (1e-3 + .5) - pi",
      "max(min(N, 1e9), `a b`) * exp(-k * (L - L0))", "a + b*x^-c0*(1+(x/d1)^(1/f1))^(-c1*f1)",
    ],
    fragments: [
      "(", ")", "+", "-", "*", "/", "^", "=", ",", "`", "log(", "exp(", "atan(", "1e", "1e400",
      ".", "..", "pi", "N", "é", " ", "((((((((", "----", "^^", "0", "max(", "\n",
    ],
    check: { bytes in
      guard let text = String(validating: bytes, as: UTF8.self) else { return }
      let formula: Formula
      do throws(FormulaError) {
        formula = try Formula(parsing: text)
      } catch {
        return try expect(!error.description.isEmpty, "an error says nothing")
      }
      let again: Formula
      do throws(FormulaError) {
        again = try Formula(parsing: formula.expression.description)
      } catch {
        // Written with parentheses of its own, a formula may be nested deeper than any may be.
        return try expect(error.what.hasPrefix("the formula is nested deeper"), "\(error)")
      }
      let symbols = formula.expression.symbols
      for trial in 1...2 {
        func value(_ symbol: String) -> Double {
          Double(symbols.firstIndex(of: symbol) ?? 0) * 0.7 + Double(trial) * 1.3
        }
        let (first, second) = (
          formula.expression.value(value), again.expression.value(value)
        )
        try expect(
          isClose(first, second), "'\(text)' is \(first), but \(second) once written and read")
        // Products of many factors may be rounded in another order when they are compiled.
        let compiled = CompiledFormula(
          formula.expression, coefficients: symbols, columns: []
        ).values(at: symbols.map(value), columns: [], count: 1)[0]
        try expect(
          isClose(first, compiled, within: 1e-6) || !first.isFinite || !compiled.isFinite,
          "'\(text)' is \(first), but \(compiled) when compiled")
      }
    })

  private static func isClose(_ one: Double, _ other: Double, within share: Double = 1e-12) -> Bool
  {
    one == other || (one.isNaN && other.isNaN) || abs(one - other) <= share * max(abs(one), 1)
  }

  /// Conditions on rows.
  static let filter = FuzzTarget(
    name: "filter",
    seeds: [
      "loss < 3.4 and family == \"Dense\"", "not (step >= 1e3 or `a b` != 'x')",
      "tokens > 7B and 40% <= share",
    ],
    fragments: [
      "(", ")", "and", "or", "not", "<", "==", "!=", "=", "\"", "'", "`", "7B", "1e", "é", " ",
      "((((((((", "not not ", "\0",
    ],
    check: { bytes in
      guard let text = String(validating: bytes, as: UTF8.self) else { return }
      do {
        _ = try RowFilter(parsing: text)
      } catch let error as Diagnostic {
        try expect(error.origin == Origin(.filter), "an error does not say where: \(error)")
      }
    })

  /// Descriptors of datasets.
  static let descriptor = FuzzTarget(
    name: "descriptor",
    seeds: [
      """
      title: Runs
      file: runs.csv
      columns: {parameters: N, tokens: D, loss: L}
      filters:
        - where: step > 1000
          reason: warm-up
      drop_highest: [{column: loss, count: 5, reason: outliers}]
      published:
        - {label: a, law: chinchilla, coefficients: {E: 1.7, alpha: .34}, source: b}

      """,
      """
      title: Runs
      source: {url: "https://example.org/a", commit: abc, path: data/a.csv}
      file: data/a.csv
      conventions: {parameters: total, loss: nats per token, notes: [one, two]}

      """,
    ],
    fragments: [
      ":", "- ", "{", "}", "[", "]", "&a ", "*a", "!!binary ", "|", ">", "\n", "  ", "\t", "../",
      "/etc/passwd", "..", "%", "@", "\"", "'", "file: ", "? ", "<<: ", "---\n", "é", "\0",
      "[[[[[[[[", "{a: {a: {a: ",
    ],
    check: { bytes in
      guard let text = String(validating: bytes, as: UTF8.self) else { return }
      do {
        let descriptor = try DatasetDescriptor(parsing: text, path: "d")
        let isInside =
          !descriptor.file.hasPrefix("/") && !descriptor.file.split(separator: "/").contains("..")
        try expect(isInside, "the file '\(descriptor.file)' leads out of the folder")
      } catch let error as Diagnostic {
        try expect(error.origin?.file == "d", "an error does not say where: \(error)")
      }
    })

  /// Laws in files.
  static let law = FuzzTarget(
    name: "law",
    seeds: [
      """
      title: A law
      formula: E + A / M^alpha
      derived: {M: D / N}
      variables: {N: parameters, D: tokens}
      figure: loss
      coefficients: {E: {domain: positive}, alpha: {domain: real}}
      citation: somebody
      reference: {N: 1e9, D: 2e10}
      published:
        - {label: a, rounded: true, coefficients: {E: exp(.5), A: 400, alpha: .3}, source: b}

      """
    ],
    fragments: [
      ":", "- ", "{", "}", "[", "]", "&a ", "*a", "\n", "  ", "M: M", "N: D / M", "exp(", "1e400",
      "nan", "'", "\"", "formula: ", "derived: ", "((((((((", "é",
    ],
    check: { bytes in
      guard let text = String(validating: bytes, as: UTF8.self) else { return }
      do {
        _ = try CataloguedLaw(parsing: text, path: "l", name: "l")
      } catch let error as Diagnostic {
        try expect(error.origin?.file == "l", "an error does not say where: \(error)")
      }
    })
}
