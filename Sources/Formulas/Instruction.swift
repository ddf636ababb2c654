/// An operand of an instruction.
enum Operand: Hashable {
  /// A scalar: a node of the graph with one value for all points.
  case scalar(Int)
  /// A column: a node of the graph with one value per point.
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
