#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Expressions in a normal form, in which expressions equal by elementary algebra are one node.
///
/// Sums and products are flat and sorted, like terms and factors are collected, a difference is a sum
/// and a quotient a product with negative exponents, and constants are folded. As in any computer
/// algebra system, 0·x is 0 and x/x is 1 for every x. A node comes after its parts.
struct ExpressionGraph {
  enum Node: Hashable {
    case number(Double)
    case symbol(String)
    /// constant + Σ coefficient·term, with no term that is a number or a sum, unless it is the only
    /// one and the constant is 0.
    case sum(constant: Double, [Term])
    /// Π factorᵏ with more than one factor, or with one and k ≠ 1.
    case product([Factor])
    /// A power with a non-integer exponent.
    case power(base: Int, exponent: Int)
    case call(FormulaFunction, [Int])
    /// b where a ≥ 0, else c.
    case choice(Int, Int, Int)
    /// a, but 0 where a is infinite.
    case finiteOrZero(Int)
  }

  struct Term: Hashable {
    var node: Int
    var coefficient: Double
  }

  struct Factor: Hashable {
    var node: Int
    var exponent: Int
  }

  /// The dependencies of a node's value.
  struct Dependence: OptionSet, Hashable {
    let rawValue: Int
    static let coefficients = Dependence(rawValue: 1)
    static let columns = Dependence(rawValue: 2)
  }

  /// The symbols that are coefficients; the others are columns.
  let coefficients: Set<String>
  private(set) var nodes: [Node] = []
  private(set) var dependences: [Dependence] = []
  private var places: [Node: Int] = [:]

  init(coefficients: some Sequence<String> = []) {
    self.coefficients = Set(coefficients)
  }

  /// The value of a node that is a number.
  func number(at node: Int) -> Double? {
    if case .number(let value) = nodes[node] { value } else { nil }
  }

  /// The parts of a node.
  func parts(_ node: Int) -> [Int] {
    switch nodes[node] {
    case .number, .symbol: []
    case .sum(_, let terms): terms.map(\.node)
    case .product(let factors): factors.map(\.node)
    case .power(let base, let exponent): [base, exponent]
    case .call(_, let arguments): arguments
    case .choice(let a, let b, let c): [a, b, c]
    case .finiteOrZero(let a): [a]
    }
  }

  /// The place of a node that is in normal form.
  private mutating func place(_ node: Node) -> Int {
    if let place = places[node] { return place }
    nodes.append(node)
    places[node] = nodes.count - 1
    var dependence: Dependence = []
    for part in parts(nodes.count - 1) { dependence.formUnion(dependences[part]) }
    if case .symbol(let name) = node {
      dependence = coefficients.contains(name) ? .coefficients : .columns
    }
    dependences.append(dependence)
    return nodes.count - 1
  }
}

// Making nodes.
extension ExpressionGraph {
  mutating func number(_ value: Double) -> Int { place(.number(value)) }

  mutating func symbol(_ name: String) -> Int { place(.symbol(name)) }

  /// constant + Σ coefficient·term.
  mutating func sum(_ terms: [Term], constant: Double = 0) -> Int {
    if constant == 0, terms.count == 1 { return scaled(terms[0].node, by: terms[0].coefficient) }
    var constant = constant
    var coefficients: [Int: Double] = [:]
    var waiting = terms
    while let term = waiting.popLast() {
      switch nodes[term.node] {
      case .number(let value): constant += term.coefficient * value
      case .sum(let inner, let innerTerms):
        constant += term.coefficient * inner
        waiting += innerTerms.map {
          Term(node: $0.node, coefficient: term.coefficient * $0.coefficient)
        }
      default: coefficients[term.node, default: 0] += term.coefficient
      }
    }
    let gathered = coefficients.filter { $0.value != 0 }
      .map { Term(node: $0.key, coefficient: $0.value) }.sorted { $0.node < $1.node }
    if gathered.isEmpty { return number(constant) }
    if constant == 0, gathered.count == 1 {
      return scaled(gathered[0].node, by: gathered[0].coefficient)
    }
    return place(.sum(constant: constant, gathered))
  }

  /// coefficient·node.
  mutating func scaled(_ node: Int, by coefficient: Double) -> Int {
    if coefficient == 1 { return node }
    if coefficient == 0 { return number(0) }
    if let value = number(at: node) { return number(coefficient * value) }
    if case .sum(let constant, let terms) = nodes[node], constant == 0, terms.count == 1 {
      return scaled(terms[0].node, by: coefficient * terms[0].coefficient)
    }
    return place(.sum(constant: 0, [Term(node: node, coefficient: coefficient)]))
  }

