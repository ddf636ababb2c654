public import Formulas

extension ScalingLaw {
  /// Declarations about a law in addition to its formula.
  public struct Declarations: Sendable, Equatable {
    /// The law's name; the formula where it is empty.
    public var name = ""
    /// The source of the law.
    public var citation: String?
    /// The domains of coefficients.
    public var domains: [String: CoefficientDomain] = [:]
    /// The bounds of coefficients.
    public var bounds: [String: CoefficientBounds] = [:]
    /// The start ranges of coefficients.
    public var startRanges: [String: ClosedRange<Double>] = [:]
    /// The fixed coefficients, with their values.
    public var fixed: [String: Double] = [:]

    /// No declarations.
    public init() {}

    /// The declared symbols, sorted.
    var symbols: [String] {
      Set(domains.keys).union(bounds.keys).union(startRanges.keys).union(fixed.keys).sorted()
    }
  }

  /// The law given by a formula.
  ///
  /// Symbols that are N, D, C, L or one of `columns` are variables; the others are coefficients. Where the
  /// law is of a loss and each of its terms is positive if its scale is, as in E + A/N^α, the scales are
  /// positive unless they are declared, or bounded, otherwise; all other coefficients are real.
  ///
  /// - Parameters:
  ///   - text: The formula, such as `E + A / N^alpha + B / D^beta`, or `accuracy = a + b * log(C)`.
  ///   - columns: The headers of the table that the law is fitted to.
  ///   - declarations: Further declarations.
  /// - Throws: `FormulaError` if the formula cannot be read, has no coefficient or no variable, or
  ///   a declared symbol does not occur in it or cancels out.
  public init(
    formula text: String, columns: [String], declarations: Declarations = Declarations()
  ) throws(FormulaError) {
    let parsed = try Formula(parsing: text)
    let roles = ["N", "D", "C", "L"]
    let isVariable = { (symbol: String) in roles.contains(symbol) || columns.contains(symbol) }
    let symbols = parsed.expression.symbols
    for symbol in declarations.symbols where !symbols.contains(symbol) || isVariable(symbol) {
      throw FormulaError(
        "'\(symbol)' is declared but is not a coefficient of the formula", in: text, offset: 0,
        why: isVariable(symbol) ? "it is a column of the table" : "the formula does not contain it",
        fix: "the coefficients are "
          + symbols.filter { !isVariable($0) }.joined(separator: ", "))
    }
    if let leftSide = parsed.leftSide,
      leftSide.symbols.count != 1 || !isVariable(leftSide.symbols[0])
    {
      throw FormulaError(
        "the left side must contain exactly one column", in: text, offset: 0,
        why: "it names the fitted quantity, such as log(L) or accuracy",
        fix: "the columns are \(columns.joined(separator: ", "))")
    }
    let free = symbols.filter { !isVariable($0) && declarations.fixed[$0] == nil }
    guard !free.isEmpty else {
      throw FormulaError(
        "the formula has no coefficient to fit", in: text, offset: 0,
        why: "all its names are columns or fixed coefficients",
        fix: "use names that are not columns")
    }
    let variables = symbols.filter(isVariable).map(Variable.init(symbol:))
    guard !variables.isEmpty else {
      throw FormulaError(
        "the formula has no variable", in: text, offset: 0,
        why: "none of its names is N, D, C or a column of the table",
        fix: "the columns are \(columns.joined(separator: ", "))")
    }
    var expression = parsed.expression
    for (symbol, value) in declarations.fixed {
      expression = expression.substituting([symbol: try constant(value)])
    }
    let remaining = expression.simplified().symbols
    if let symbol = free.first(where: { !remaining.contains($0) }) {
      throw FormulaError(
        "the coefficient '\(symbol)' cancels out of the formula", in: text, offset: 0,
        why: "the formula has the same value whatever '\(symbol)' is",
        fix: "leave it out")
    }
    let terms = ScalingLaw.terms(of: parsed.expression, variables: variables).flatMap { terms in
      let named = terms.flatMap { [$0.amplitude] + $0.factors.map(\.exponent) }
      return free.allSatisfy(named.contains) ? terms : nil
    }
    let isTransformed = parsed.leftSide.map { !$0.isSymbol } ?? false
    var domains = declarations.domains
    if !isTransformed, parsed.leftSide?.symbols.first.map(Self.namesLoss) ?? true {
      let scales = PositiveTerms(
        of: parsed.expression, variables: Set(variables.map(\.symbol)))
      // A declaration about one coefficient does not affect the others.
      for symbol in scales.coefficients where free.contains(symbol) {
        let allowed = declarations.bounds[symbol].map(CoefficientDomain.positive.contains) ?? true
        domains[symbol] = domains[symbol] ?? (allowed ? .positive : .real)
      }
    }
    for (symbol, bounds) in declarations.bounds.sorted(by: { $0.key < $1.key }) {
      let domain = domains[symbol] ?? .real
      guard domain.contains(bounds) else {
        throw FormulaError(
          "the bounds \(bounds) of '\(symbol)' are not within its domain", in: text, offset: 0,
          why: "\(symbol) is \(domain.phrase)", fix: "choose bounds within the domain")
      }
    }
    var form = Form.expression(expression)
    if let terms, !isTransformed, declarations.startRanges.isEmpty, declarations.fixed.isEmpty,
      terms.allSatisfy({ term in
        domains[term.amplitude] == .positive
          && term.factors.allSatisfy { domains[$0.exponent] ?? .real == .real }
      })
    {
      form = .powerSum(terms)
    }
    self.init(
      name: declarations.name.isEmpty ? text : declarations.name, formula: text,
      citation: declarations.citation,
      coefficients: free, domains: domains, bounds: declarations.bounds,
      startRanges: declarations.startRanges,
      fixed: declarations.fixed, variables: variables, form: form, terms: terms,
      leftSide: parsed.leftSide,
      inverse: isTransformed ? parsed.leftSide.flatMap(FormulaInverse.init(of:)) : nil)
  }

