internal import Formulas
internal import LeastSquares
internal import LinearAlgebra

/// The points of a law evaluated by its formula, in the solver's format.
struct FormulaPoints: PointObjective {
  private let points: FormulaObjective

  init(_ points: FormulaObjective) {
    self.points = points
  }

  /// Storage for resamples of `original`.
  init(roomFor original: FormulaPoints) {
    points = FormulaObjective(roomFor: original.points)
  }

  var coefficientCount: Int { points.coefficientCount }

  var delta: Double {
    get { points.delta }
    nonmutating set { points.delta = newValue }
  }

  var gradientRounding: Double { points.gradientRounding }

  // A rounding error of 2e-16 in a gradient corresponds to squared residuals of 1e-12.
  var negligibleValue: Double { 2.5e-9 * points.gradientRounding }

  var weights: [Double] { points.weights }

  func derivatives(at coefficients: [Double], into derivatives: inout Derivatives) -> Double {
    points.derivatives(
      at: coefficients, gradient: &derivatives.gradient, hessian: &derivatives.hessian)
  }

  func curvature(at coefficients: [Double]) -> [Double] {
    points.curvature(at: coefficients)
  }

  func residuals(at coefficients: [Double]) -> [Double] {
    points.residuals(at: coefficients)
  }

  func jacobian(at coefficients: [Double]) -> (residuals: [Double], jacobian: Matrix) {
    let (residuals, elements) = points.jacobian(at: coefficients)
    return (
      residuals, Matrix(rows: residuals.count, columns: coefficientCount, elements: elements)
    )
  }

  func resample(_ original: FormulaPoints, multiplicity: [Double]) {
    points.resample(original.points, multiplicity: multiplicity)
  }
}
