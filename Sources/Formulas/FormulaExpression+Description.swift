extension FormulaExpression: CustomStringConvertible {
  /// The expression as a formula, with minimal parentheses.
  ///
  /// Reading it gives the same expression, unless it has nodes without syntax.
  public var description: String {
    var text = ""
    var stack = [Piece.node(nodes.count - 1, weakest: .sum)]
    while let piece = stack.popLast() {
      switch piece {
      case .text(let part): text += part
      case .node(let place, let weakest):
        let node = nodes[place]
        let isEnclosed = node.binding < weakest
        if isEnclosed { text += "(" }
        let pieces = pieces(of: node) + (isEnclosed ? [.text(")")] : [])
        stack += pieces.reversed()
      }
    }
    return text
  }

  /// The remaining output.
  private enum Piece {
    case text(String)
    /// A node, in parentheses if it binds less tightly than `weakest`.
    case node(Int, weakest: Binding)
  }

  private func pieces(of node: Node) -> [Piece] {
    switch node {
    case .number(let value): [.text(numberText(value))]
    case .symbol(let name): [.text(symbolText(name))]
    case .negation(let a): [.text("-"), .node(a, weakest: .power)]
    case .sum(let a, let b):
      [.node(a, weakest: .sum), .text(" + "), .node(b, weakest: .product)]
    case .difference(let a, let b):
      [.node(a, weakest: .sum), .text(" - "), .node(b, weakest: .product)]
    case .product(let a, let b):
      [.node(a, weakest: .product), .text(" * "), .node(b, weakest: .sign)]
    case .quotient(let a, let b):
      [.node(a, weakest: .product), .text(" / "), .node(b, weakest: .sign)]
    case .power(let a, let b):
      [.node(a, weakest: .primary), .text("^"), .node(b, weakest: .sign)]
    case .call(let function, let arguments): call(function.rawValue, arguments)
    case .choice(let a, let b, let c): call("choose", [a, b, c])
    case .finiteOrZero(let a): call("finite", [a])
    }
  }

  private func call(_ name: String, _ arguments: [Int]) -> [Piece] {
    var pieces = [Piece.text(name + "(")]
    for (index, argument) in arguments.enumerated() {
      if index > 0 { pieces.append(.text(", ")) }
      pieces.append(.node(argument, weakest: .sum))
    }
    return pieces + [.text(")")]
  }

  private func numberText(_ value: Double) -> String {
    if value == .pi { return "pi" }
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private func symbolText(_ name: String) -> String {
    let isPlain =
      name.first.map { $0.isLetter || $0 == "_" } ?? false
      && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
      && name != "pi" && FormulaFunction(rawValue: name) == nil
    return isPlain ? name : "`\(name)`"
  }
}

/// The precedence levels of a formula, weakest first.
private enum Binding: Int, Comparable {
  case sum
  case product
  case sign
  case power
  case primary

  static func < (a: Binding, b: Binding) -> Bool { a.rawValue < b.rawValue }
}

extension FormulaExpression.Node {
  fileprivate var binding: Binding {
    switch self {
    case .sum, .difference: .sum
    case .product, .quotient: .product
    case .negation: .sign
    case .power: .power
    case .number, .symbol, .call, .choice, .finiteOrZero: .primary
    }
  }
}
