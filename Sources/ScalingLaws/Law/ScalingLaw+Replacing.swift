public import Formulas

extension ScalingLaw {
  /// The law with variables replaced by formulas over the columns of a table.
  ///
  ///     routed.replacing(["experts": "min(num_experts, 300)"])
  ///
  /// - Parameter definitions: A formula for each variable that is not a column itself; its symbols that
  ///   are not roles are columns.
  /// - Returns: The law over the columns; unchanged if nothing is replaced.
  /// - Throws: `FormulaError` if a formula cannot be read, a name is not a variable of the law, or a
  ///   column has the name of a coefficient.
  public func replacing(_ definitions: [String: String]) throws(FormulaError) -> ScalingLaw {
    guard !definitions.isEmpty else { return self }
    var replacements: [String: FormulaExpression] = [:]
    for (symbol, text) in definitions.sorted(by: { $0.key < $1.key }) {
      guard variables.contains(where: { $0.symbol == symbol }) else {
        throw FormulaError(
          "'\(symbol)' is not a variable of the law", in: formula, offset: 0,
          fix: "its variables are \(variables.map(\.symbol).joined(separator: ", "))")
      }
      let definition = try Formula(parsing: text)
      if let clash = definition.expression.symbols.first(where: coefficients.contains) {
        throw definition.error("'\(clash)' is a coefficient of the law", at: clash)
      }
      replacements[symbol] = definition.expression
    }
    let parsed = try Formula(parsing: formula)
    let left = parsed.leftSide.map { "\($0) = " } ?? ""
    let kept = variables.map(\.symbol).filter { definitions[$0] == nil }
    var declarations = Declarations()
    declarations.name = name
    declarations.citation = citation
    declarations.domains = domains
    declarations.bounds = bounds
    declarations.startRanges = startRanges
    declarations.fixed = fixed
    return try ScalingLaw(
      formula: "\(left)\(parsed.expression.substituting(replacements))",
      columns: kept + replacements.values.flatMap(\.symbols)
        + [responseColumn].compactMap { $0 }, declarations: declarations)
  }
}
