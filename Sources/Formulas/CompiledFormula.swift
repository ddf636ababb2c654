internal import CKernels

/// A formula with its first and second derivatives with respect to its coefficients, compiled for evaluation over
/// whole columns.
///
///     let law = try Formula(parsing: "E + A / N^alpha")
///     let compiled = CompiledFormula(
///       law.expression, coefficients: ["E", "A", "alpha"], columns: ["N"])
///     compiled.values(at: [1.7, 400, 0.34], columns: [[1e9, 1e10]])
///
/// Parts that depend only on columns are computed once per set of points, parts that depend only on coefficients
/// once per θ, and common subexpressions of the formula and its derivatives once.
public struct CompiledFormula: Sendable {
  /// The symbols of the coefficients, in the order of θ.
  public let coefficients: [String]
  /// The symbols of the columns, in input order.
  public let columns: [String]
  let memory: ProgramMemory
  /// The columns that are read, as indices into ``columns``.
  let inputs: [Int]

  /// Compiles an expression.
  ///
  /// - Parameters:
  ///   - expression: The formula.
  ///   - coefficients: The symbols to differentiate with respect to, each once.
  ///   - columns: The other symbols; unused ones are allowed.
  /// - Precondition: Every symbol of `expression` is among `coefficients` or `columns`.
  /// - Complexity: O(s·n²) for an expression of s nodes and n coefficients.
  public init(_ expression: FormulaExpression, coefficients: [String], columns: [String]) {
    self.coefficients = coefficients
    self.columns = columns
    let program = FormulaProgram(expression, coefficients: coefficients, columns: columns)
    inputs = program.inputs
    memory = ProgramMemory(program)
  }

  /// The formula's values at the points of `columns`.
  ///
  /// - Parameters:
  ///   - theta: θ, in the order of ``coefficients``.
  ///   - columns: One column for each of ``columns``, with m values each.
  ///   - count: m, which a formula without columns does not determine.
  ///   - kernel: The name of the vector kernel; by default the widest.
  /// - Returns: m values.
  /// - Complexity: O(m).
  public func values(
    at theta: [Double], columns: [[Double]], count: Int? = nil, kernel: String? = nil
  ) -> [Double] {
    let points = count ?? columns.first?.count ?? 1
    let zeros = Array(repeating: 0.0, count: points)
    let objective = FormulaObjective(
      self, columns: columns, observed: zeros, weights: zeros, space: .level,
      delta: .infinity, kernel: kernel)
    return objective.values(at: theta)
  }
}
