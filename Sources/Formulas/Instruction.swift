/// What an instruction takes.
enum Operand: Hashable {
  /// A value for all points, a node of the graph.
  case scalar(Int)
  /// A value a point, a node of the graph.
  case column(Int)
  /// The result of an instruction of the same program.
  case result(Int)
}

/// One step of a program that evaluates a formula.
struct Instruction: Hashable {
  enum Operation: Hashable {
    case add
    case subtract
    case multiply
    case multiplyAdd
    case divide
    case reciprocal
    /// aᵇ, where c = log a.
    case power
    case function(FormulaFunction)
    case choose
    case finiteOrZero
  }

  var operation: Operation
  var operands: [Operand]
}
