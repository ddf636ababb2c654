/// Lowers nodes of a graph to a straight-line program.
///
/// There are three programs: for nodes that depend only on coefficients (once per θ), for nodes that
/// depend only on columns (once per set of points), and for the rest (per θ and point). A program
/// uses numbers and results of other programs directly; equal instructions occur once.
struct Lowering {
  /// The dependencies of the program's results.
  let dependence: ExpressionGraph.Dependence
  private(set) var instructions: [Instruction] = []
  private var places: [Instruction: Int] = [:]
  private var lowered: [Int: Operand] = [:]

  init(_ dependence: ExpressionGraph.Dependence) {
    self.dependence = dependence
  }

  /// The operand with a node's value, after the instructions added here have run.
  mutating func operand(of node: Int, in graph: inout ExpressionGraph) -> Operand {
    if let operand = lowered[node] { return operand }
    let operand =
      given(node, in: graph) ?? computed(node, in: &graph)
    lowered[node] = operand
    return operand
  }

  /// The operand of a node computed elsewhere.
  private func given(_ node: Int, in graph: ExpressionGraph) -> Operand? {
    switch (graph.nodes[node], graph.dependences[node]) {
    case (_, []), (.symbol, .coefficients): .scalar(node)
    case (.symbol, _): .column(node)
    case (_, let other) where other == dependence: nil
    case (_, .coefficients): .scalar(node)
    default: .column(node)
    }
  }

  private mutating func computed(_ node: Int, in graph: inout ExpressionGraph) -> Operand {
    switch graph.nodes[node] {
    case .number, .symbol: return .scalar(node)
    case .sum(let constant, let terms): return sum(terms, constant, in: &graph)
    case .product(let factors): return product(node, factors, in: &graph)
    case .power(let base, let exponent):
      let logarithm = graph.call(.log, base)
      return emit(.power, [base, exponent, logarithm], in: &graph)
    case .call(.log10, let arguments):
      let logarithm = graph.call(.log, arguments[0])
      let operand = operand(of: logarithm, in: &graph)
      return emit(.multiply, [operand, .scalar(graph.number(0.434294481903251827651))])
    case .call(let function, let arguments):
      return emit(.function(function), arguments, in: &graph)
    case .choice(let a, let b, let c): return emit(.choose, [a, b, c], in: &graph)
    case .finiteOrZero(let inner): return emit(.finiteOrZero, [inner], in: &graph)
    }
  }

  private mutating func emit(
    _ operation: Instruction.Operation, _ nodes: [Int], in graph: inout ExpressionGraph
  ) -> Operand {
    var operands: [Operand] = []
    for node in nodes { operands.append(operand(of: node, in: &graph)) }
    return emit(operation, operands)
  }

  private mutating func emit(
    _ operation: Instruction.Operation, _ operands: [Operand]
  ) -> Operand {
    let instruction = Instruction(operation: operation, operands: operands)
    if let place = places[instruction] { return .result(place) }
    instructions.append(instruction)
    places[instruction] = instructions.count - 1
    return .result(instructions.count - 1)
  }
}

// Sums and products, parts of which other programs compute.
extension Lowering {
  private typealias Term = ExpressionGraph.Term
  private typealias Factor = ExpressionGraph.Factor

  private mutating func sum(
    _ terms: [Term], _ constant: Double, in graph: inout ExpressionGraph
  ) -> Operand {
    let own = terms.filter { graph.dependences[$0.node] == dependence }
    var total: Operand?
    // The constant and the scalars, then the columns, then what is computed here.
    let scalars = terms.filter {
      graph.dependences[$0.node] == .coefficients && dependence != .coefficients
    }
    if constant != 0 || !scalars.isEmpty {
      total = operand(of: graph.sum(scalars, constant: constant), in: &graph)
    }
    let columns = terms.filter {
      graph.dependences[$0.node] == .columns && dependence != .columns
    }
    if !columns.isEmpty {
      let column = operand(of: graph.sum(columns), in: &graph)
      total = total.map { emit(.add, [column, $0]) } ?? column
    }
    // A leading term without a factor needs no instruction.
    let one = graph.number(1)
    let split = own.map { graph.split($0, apart: dependence) }
    for (scale, node) in split.filter({ $0.scale == one }) + split.filter({ $0.scale != one }) {
      let value = operand(of: node, in: &graph)
      switch (total, graph.number(at: scale)) {
      case (nil, 1): total = value
      case (nil, _): total = emit(.multiply, [value, operand(of: scale, in: &graph)])
      case (let sum?, 1): total = emit(.add, [sum, value])
      case (let sum?, -1): total = emit(.subtract, [sum, value])
      case (let sum?, _):
        total = emit(.multiplyAdd, [value, operand(of: scale, in: &graph), sum])
      }
    }
    return total ?? .scalar(graph.number(constant))
  }

  private mutating func product(
    _ node: Int, _ factors: [Factor], in graph: inout ExpressionGraph
  ) -> Operand {
    let (scale, rest) = graph.split(Term(node: node, coefficient: 1), apart: dependence)
    if rest != node {
      let value = operand(of: rest, in: &graph)
      return emit(.multiply, [value, operand(of: scale, in: &graph)])
    }
    let columns = factors.filter { graph.dependences[$0.node] != dependence }
    let own = factors.filter { graph.dependences[$0.node] == dependence }
    var above: Operand?
    for factor in own where factor.exponent > 0 {
      let value = operand(of: factor.node, in: &graph)
      multiply(&above, by: power(value, factor.exponent))
    }
    var below: Operand?
    for factor in own where factor.exponent < 0 {
      let value = operand(of: factor.node, in: &graph)
      multiply(&below, by: power(value, -factor.exponent))
    }
    if !columns.isEmpty {
      multiply(&above, by: operand(of: graph.product(columns), in: &graph))
    }
    guard let below else { return above ?? .scalar(graph.number(1)) }
    guard let above else { return emit(.reciprocal, [below]) }
    // For speed, derivatives share the reciprocal.
    guard dependence == [.coefficients, .columns] else { return emit(.divide, [above, below]) }
    return emit(.multiply, [above, emit(.reciprocal, [below])])
  }

  private mutating func multiply(_ product: inout Operand?, by factor: Operand) {
    product = product.map { emit(.multiply, [$0, factor]) } ?? factor
  }

  /// valueᵏ for k > 0, by squaring.
  private mutating func power(_ value: Operand, _ exponent: Int) -> Operand {
    guard exponent > 1 else { return value }
    let half = power(value, exponent / 2)
    let square = emit(.multiply, [half, half])
    return exponent % 2 == 0 ? square : emit(.multiply, [square, value])
  }
}

extension ExpressionGraph {
  /// A term of a program, split into a number or coefficients and the rest.
  ///
  /// In the program of coefficients, coefficients occur on both sides, so only numbers are split
  /// off.
  mutating func split(
    _ term: Term, apart dependence: Dependence
  ) -> (scale: Int, rest: Int) {
    let term = sum([term])
    if dependence != .coefficients, dependences[term].isSubset(of: .coefficients) {
      return (term, number(1))
    }
    let inner = unscaled(term)
    guard dependence == [.coefficients, .columns], case .product(let factors) = nodes[inner.node]
    else { return (number(inner.coefficient), inner.node) }
    let scales = factors.filter { dependences[$0.node].isSubset(of: .coefficients) }
    let others = factors.filter { !dependences[$0.node].isSubset(of: .coefficients) }
    guard !scales.isEmpty else { return (number(inner.coefficient), inner.node) }
    let scale = product(scales, coefficient: inner.coefficient)
    return (scale, product(others))
  }
}
