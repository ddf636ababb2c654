/// A formula that is a power of a sum of power terms, plus other power terms, such as
/// E + (A/N^α + B/D^β)^k.
public struct PoweredSumForm: Sendable, Equatable {
  /// The sum that is raised to the power.
  public var base: PowerSumForm
  /// The symbol of the coefficient k.
  public var power: String
  /// The terms that are added.
  public var rest: PowerSumForm

  /// Recognises the form; `nil` if the formula is not of it or a coefficient occurs twice.
  ///
  /// - Parameters:
  ///   - expression: The formula.
  ///   - variables: The symbols that are variables; the others are coefficients.
  public init?(of expression: FormulaExpression, variables: Set<String>) {
    let nodes = expression.nodes
    var powered: (base: Int, exponent: String)?
    var others: [Int] = []
    var open = [nodes.count - 1]
    while let place = open.popLast() {
      switch nodes[place] {
      case .sum(let a, let b): open += [b, a]
      case .power(let base, let exponent):
        if case .symbol(let name) = nodes[exponent], !variables.contains(name), powered == nil,
          case .sum = nodes[base]
        {
          powered = (base, name)
        } else {
          others.append(place)
        }
      default: others.append(place)
      }
    }
    guard let powered,
      let base = PowerSumForm(of: expression.part(powered.base), variables: variables)
    else { return nil }
    var rest: [PowerSumForm.Term] = []
    for place in others {
      guard let form = PowerSumForm(of: expression.part(place), variables: variables) else {
        return nil
      }
      rest += form.terms
    }
    let symbols =
      (base.terms + rest).flatMap { [$0.amplitude] + $0.factors.map(\.coefficient) }
      .compactMap(\.self) + [powered.exponent]
    guard Set(symbols).count == symbols.count else { return nil }
    self.base = base
    power = powered.exponent
    self.rest = PowerSumForm(terms: rest)
  }
}
