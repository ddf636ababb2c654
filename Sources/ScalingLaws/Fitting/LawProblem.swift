import LeastSquares
import LinearAlgebra

/// A law and its runs, written down for the solver: an objective in coordinates θ that suit it, and the
/// way back to the law's coefficients.
protocol LawProblem: Sendable {
  /// The objective over the runs.
  associatedtype Points: PointObjective

  /// The law.
  var law: ScalingLaw { get }

  /// The coefficients in the order of θ.
  var symbols: [String] { get }

  /// The coefficients in the order of ``coefficients(_:)``.
  var coefficientSymbols: [String] { get }

  /// The weights of the runs.
  var weights: [Double] { get }

  /// The space in which residuals are taken for an objective.
  func space(_ objective: FitObjective) -> ResidualSpace

  /// The objective over all runs.
  func objective(_ objective: FitObjective, kernel: VectorKernel) -> Points

  /// Room for a resample of `original`, the objective over all runs.
  func room(for original: Points) -> Points

  /// The minimiser from a start that may be far from the minimum.
  func minimizer(_ objective: FitObjective) -> NewtonMinimizer

  /// The minimiser of resampled runs from the minimum of the original ones, where the residuals are
  /// `residuals`.
  func refitMinimizer(_ objective: FitObjective, residuals: [Double]) -> NewtonMinimizer

  /// Where minimisations start, each as a θ.
  ///
  /// - Parameters:
  ///   - strategy: Where the starts lie.
  ///   - copies: How often each run counts.
  ///   - seed: What seeded draws depend on.
  /// - Returns: The starts; none where no θ could be found.
  func starts(_ strategy: StartStrategy, copies: [Double], seed: UInt64) -> [[Double]]

  /// More starts, drawn otherwise in each wave from 1 on; see ``StartStrategy/linear``.
  func furtherStarts(_ wave: Int, copies: [Double], seed: UInt64) -> [[Double]]

  /// The law's coefficients at θ.
  func coefficients(_ theta: [Double]) -> [Double]

  /// θ for coefficients of the law, in its order; `nil` where one is outside its domain.
  func theta(_ coefficients: [Double]) -> [Double]?

  /// c·∂f/∂c for each coefficient c of the law, from the gradient by θ.
  func scaledGradient(_ gradient: [Double], at theta: [Double]) -> [Double]

  /// The coefficients that the data leave at the bound of their domain, by the Jacobian at the minimum.
  func coefficientsAtBound(_ jacobian: Matrix) -> [String]
}

extension LawProblem {
  var coefficientSymbols: [String] { law.coefficients }
}
