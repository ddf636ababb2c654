internal import Formulas
internal import LeastSquares
internal import LinearAlgebra

/// The points of a law evaluated by its formula, or by the kernels of powers of sums, in the solver's format.
struct FormulaPoints: PointObjective {
  private let evaluator: Evaluator

  private enum Evaluator {
    case formula(FormulaObjective)
    case power(PoweredSumPoints)
  }

  init(_ points: FormulaObjective) {
    evaluator = .formula(points)
  }

  init(_ points: PoweredSumPoints) {
    evaluator = .power(points)
  }

  /// Storage for resamples of `original`, the points of a formula, or of `powered` if it is of that form.
  init(roomFor original: FormulaPoints, powered: PoweredSum?) {
    switch original.evaluator {
    case .formula(let points): evaluator = .formula(FormulaObjective(roomFor: points))
    case .power(let points):
      guard let powered else { preconditionFailure("the points are of a power of a sum") }
      evaluator = .power(
        PoweredSumPoints(
          roomFor: powered, delta: points.points.delta, kernel: points.points.kernel))
    }
  }

  var coefficientCount: Int {
    switch evaluator {
    case .formula(let points): points.coefficientCount
    case .power(let points): points.points.coefficientCount
    }
  }

  var delta: Double {
    get {
      switch evaluator {
      case .formula(let points): points.delta
      case .power(let points): points.points.delta
      }
    }
    nonmutating set {
      switch evaluator {
      case .formula(let points): points.delta = newValue
      case .power(let points): points.points.delta = newValue
      }
    }
  }

  var gradientRounding: Double {
    switch evaluator {
    case .formula(let points): points.gradientRounding
    case .power(let points): points.points.gradientRounding
    }
  }

  // A rounding error of 2e-16 in a gradient corresponds to squared residuals of 1e-12.
  var negligibleValue: Double { 2.5e-9 * gradientRounding }

  var weights: [Double] {
    switch evaluator {
    case .formula(let points): points.weights
    case .power(let points): points.points.weights
    }
  }

  func derivatives(at coefficients: [Double], into derivatives: inout Derivatives) -> Double {
    switch evaluator {
    case .formula(let points):
      points.derivatives(
        at: coefficients, gradient: &derivatives.gradient, hessian: &derivatives.hessian)
    case .power(let points): points.derivatives(at: coefficients, into: &derivatives)
    }
  }

  func curvature(at coefficients: [Double]) -> [Double] {
    switch evaluator {
    case .formula(let points): points.curvature(at: coefficients)
    case .power(let points): points.curvature(at: coefficients)
    }
  }

  func residuals(at coefficients: [Double]) -> [Double] {
    switch evaluator {
    case .formula(let points): points.residuals(at: coefficients)
    case .power(let points): points.residuals(at: coefficients)
    }
  }

  func jacobian(at coefficients: [Double]) -> (residuals: [Double], jacobian: Matrix) {
    switch evaluator {
    case .formula(let points):
      let (residuals, elements) = points.jacobian(at: coefficients)
      return (
        residuals, Matrix(rows: residuals.count, columns: coefficientCount, elements: elements)
      )
    case .power(let points): return points.jacobian(at: coefficients)
    }
  }

  func resample(_ original: FormulaPoints, multiplicity: [Double]) {
    switch (evaluator, original.evaluator) {
    case (.formula(let points), .formula(let from)):
      points.resample(from, multiplicity: multiplicity)
    case (.power(let points), .power(let from)):
      points.points.resample(from.points, multiplicity: multiplicity)
    default: preconditionFailure("a resample needs room for points of the same kind")
    }
  }
}
