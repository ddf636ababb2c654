internal import Formulas
internal import LeastSquares
internal import LinearAlgebra
internal import TrainingRuns

/// A law that is fitted by its formula: any that is not recognised as a sum of power terms.
struct FormulaProblem: LawProblem {
  let law: ScalingLaw
  let weights: [Double]
  /// What the law is to give for each run.
  let observed: [Double]
  /// The variables, a column each, in the order of the law.
  let columns: [[Double]]
  /// The law's formula over its coefficients.
  let expression: FormulaExpression
  /// The formula over θ.
  private let compiled: CompiledFormula
  private let transforms: [CoefficientTransform]

  /// The problem of fitting `law` to `runs`; see ``PowerSumProblem/init(_:runs:used:)``.
  init(_ law: ScalingLaw, expression: FormulaExpression, runs: RunTable) throws {
    self.law = law
    self.expression = expression
    weights = runs.weight ?? Array(repeating: 1, count: runs.count)
    try law.checkLeftSide(of: runs)
    observed = law.response(of: runs)
    columns = law.variables.map { runs.values(of: $0) }
    transforms = law.coefficients.map { CoefficientTransform(domain: law.domains[$0] ?? .real) }
    var replacements: [String: FormulaExpression] = [:]
    for (symbol, transform) in zip(law.coefficients, transforms) where transform.domain != .real {
      replacements[symbol] = try transform.expression(of: symbol)
    }
    compiled = CompiledFormula(
      expression.substituting(replacements), coefficients: law.coefficients,
      columns: law.variables.map(\.symbol))
  }

  var longestShare: Double { 1 }

  var symbols: [String] { law.coefficients }

  /// Log space where it was asked for and every observation is positive, unless the formula has a
  /// transformed left side.
  func space(_ objective: FitObjective) -> ResidualSpace {
    objective.space == .log && !law.hasTransformedResponse
      && observed.allSatisfy { $0 > 0 } ? .log : .level
  }

  func objective(_ objective: FitObjective, kernel: VectorKernel) -> FormulaPoints {
    FormulaPoints(
      FormulaObjective(
        compiled, columns: columns, observed: observed, weights: weights,
        space: space(objective) == .log ? .log : .level, delta: objective.workingDelta,
        kernel: kernel.name))
  }

  func room(for original: FormulaPoints) -> FormulaPoints {
    FormulaPoints(roomFor: original)
  }

  func coefficients(_ theta: [Double]) -> [Double] {
    zip(transforms, theta).map { $0.coefficient($1) }
  }

  func theta(_ coefficients: [Double]) -> [Double]? {
    let theta = zip(transforms, coefficients).compactMap { $0.theta($1) }
    return theta.count == coefficients.count ? theta : nil
  }

  func scaledGradient(_ gradient: [Double], at theta: [Double]) -> [Double] {
    transforms.indices.map { transforms[$0].scaledGradient(gradient[$0], at: theta[$0]) }
  }

  /// The bounded coefficients that nowhere move the law by more than 1e-9 of it when they change by
  /// their own size.
  func coefficientsAtBound(_ jacobian: Matrix) -> [String] {
    let scale = observed.reduce(0) { max($0, abs($1)) }
    return transforms.indices.filter { index in
      transforms[index].domain != .real
        && jacobian.column(index).allSatisfy { abs($0) < 1e-9 * max(scale, 1) }
    }.map { law.coefficients[$0] }
  }
}
