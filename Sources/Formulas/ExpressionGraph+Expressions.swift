// To the normal form and back.
extension ExpressionGraph {
  /// The normal form of an expression.
  ///
  /// - Complexity: O(nodes·log nodes). A long sum or product is collected at once, not pairwise.
  mutating func add(_ expression: FormulaExpression) -> Int {
    let nodes = expression.nodes
    // Nested sums and products are collected from the outermost one.
    var isNeeded = Array(repeating: false, count: nodes.count)
    isNeeded[nodes.count - 1] = true
    for place in nodes.indices.reversed() where isNeeded[place] {
      for part in leaves(of: place, in: nodes) { isNeeded[part.node] = true }
    }
    var normal = Array(repeating: 0, count: nodes.count)
    for place in nodes.indices where isNeeded[place] {
      switch nodes[place] {
      case .number(let value): normal[place] = number(value)
      case .symbol(let name): normal[place] = symbol(name)
      case .negation, .sum, .difference:
        normal[place] = sum(
          leaves(of: place, in: nodes).map {
            Term(node: normal[$0.node], coefficient: Double($0.sign))
          })
      case .product, .quotient:
        normal[place] = product(
          leaves(of: place, in: nodes).map { Factor(node: normal[$0.node], exponent: $0.sign) })
      case .power(let a, let b): normal[place] = power(normal[a], normal[b])
      case .call(let function, let arguments):
        normal[place] =
          arguments.count == 2
          ? call(function, normal[arguments[0]], normal[arguments[1]])
          : call(function, normal[arguments[0]])
      case .choice(let a, let b, let c): normal[place] = choice(normal[a], normal[b], normal[c])
      case .finiteOrZero(let a): normal[place] = finiteOrZero(normal[a])
      }
    }
    return normal[nodes.count - 1]
  }

  /// The parts of a whole sum with their signs, of a whole product with their exponents ±1, or of any
  /// other node.
  private func leaves(
    of root: Int, in nodes: [FormulaExpression.Node]
  ) -> [(node: Int, sign: Int)] {
    let kind = nodes[root].kind
    guard kind != .other else { return nodes[root].parts.map { ($0, 1) } }
    var leaves: [(node: Int, sign: Int)] = []
    var waiting = [(node: root, sign: 1)]
    while let (place, sign) = waiting.popLast() {
      switch nodes[place] {
      case let node where node.kind != kind: leaves.append((place, sign))
      case .sum(let a, let b), .product(let a, let b): waiting += [(b, sign), (a, sign)]
      case .difference(let a, let b), .quotient(let a, let b): waiting += [(b, -sign), (a, sign)]
      case let node: waiting += node.parts.map { ($0, -sign) }
      }
    }
    return leaves
  }

  /// The expression for a node.
  func expression(_ root: Int) -> FormulaExpression {
    var builder = ExpressionBuilder()
    var places: [Int: Int] = [:]
    for node in reachable(from: [root]) { places[node] = builder.add(node, of: self, places) }
    return builder.expression(places[root] ?? 0)
  }

  /// The nodes reachable from `roots`, each after its parts.
  func reachable(from roots: [Int]) -> [Int] {
    var isReachable = Array(repeating: false, count: nodes.count)
    for root in roots { isReachable[root] = true }
    for node in nodes.indices.reversed() where isReachable[node] {
      for part in parts(node) { isReachable[part] = true }
    }
    return nodes.indices.filter { isReachable[$0] }
  }
}

extension FormulaExpression.Node {
  /// The kind of chain that a node may belong to.
  fileprivate enum Kind {
    case sum
    case product
    case other
  }

  fileprivate var kind: Kind {
    switch self {
    case .sum, .difference, .negation: .sum
    case .product, .quotient: .product
    default: .other
    }
  }
}

extension ExpressionBuilder {
  /// Adds a node of a graph whose parts have been added at `places`.
  fileprivate mutating func add(
    _ node: Int, of graph: ExpressionGraph, _ places: [Int: Int]
  ) -> Int {
    func place(_ part: Int) -> Int { places[part] ?? 0 }
    switch graph.nodes[node] {
    case .number(let value): return number(value)
    case .symbol(let name): return add(.symbol(name))
    case .sum(let constant, let terms):
      return sum(terms.map { (place($0.node), $0.coefficient) }, constant)
    case .product(let factors):
      func powers(_ factors: [ExpressionGraph.Factor]) -> [Int] {
        factors.map {
          let exponent = abs($0.exponent)
          return exponent == 1
            ? place($0.node) : add(.power(place($0.node), number(Double(exponent))))
        }
      }
      let above = product(powers(factors.filter { $0.exponent > 0 }))
      guard let below = product(powers(factors.filter { $0.exponent < 0 })) else {
        return above ?? number(1)
      }
      return add(.quotient(above ?? number(1), below))
    case .power(let base, let exponent): return add(.power(place(base), place(exponent)))
    case .call(let function, let arguments): return add(.call(function, arguments.map(place)))
    case .choice(let a, let b, let c): return add(.choice(place(a), place(b), place(c)))
    case .finiteOrZero(let a): return add(.finiteOrZero(place(a)))
    }
  }

  /// A number of any sign; a non-finite one becomes a quotient by 0.
  private mutating func number(_ value: Double) -> Int {
    if value.isNaN { return add(.quotient(add(.number(0)), add(.number(0)))) }
    let size =
      value.isInfinite
      ? add(.quotient(add(.number(1)), add(.number(0)))) : add(.number(value.magnitude))
    return value < 0 ? add(.negation(size)) : size
  }

  private mutating func product(_ factors: [Int]) -> Int? {
    guard let first = factors.first else { return nil }
    return factors.dropFirst().reduce(first) { add(.product($0, $1)) }
  }

  /// The sum, its positive terms first.
  private mutating func sum(_ terms: [(node: Int, coefficient: Double)], _ constant: Double) -> Int
  {
    var parts = terms.map {
      (size: scaled($0.node, by: $0.coefficient.magnitude), isNegative: $0.coefficient < 0)
    }
    if constant != 0 { parts.append((number(constant.magnitude), constant < 0)) }
    let ordered = parts.filter { !$0.isNegative } + parts.filter(\.isNegative)
    let first = ordered[0].isNegative ? add(.negation(ordered[0].size)) : ordered[0].size
    return ordered.dropFirst().reduce(first) {
      add($1.isNegative ? .difference($0, $1.size) : .sum($0, $1.size))
    }
  }

  /// A positive number times a node, taken into the numerator of a quotient.
  private mutating func scaled(_ node: Int, by size: Double) -> Int {
    if size == 1 { return node }
    guard case .quotient(let above, let below) = self[node] else {
      return add(.product(number(size), node))
    }
    let isOne = above == number(1)
    return add(.quotient(isOne ? number(size) : add(.product(number(size), above)), below))
  }
}
