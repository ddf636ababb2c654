/// A formula that is a sum of power terms, such as E + A/N^α + B/D^β.
///
///     Σₜ scaleₜ · amplitudeₜ · Πⱼ variableⱼ^exponentⱼ
///
/// An amplitude is a coefficient, an exponent a number or a multiple of a coefficient.
public struct PowerSumForm: Sendable, Equatable {
  /// The terms, in the order of the formula.
  public var terms: [Term]

  /// One term.
  public struct Term: Sendable, Equatable {
    /// The positive number before the term; 1 by default.
    public var scale: Double
    /// The symbol of the term's amplitude; `nil` if there is none.
    public var amplitude: String?
    /// The powers of variables; none in a constant.
    public var factors: [Factor]

    /// Creates a term.
    public init(scale: Double = 1, amplitude: String?, factors: [Factor]) {
      self.scale = scale
      self.amplitude = amplitude
      self.factors = factors
    }
  }

  /// A variable raised to `multiplier`·`coefficient`, or to `multiplier` without a coefficient.
  public struct Factor: Sendable, Equatable {
    /// The symbol of the variable.
    public var variable: String
    /// The symbol of the coefficient in the exponent; `nil` if the exponent is a number.
    public var coefficient: String?
    /// The multiplier of the coefficient, −1 in 1/N^α; or the exponent itself.
    public var multiplier: Double

    /// Creates a factor.
    public init(variable: String, coefficient: String?, multiplier: Double) {
      self.variable = variable
      self.coefficient = coefficient
      self.multiplier = multiplier
    }
  }

  /// Creates a form.
  public init(terms: [Term]) {
    self.terms = terms
  }

  /// Recognises a sum of power terms; `nil` if the formula is not such a sum, a term is negative, or
  /// a coefficient occurs twice.
  ///
  /// - Parameters:
  ///   - expression: The formula; the order of terms and the signs of exponents do
  ///     not matter.
  ///   - variables: The symbols that are variables; the others are coefficients.
  public init?(of expression: FormulaExpression, variables: Set<String>) {
    let order = expression.symbols
    var graph = ExpressionGraph(coefficients: order.filter { !variables.contains($0) })
    let root = graph.add(expression)
    guard var terms = graph.powerTerms(root) else { return nil }
    func place(_ symbols: [String]) -> Int {
      symbols.compactMap(order.firstIndex).min() ?? order.count
    }
    for index in terms.indices {
      terms[index].factors.sort { place([$0.variable]) < place([$1.variable]) }
    }
    self.terms = terms.sorted { place($0.symbols) < place($1.symbols) }
    let coefficients = terms.flatMap { [$0.amplitude] + $0.factors.map(\.coefficient) }
      .compactMap(\.self)
    guard Set(coefficients).count == coefficients.count else { return nil }
  }
}

extension PowerSumForm.Term {
  /// All symbols of the term.
  fileprivate var symbols: [String] {
    (factors.flatMap { [$0.variable, $0.coefficient] } + [amplitude]).compactMap(\.self)
  }
}

extension ExpressionGraph {
  fileprivate func powerTerms(_ root: Int) -> [PowerSumForm.Term]? {
    var parts = [unscaled(root)]
    var constant = 0.0
    if case .sum(let number, let terms) = nodes[root] {
      parts = terms
      constant = number
    } else if let number = number(at: root) {
      parts = []
      constant = number
    }
    var found: [PowerSumForm.Term] = []
    for part in parts {
      guard part.coefficient > 0, let term = powerTerm(part) else { return nil }
      found.append(term)
    }
    if constant != 0 {
      guard constant > 0 else { return nil }
      found.append(PowerSumForm.Term(scale: constant, amplitude: nil, factors: []))
    }
    return found
  }

  private func powerTerm(_ part: Term) -> PowerSumForm.Term? {
    var term = PowerSumForm.Term(scale: part.coefficient, amplitude: nil, factors: [])
    var factors = [Factor(node: part.node, exponent: 1)]
    if case .product(let inner) = nodes[part.node] { factors = inner }
    for factor in factors {
      if let power = power(factor) {
        guard !term.factors.contains(where: { $0.variable == power.variable }) else { return nil }
        term.factors.append(power)
      } else if case .symbol(let name) = nodes[factor.node], factor.exponent == 1,
        term.amplitude == nil
      {
        term.amplitude = name
      } else {
        return nil
      }
    }
    return term
  }

  private func power(_ factor: Factor) -> PowerSumForm.Factor? {
    let times = Double(factor.exponent)
    switch nodes[factor.node] {
    case .symbol(let name) where dependences[factor.node] == .columns:
      return PowerSumForm.Factor(variable: name, coefficient: nil, multiplier: times)
    case .power(let base, let exponent):
      guard case .symbol(let name) = nodes[base], dependences[base] == .columns else { return nil }
      if let value = number(at: exponent) {
        return PowerSumForm.Factor(variable: name, coefficient: nil, multiplier: times * value)
      }
      let term = unscaled(exponent)
      guard case .symbol(let coefficient) = nodes[term.node],
        dependences[term.node] == .coefficients
      else { return nil }
      return PowerSumForm.Factor(
        variable: name, coefficient: coefficient, multiplier: times * term.coefficient)
    default: return nil
    }
  }
}
