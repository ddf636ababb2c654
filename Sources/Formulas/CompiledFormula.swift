internal import CKernels

/// A formula with its first and second derivatives by its coefficients, ready to be evaluated over
/// whole columns.
///
///     let law = try Formula(parsing: "E + A / N^alpha")
///     let compiled = CompiledFormula(
///       law.expression, coefficients: ["E", "A", "alpha"], columns: ["N"])
///     compiled.values(at: [1.7, 400, 0.34], columns: [[1e9, 1e10]])
///
/// What depends on columns alone is computed once for each set of points, what depends on coefficients
/// alone once for each θ, and what the formula and its derivatives have in common once.
public struct CompiledFormula: Sendable {
  /// The symbols of the coefficients, in the order of θ.
  public let coefficients: [String]
  /// The symbols of the columns, in the order in which they are given.
  public let columns: [String]
  let memory: ProgramMemory
  /// The columns that are read, as places in ``columns``.
  let inputs: [Int]

  /// Compiles an expression.
  ///
  /// - Parameters:
  ///   - expression: The formula.
  ///   - coefficients: The symbols to differentiate by, each once.
  ///   - columns: The other symbols; more than the formula reads are allowed.
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
  ///   - columns: A column for each of ``columns``, m values each.
  ///   - count: m, which a formula without columns cannot tell.
  ///   - kernel: The name of the vector kernel; the widest where there is none.
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
