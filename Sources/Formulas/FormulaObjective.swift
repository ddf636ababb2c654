internal import CKernels

/// The robust objective of fitting a formula to points, evaluated by the vector kernels.
///
///     Σᵢ wᵢ ρ(rᵢ),   rᵢ = log Lᵢ − log f(xᵢ; θ)  or  Lᵢ − f(xᵢ; θ)
///
/// with Huber's ρ(r) = r²/2 for |r| ≤ δ, else δ(|r| − δ/2), and κ times that for r > 0. In log space it is
/// NaN if f is negative.
///
/// Owned by one worker at a time.
public final class FormulaObjective {
  /// The space of the residuals.
  public enum Space: Sendable {
    /// rᵢ = log Lᵢ − log f.
    case log
    /// rᵢ = Lᵢ − f.
    case level
  }

  private let formula: CompiledFormula
  private let problem: UnsafeMutablePointer<formula_problem>
  private let kernel: vector_kernel
  /// The current number m of points.
  public private(set) var count = 0
  /// The rounding error of a gradient component.
  public private(set) var gradientRounding = 0.0

  private init(_ formula: CompiledFormula, capacity: Int, kernel: vector_kernel) {
    guard let problem = echelle_formula_create(formula.memory.program, capacity) else {
      preconditionFailure("out of memory for \(capacity) points")
    }
    self.formula = formula
    self.problem = problem
    self.kernel = kernel
  }

  /// The objective of `formula` at the given points.
  ///
  /// - Parameters:
  ///   - formula: The formula.
  ///   - columns: One column for each of the formula's, with m values each.
  ///   - observed: L, m values, positive in log space.
  ///   - weights: w, m non-negative values.
  ///   - space: The space of the residuals.
  ///   - delta: Huber's δ; infinity for least squares.
  ///   - above: κ, the factor of the loss of positive residuals.
  ///   - kernel: The name of the vector kernel; by default the widest.
  /// - Precondition: The lengths agree, and this machine can run the kernel.
  /// - Complexity: O(m).
  public convenience init(
    _ formula: CompiledFormula, columns: [[Double]], observed: [Double], weights: [Double],
    space: Space, delta: Double, above: Double = 1, kernel: String? = nil
  ) {
    precondition(columns.count == formula.columns.count, "a column is needed for every symbol")
    precondition(columns.allSatisfy { $0.count == observed.count }, "columns differ in length")
    precondition(weights.count == observed.count, "a weight is needed for every point")
    self.init(formula, capacity: observed.count, kernel: vector_kernel.named(kernel))
    var target = observed
    if space == .log { self.kernel.logarithm(observed, &target, observed.count) }
    echelle_formula_fill(
      problem, observed.count, target, formula.inputs.flatMap { columns[$0] }, weights,
      space == .level ? 1 : 0)
    self.kernel.formula_prepare(problem)
    self.delta = delta
    problem.pointee.above = above
    count = observed.count
    // In levels, a residual and its derivative each have the size of L.
    let size = space == .log ? 1 : observed.reduce(0) { max($0, abs($1)) }
    gradientRounding = 2e-16 * weights.reduce(0, +) * size * size
  }

  /// Storage for resamples of the points of `original`; empty until ``resample(_:multiplicity:)``.
  public convenience init(roomFor original: FormulaObjective) {
    self.init(original.formula, capacity: original.count, kernel: original.kernel)
    delta = original.delta
  }

  deinit { echelle_formula_destroy(problem) }

  /// Turns this objective into that of `original` with each point taken `multiplicity` times.
  ///
  /// - Parameters:
  ///   - original: The objective whose points are taken.
  ///   - multiplicity: One non-negative value per point; points with 0 are omitted.
  /// - Precondition: This objective was created as storage for `original`.
  public func resample(_ original: FormulaObjective, multiplicity: [Double]) {
    precondition(multiplicity.count == original.count, "a multiplicity is needed for every point")
    precondition(
      formula.memory === original.formula.memory
        && problem.pointee.capacity >= original.problem.pointee.capacity,
      "there is not enough room for these points")
    count = echelle_formula_resample(problem, original.problem, multiplicity)
    gradientRounding = original.gradientRounding
  }

  /// The number n of coefficients.
  public var coefficientCount: Int { formula.coefficients.count }

  /// Huber's δ.
  public var delta: Double {
    get { problem.pointee.delta }
    set { problem.pointee.delta = newValue }
  }

  /// The weights of the points, in their order.
  public var weights: [Double] {
    Array(UnsafeBufferPointer(start: problem.pointee.weight, count: count))
  }

  /// The objective at θ, its gradient, and the lower triangle of its Hessian.
  ///
  /// - Parameters:
  ///   - theta: θ, n values.
  ///   - gradient: Takes the gradient, n values.
  ///   - hessian: Takes the lower triangle of the Hessian, n × n values in row-major order.
  /// - Returns: The objective; NaN or infinite if undefined.
  /// - Complexity: O(m·n²).
  public func derivatives(
    at theta: [Double], gradient: inout [Double], hessian: inout [Double]
  ) -> Double {
    precondition(
      theta.count == coefficientCount && gradient.count == coefficientCount
        && hessian.count == coefficientCount * coefficientCount, "room is needed for n values")
    return kernel.formula_derivatives(problem, theta, &gradient, &hessian)
  }

  /// The diagonal of the Gauss–Newton matrix with the weights wρ′(r)/r, n non-negative
  /// values; O(m·n).
  public func curvature(at theta: [Double]) -> [Double] {
    precondition(theta.count == coefficientCount, "a value is needed for every coefficient")
    var diagonal = Array(repeating: 0.0, count: coefficientCount)
    kernel.formula_curvature(problem, theta, &diagonal)
    return diagonal
  }

  /// The residuals of the points, in their order; O(m).
  public func residuals(at theta: [Double]) -> [Double] {
    precondition(theta.count == coefficientCount, "a value is needed for every coefficient")
    var residuals = room()
    kernel.formula_residuals(problem, theta, &residuals, nil)
    return Array(residuals.prefix(count))
  }

  /// The residuals and their derivatives ∂rᵢ/∂θⱼ, m values for each of the n coefficients, one
  /// coefficient after another; O(m·n).
  public func jacobian(at theta: [Double]) -> (residuals: [Double], jacobian: [Double]) {
    precondition(theta.count == coefficientCount, "a value is needed for every coefficient")
    var residuals = room()
    let padded = residuals.count
    var elements = Array(repeating: 0.0, count: padded * coefficientCount)
    kernel.formula_residuals(problem, theta, &residuals, &elements)
    let columns = (0..<coefficientCount).flatMap { elements[$0 * padded..<$0 * padded + count] }
    return (Array(residuals.prefix(count)), columns)
  }

  /// The formula's values f at the points, in their order; O(m).
  public func values(at theta: [Double]) -> [Double] {
    precondition(theta.count == coefficientCount, "a value is needed for every coefficient")
    var values = room()
    kernel.formula_values(problem, theta, &values)
    return Array(values.prefix(count))
  }

  /// A value for every point, with padding.
  private func room() -> [Double] {
    Array(repeating: 0, count: problem.pointee.paddedCount)
  }
}

extension vector_kernel {
  /// The kernel of that name, or the widest this machine supports.
  fileprivate static func named(_ name: String?) -> vector_kernel {
    for index in (0..<echelle_vector_kernel_count()).reversed() {
      guard let kernel = echelle_vector_kernel_at(index)?.pointee else { continue }
      if name == nil || name == String(cString: kernel.name) { return kernel }
    }
    preconditionFailure("this machine has no vector kernel '\(name ?? "")'")
  }
}
