/// A formula and its derivatives, as instructions without register allocation.
struct FormulaDerivation {
  /// A derivative: a scalar times a column or a result; `nil` if it is identically 0.
  typealias Derivative = (scale: Int, value: Operand)?

  var graph: ExpressionGraph
  /// The program for each point, of which the first `valueLength` instructions compute the formula, and
  /// the first `slopeLength` its first derivatives.
  let point: Lowering
  let valueLength: Int
  let slopeLength: Int
  let value: Operand
  /// The first derivatives, and the lower triangle of the second, row by row.
  let slopes: [Derivative]
  let bends: [Derivative]

  init(_ expression: FormulaExpression, coefficients: [String]) {
    var graph = ExpressionGraph(coefficients: coefficients)
    var point = Lowering([.coefficients, .columns])
    let root = graph.add(expression)
    value = point.operand(of: root, in: &graph)
    valueLength = point.instructions.count

    func lower(_ derivative: Int) -> Derivative {
      if graph.number(at: derivative) == 0 { return nil }
      let (scale, rest) = graph.split(
        ExpressionGraph.Term(node: derivative, coefficient: 1), apart: point.dependence)
      return (scale, point.operand(of: rest, in: &graph))
    }
    let first = coefficients.map { graph.derivative(of: root, by: $0) }
    slopes = first.map(lower)
    slopeLength = point.instructions.count
    bends = first.indices.flatMap { row in
      coefficients[...row].map { lower(graph.derivative(of: first[row], by: $0)) }
    }
    self.graph = graph
    self.point = point
  }

  /// The output operands: the formula, and the parts of its derivatives,
  /// those of the first derivatives first, each once.
  var sums: (operands: [Operand], slopeCount: Int) {
    var operands: [Operand] = []
    var known: Set<Operand> = []
    var slopeCount = 0
    for (index, derivative) in (slopes + bends).enumerated() {
      if let derivative, known.insert(derivative.value).inserted {
        operands.append(derivative.value)
      }
      if index < slopes.count { slopeCount = operands.count }
    }
    return (operands, slopeCount)
  }
}
