#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

// Exact derivatives, by the rules of calculus from the symbols up.
extension ExpressionGraph {
  /// The derivative of a node with respect to a symbol.
  ///
  /// At the kink of `min(a, b)` and `max(a, b)`, where a = b, it is that of a.
  /// - Complexity: O(nodes), but O(k²) for a product of k factors that all depend on the symbol.
  mutating func derivative(of root: Int, by symbol: String) -> Int {
    var derivatives: [Int: Int] = [:]
    for node in reachable(from: [root]) {
      if let derivative = derivative(at: node, by: symbol, of: derivatives) {
        derivatives[node] = derivative
      }
    }
    return derivatives[root] ?? number(0)
  }

  /// The derivative of a node from those of its parts; `nil` if it is 0.
  private mutating func derivative(
    at node: Int, by symbol: String, of parts: [Int: Int]
  ) -> Int? {
    switch nodes[node] {
    case .number: return nil
    case .symbol(let name): return name == symbol ? number(1) : nil
    case .sum(_, let terms):
      let changing = terms.compactMap { term in
        parts[term.node].map { Term(node: $0, coefficient: term.coefficient) }
      }
      return changing.isEmpty ? nil : sum(changing)
    case .product(let factors):
      let changing = factors.indices.compactMap { index in
        parts[factors[index].node].map { (index, $0) }
      }
      guard !changing.isEmpty else { return nil }
      let terms = changing.map { index, derivative in
        var others = factors
        others[index].exponent -= 1
        others.append(Factor(node: derivative, exponent: 1))
        return Term(node: product(others), coefficient: Double(factors[index].exponent))
      }
      return sum(terms)
    case .power(let base, let exponent):
      return powerDerivative(node, base, exponent, parts[base], parts[exponent])
    case .call(let function, let arguments) where function.takesSeveral:
      let (a, b) = (arguments[0], arguments[1])
      guard parts[a] != nil || parts[b] != nil else { return nil }
      let (first, second) = function == .min ? (b, a) : (a, b)
      let lead = sum([Term(node: first, coefficient: 1), Term(node: second, coefficient: -1)])
      return choice(lead, parts[a] ?? number(0), parts[b] ?? number(0))
    case .call(let function, let arguments):
      guard let inner = parts[arguments[0]] else { return nil }
      return times(slope(of: function, node, at: arguments[0]), inner)
    case .choice(let condition, let a, let b):
      guard parts[a] != nil || parts[b] != nil else { return nil }
      return choice(condition, parts[a] ?? number(0), parts[b] ?? number(0))
    case .finiteOrZero(let inner): return parts[inner]
    }
  }

  /// (xᵖ)′ = xᵖ (p′ log x + p x′/x).
  private mutating func powerDerivative(
    _ node: Int, _ base: Int, _ exponent: Int, _ baseSlope: Int?, _ exponentSlope: Int?
  ) -> Int? {
    var terms: [Term] = []
    if let exponentSlope {
      let logarithm = finiteOrZero(call(.log, base))
      terms.append(Term(node: times(times(node, logarithm), exponentSlope), coefficient: 1))
    }
    if let baseSlope {
      let lower: Int
      if let value = number(at: exponent) {
        // Not xᵖ/x, which is undefined at x = 0.
        lower = scaled(power(base, number(value - 1)), by: value)
      } else {
        lower = product([
          Factor(node: node, exponent: 1), Factor(node: exponent, exponent: 1),
          Factor(node: base, exponent: -1),
        ])
      }
      terms.append(Term(node: times(lower, baseSlope), coefficient: 1))
    }
    return terms.isEmpty ? nil : sum(terms)
  }

  /// The derivative of a function of one value; `node` is the function itself.
  private mutating func slope(of function: FormulaFunction, _ node: Int, at x: Int) -> Int {
    switch function {
    case .exp: return node
    case .log: return product([Factor(node: x, exponent: -1)])
    case .log10: return product([Factor(node: x, exponent: -1)], coefficient: 1 / log(10.0))
    case .sqrt: return product([Factor(node: node, exponent: -1)], coefficient: 0.5)
    case .sin: return call(.cos, x)
    case .cos: return scaled(call(.sin, x), by: -1)
    case .tan:
      let square = product([Factor(node: node, exponent: 2)])
      return sum([Term(node: square, coefficient: 1)], constant: 1)
    case .atan:
      let square = product([Factor(node: x, exponent: 2)])
      let sum = sum([Term(node: square, coefficient: 1)], constant: 1)
      return product([Factor(node: sum, exponent: -1)])
    case .erf:
      let square = product([Factor(node: x, exponent: 2)])
      return scaled(call(.exp, scaled(square, by: -1)), by: 2 / Double.pi.squareRoot())
    case .min, .max: preconditionFailure("they take several values")
    }
  }

  private mutating func times(_ a: Int, _ b: Int) -> Int {
    product([Factor(node: a, exponent: 1), Factor(node: b, exponent: 1)])
  }
}