  /// A node as a number times a node without a numeric factor.
  func unscaled(_ node: Int) -> Term {
    if case .sum(let constant, let terms) = nodes[node], constant == 0, terms.count == 1 {
      return terms[0]
    }
    return Term(node: node, coefficient: 1)
  }

  /// coefficient·Π factorᵏ.
  mutating func product(_ factors: [Factor], coefficient: Double = 1) -> Int {
    var coefficient = coefficient
    var exponents: [Int: Int] = [:]
    var waiting = factors
    while let factor = waiting.popLast() {
      let (node, exponent) = (factor.node, factor.exponent)
      let term = unscaled(node)
      switch nodes[node] {
      case .number(let value) where scale(&coefficient, by: value, exponent): break
      case .sum where term.node != node && scale(&coefficient, by: term.coefficient, exponent):
        waiting.append(Factor(node: term.node, exponent: exponent))
      case .product(let inner)
      where inner.allSatisfy({ abs($0.exponent * exponent) <= Self.largestExponent }):
        waiting += inner.map { Factor(node: $0.node, exponent: $0.exponent * exponent) }
      case .power(let base, let power) where exponent < 0:
        let opposite = self.power(base, scaled(power, by: -1))
        waiting.append(Factor(node: opposite, exponent: -exponent))
      default: exponents[node, default: 0] += exponent
      }
    }
    let gathered = exponents.filter { $0.value != 0 }
      .map { Factor(node: $0.key, exponent: $0.value) }.sorted { $0.node < $1.node }
    if coefficient == 0 {
      // Infinite numbers remain, as in 0/0.
      return number(gathered.contains { number(at: $0.node) != nil } ? .nan : 0)
    }
    if gathered.isEmpty { return number(coefficient) }
    if gathered.count == 1, gathered[0].exponent == 1 {
      return scaled(gathered[0].node, by: coefficient)
    }
    return scaled(place(.product(gathered)), by: coefficient)
  }

  /// Multiplies `coefficient` by valueᵏ, unless that is not finite.
  private func scale(_ coefficient: inout Double, by value: Double, _ exponent: Int) -> Bool {
    var power = 1.0
    for _ in 0..<abs(exponent) { power *= value }
    let result = exponent < 0 ? coefficient / power : coefficient * power
    guard result.isFinite, exponent >= 0 || power.isFinite else { return false }
    coefficient = result
    return true
  }

  /// The largest integer exponent that makes a power a repeated product, and the largest that powers
  /// of powers are combined to.
  private static var largestProduct: Double { 32 }
  private static var largestExponent: Int { 1024 }

  mutating func power(_ base: Int, _ exponent: Int) -> Int {
    if let value = number(at: exponent) {
      if value.rounded() == value, abs(value) <= Self.largestProduct {
        return product([Factor(node: base, exponent: Int(value))])
      }
      if let base = number(at: base), let result = finite(pow(base, value)) {
        return number(result)
      }
    }
    if number(at: base) == 1 { return base }
    // (eᵘ)ᵖ = eᵖᵘ for every real u and p.
    if case .call(.exp, let arguments) = nodes[base] {
      return call(.exp, product([arguments[0], exponent].map { Factor(node: $0, exponent: 1) }))
    }
    return place(.power(base: base, exponent: exponent))
  }

  mutating func call(_ function: FormulaFunction, _ argument: Int) -> Int {
    if let value = number(at: argument), let result = finite(function(value)) {
      return number(result)
    }
    if function == .log, case .call(.exp, let inner) = nodes[argument] { return inner[0] }
    return place(.call(function, [argument]))
  }

  mutating func call(_ function: FormulaFunction, _ a: Int, _ b: Int) -> Int {
    if a == b { return a }
    if let x = number(at: a), let y = number(at: b), let result = finite(function(x, y)) {
      return number(result)
    }
    return place(.call(function, [a, b]))
  }

  mutating func choice(_ condition: Int, _ first: Int, _ second: Int) -> Int {
    if first == second { return first }
    if let value = number(at: condition) { return value >= 0 ? first : second }
    return place(.choice(condition, first, second))
  }

  mutating func finiteOrZero(_ node: Int) -> Int {
    if let value = number(at: node) { return value.isInfinite ? number(0) : node }
    return place(.finiteOrZero(node))
  }

  private func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }
}
