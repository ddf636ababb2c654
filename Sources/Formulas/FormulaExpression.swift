/// An expression, as an arena of nodes in which equal parts are stored once.
///
/// Each node comes after its parts, and the last one is the expression itself, so
/// a loop visits all parts of an expression, however deeply they are nested.
public struct FormulaExpression: Sendable, Hashable {
  /// The nodes, each after its parts, in the order in which they are written.
  public let nodes: [Node]

  /// A number, a symbol, or an operation on other nodes, given by their indices.
  public enum Node: Sendable, Hashable {
    /// A non-negative number.
    case number(Double)
    /// The name of a variable or a coefficient.
    case symbol(String)
    /// −a.
    case negation(Int)
    /// a + b.
    case sum(Int, Int)
    /// a − b.
    case difference(Int, Int)
    /// a·b.
    case product(Int, Int)
    /// a/b.
    case quotient(Int, Int)
    /// aᵇ.
    case power(Int, Int)
    /// A function of one value, or of two.
    case call(FormulaFunction, [Int])
    /// b where a ≥ 0, else c. It has no syntax: it comes from differentiating min and max.
    case choice(Int, Int, Int)
    /// a, but 0 where a is infinite. It comes from differentiating powers, in whose derivative by the
    /// exponent, xᵖ·log x, the limit at x = 0 is 0.
    case finiteOrZero(Int)

    /// The indices of the node's parts, from left to right.
    public var parts: [Int] {
      switch self {
      case .number, .symbol: []
      case .negation(let a), .finiteOrZero(let a): [a]
      case .sum(let a, let b), .difference(let a, let b), .product(let a, let b),
        .quotient(let a, let b), .power(let a, let b):
        [a, b]
      case .call(_, let arguments): arguments
      case .choice(let a, let b, let c): [a, b, c]
      }
    }

    /// The node with `place` applied to each of its parts.
    func mapParts(_ place: (Int) -> Int) -> Node {
      switch self {
      case .number, .symbol: self
      case .negation(let a): .negation(place(a))
      case .finiteOrZero(let a): .finiteOrZero(place(a))
      case .sum(let a, let b): .sum(place(a), place(b))
      case .difference(let a, let b): .difference(place(a), place(b))
      case .product(let a, let b): .product(place(a), place(b))
      case .quotient(let a, let b): .quotient(place(a), place(b))
      case .power(let a, let b): .power(place(a), place(b))
      case .call(let function, let arguments): .call(function, arguments.map(place))
      case .choice(let a, let b, let c): .choice(place(a), place(b), place(c))
      }
    }
  }

  /// The symbols, each once, in the order in which they are first written.
  public var symbols: [String] {
    nodes.compactMap { node in
      if case .symbol(let name) = node { name } else { nil }
    }
  }

  /// The part of the expression whose last node is at `place`.
  public func part(_ place: Int) -> FormulaExpression {
    var builder = ExpressionBuilder()
    let root = builder.add(FormulaExpression(nodes: Array(nodes[...place])))
    return builder.expression(root)
  }

  /// The expression with symbols replaced, such as a positive A by exp(a).
  ///
  /// - Parameter replacements: The replacement of each replaced symbol.
  /// - Returns: The expression, with other symbols unchanged.
  public func substituting(_ replacements: [String: FormulaExpression]) -> FormulaExpression {
    var builder = ExpressionBuilder()
    var places: [Int] = []
    for node in nodes {
      if case .symbol(let name) = node, let replacement = replacements[name] {
        places.append(builder.add(replacement))
      } else {
        places.append(builder.add(node.mapParts { places[$0] }))
      }
    }
    return builder.expression(places[places.count - 1])
  }
}

/// Collects the nodes of an expression.
struct ExpressionBuilder {
  private var nodes: [FormulaExpression.Node] = []
  private var places: [FormulaExpression.Node: Int] = [:]

  /// The index of a node, which is added if missing.
  mutating func add(_ node: FormulaExpression.Node) -> Int {
    if let place = places[node] { return place }
    nodes.append(node)
    places[node] = nodes.count - 1
    return nodes.count - 1
  }

  subscript(place: Int) -> FormulaExpression.Node { nodes[place] }

  /// The place of a whole expression.
  mutating func add(_ expression: FormulaExpression) -> Int {
    var places: [Int] = []
    for node in expression.nodes { places.append(add(node.mapParts { places[$0] })) }
    return places[places.count - 1]
  }

  /// The expression at `root`, with its nodes in the order in which they are written.
  func expression(_ root: Int) -> FormulaExpression {
    var ordered = ExpressionBuilder()
    var newPlaces: [Int: Int] = [:]
    var stack = [(node: root, isReady: false)]
    while let (place, isReady) = stack.popLast() {
      if newPlaces[place] != nil { continue }
      if isReady {
        newPlaces[place] = ordered.add(nodes[place].mapParts { newPlaces[$0] ?? 0 })
      } else {
        stack.append((place, true))
        for part in nodes[place].parts.reversed() { stack.append((part, false)) }
      }
    }
    return FormulaExpression(nodes: ordered.nodes)
  }
}
