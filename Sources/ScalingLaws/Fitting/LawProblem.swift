import LeastSquares
import LinearAlgebra

/// A law and its runs, set up for the solver: an objective in suitable coordinates θ, and the
/// mapping back to the law's coefficients.
protocol LawProblem: Sendable {
  /// The objective over the runs.
  associatedtype Points: PointObjective

  /// The law.
  var law: ScalingLaw { get }

  /// The coefficients in the order of θ.
  var symbols: [String] { get }

  /// The coefficients in the order of ``coefficients(_:)``.
  var coefficientSymbols: [String] { get }

  /// The bounds of the coefficients, in the order of ``coefficients(_:)``.
  var bounds: [CoefficientBounds?] { get }

  /// The weights of the runs.
  var weights: [Double] { get }

  /// The space of the residuals for an objective.
  func space(_ objective: FitObjective) -> ResidualSpace

  /// The objective over all runs.
  func objective(_ objective: FitObjective, kernel: VectorKernel) -> Points

  /// Storage for a resample of `original`, the objective over all runs.
  func room(for original: Points) -> Points

  /// The limits of θ that the bounds of coefficients set; `nil` without bounds.
  var limits: CoordinateLimits? { get }

  /// The minimiser for starts that may be far from the minimum.
  func minimizer(_ objective: FitObjective) -> NewtonMinimizer

  /// The minimiser of resampled runs from the minimum of the original ones, where the residuals are
  /// `residuals`.
  func refitMinimizer(_ objective: FitObjective, residuals: [Double]) -> NewtonMinimizer

  /// The starts, each as a θ.
  ///
  /// - Parameters:
  ///   - strategy: The kind of starts.
  ///   - copies: The multiplicity of each run.
  ///   - seed: The seed of random starts.
  /// - Returns: The starts; none if no θ could be found.
  func starts(_ strategy: StartStrategy, copies: [Double], seed: UInt64) -> [[Double]]

  /// More starts, drawn otherwise in each wave from 1 on; see ``StartStrategy/linear``.
  func furtherStarts(_ wave: Int, copies: [Double], seed: UInt64) -> [[Double]]

  /// The law's coefficients at θ.
  func coefficients(_ theta: [Double]) -> [Double]

  /// θ for coefficients of the law, in its order; `nil` if one is outside its domain.
  func theta(_ coefficients: [Double]) -> [Double]?

  /// c·∂f/∂c for each coefficient c of the law, from the gradient by θ.
  func scaledGradient(_ gradient: [Double], at theta: [Double]) -> [Double]

  /// The coefficients at the bound of their domain, from the Jacobian at the minimum.
  func coefficientsAtBound(_ jacobian: Matrix) -> [String]
}

extension LawProblem {
  var coefficientSymbols: [String] { law.coefficients }

  var bounds: [CoefficientBounds?] { law.coefficients.map { law.bounds[$0] } }

  /// The side of its bounds at which each coefficient is; those inside are omitted.
  func boundsReached(_ values: [Double]) -> [String: CoefficientBounds.Side] {
    var reached: [String: CoefficientBounds.Side] = [:]
    for ((symbol, bounds), value) in zip(zip(coefficientSymbols, bounds), values) {
      reached[symbol] = bounds?.side(of: value)
    }
    return reached
  }
}
