internal import Formulas

/// The factors of a term of a formula.
struct ProductTerm {
  private let expression: FormulaExpression
  private let law: ScalingLaw
  /// The coefficients that multiply the term: their nodes and their indices in the law.
  var amplitudes: [(node: Int, place: Int)] = []
  /// The powers of columns: their nodes, the nodes of their bases, the indices of their exponents in the
  /// law, and the multipliers of these.
  var powers: [(node: Int, base: Int, exponent: Int, multiplier: Double)] = []
  /// Whether the term is subtracted.
  var isNegative = false
  /// Whether amplitudes and powers are all that the term consists of, but for its sign.
  var isComplete = true

  init(_ expression: FormulaExpression, law: ScalingLaw) {
    self.expression = expression
    self.law = law
  }

  mutating func add(_ place: Int, isDenominator: Bool) {
    switch expression.nodes[place] {
    case .negation(let a):
      isNegative.toggle()
      add(a, isDenominator: isDenominator)
    case .product(let a, let b):
      add(a, isDenominator: isDenominator)
      add(b, isDenominator: isDenominator)
    case .quotient(let a, let b):
      add(a, isDenominator: isDenominator)
      add(b, isDenominator: !isDenominator)
    case .power(let base, let exponent):
      guard let (coefficient, multiplier) = multiple(exponent), domain(coefficient) == .real,
        expression.part(base).symbols.allSatisfy({ !law.coefficients.contains($0) })
      else {
        isComplete = false
        return
      }
      powers.append((place, base, coefficient, isDenominator ? -multiplier : multiplier))
    case .symbol(let name):
      guard !isDenominator, let index = law.coefficients.firstIndex(of: name),
        domain(index) != .unitInterval
      else {
        isComplete = false
        return
      }
      amplitudes.append((place, index))
    default: isComplete = false
    }
  }

  private func domain(_ place: Int) -> CoefficientDomain {
    law.domains[law.coefficients[place]] ?? .real
  }

  /// A coefficient with its multiplier; `nil` for anything else.
  private func multiple(_ place: Int) -> (place: Int, multiplier: Double)? {
    switch expression.nodes[place] {
    case .symbol(let name): law.coefficients.firstIndex(of: name).map { ($0, 1) }
    case .negation(let a): multiple(a).map { ($0.place, -$0.multiplier) }
    case .product(let a, let b):
      if case .number(let factor) = expression.nodes[a] {
        multiple(b).map { ($0.place, factor * $0.multiplier) }
      } else if case .number(let factor) = expression.nodes[b] {
        multiple(a).map { ($0.place, factor * $0.multiplier) }
      } else {
        nil
      }
    case .quotient(let a, let b):
      if case .number(let divisor) = expression.nodes[b], divisor != 0 {
        multiple(a).map { ($0.place, $0.multiplier / divisor) }
      } else {
        nil
      }
    default: nil
    }
  }
}