  /// The law with declarations about its coefficients that override earlier ones.
  ///
  /// - Throws: `FormulaError` for a declaration of a symbol that is not a coefficient.
  public func declaring(_ more: Declarations) throws(FormulaError) -> ScalingLaw {
    guard !more.symbols.isEmpty else { return self }
    var declarations = more
    declarations.name = name
    declarations.citation = citation
    declarations.domains = domains.merging(more.domains) { $1 }
    declarations.bounds = bounds.merging(more.bounds) { $1 }
    declarations.startRanges = startRanges.merging(more.startRanges) { $1 }
    declarations.fixed = fixed.merging(more.fixed) { $1 }
    return try ScalingLaw(
      formula: formula, columns: variables.map(\.symbol) + [responseColumn].compactMap { $0 },
      declarations: declarations)
  }

  /// The terms of a formula that is a sum of power terms with a coefficient for each amplitude and each
  /// exponent; `nil` for other formulas.
  private static func terms(
    of expression: FormulaExpression, variables: [Variable]
  ) -> [PowerTerm]? {
    guard let sum = PowerSumForm(of: expression, variables: Set(variables.map(\.symbol))) else {
      return nil
    }
    var terms: [PowerTerm] = []
    for term in sum.terms {
      guard term.scale == 1, let amplitude = term.amplitude else { return nil }
      var factors: [Factor] = []
      for factor in term.factors {
        guard let exponent = factor.coefficient else { return nil }
        factors.append(
          Factor(
            variable: Variable(symbol: factor.variable), exponent: exponent,
            multiplier: factor.multiplier))
      }
      terms.append(PowerTerm(amplitude: amplitude, factors: factors))
    }
    return terms
  }
}

/// A number as an expression.
private func constant(_ value: Double) throws(FormulaError) -> FormulaExpression {
  try Formula(parsing: "\(value)").expression
}
