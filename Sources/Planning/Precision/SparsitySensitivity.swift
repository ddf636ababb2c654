public import ScalingLaws

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The dense-equivalent parameters of a sparse model, by a sparsity law.
///
///     L(N_eff, 0) = L(N, S)
///
/// with S the sparsity and the law's other variables the same on both sides. For
///
///     L = (a_S (1 − S)^b_S + c_S) · N₀^−b_N + …
///
/// with N₀ = N (1 − S) non-zero weights that is N_eff = N₀ · ((a_S (1 − S)^b_S + c_S) / (a_S + c_S))^(−1/b_N),
/// whatever N and the other variables are.
///
/// Reference: Frantar et al. 2023, "Scaling laws for sparsely-connected foundation models",
/// arXiv:2309.08520, equation 1.
public struct SparsitySensitivity: Sendable {
  /// What S applies to.
  public enum Zeros: Sendable, Equatable {
    /// Weights that are zero; the law's N counts the others.
    case weights
    /// Experts that a token does not use; the law's N counts all of them.
    case experts
  }

  /// The law.
  public let law: ScalingLaw
  /// The coefficients.
  public let values: [Double]
  /// Draws of the coefficients; none for coefficients published without intervals.
  public let draws: [[Double]]
  /// What S applies to.
  public let zeros: Zeros
  private let held: [ScalingLaw.Variable: Double]

  /// The symbol of S in formulas.
  public static let variable = ScalingLaw.Variable.column("sparsity")

  /// A sensitivity; `nil` if the law does not depend on N and the sparsity.
  ///
  /// - Parameters:
  ///   - law: The law.
  ///   - values: Its coefficients.
  ///   - draws: Draws of them.
  ///   - zeros: What S applies to.
  ///   - held: The law's other variables, equal for the sparse and the dense model.
  public init?(
    law: ScalingLaw, values: [Double], draws: [[Double]] = [], zeros: Zeros = .weights,
    holding held: [ScalingLaw.Variable: Double]
  ) {
    guard law.variables.contains(.parameterCount), law.variables.contains(Self.variable) else {
      return nil
    }
    self.law = law
    self.values = values
    self.draws = draws
    self.zeros = zeros
    self.held = held
  }

  /// N_eff of a model of N parameters, including zeros, at a sparsity; `nil` if the law has none.
  public func effectiveParameters(
    parameterCount: Double, sparsity: Double, values: [Double]
  ) -> Double? {
    let loss = loss(parameterCount, sparsity, values)
    return size(near: parameterCount) { self.loss($0, 0, values) - loss }
  }

  /// N, including zeros, at which a sparse model equals `effective` dense parameters.
  public func parameters(
    effective: Double, sparsity: Double, values: [Double]
  ) -> Double? {
    let loss = loss(effective, 0, values)
    return size(near: effective) { self.loss($0, sparsity, values) - loss }
  }

  private func loss(_ size: Double, _ sparsity: Double, _ values: [Double]) -> Double {
    var point = held
    point[.parameterCount] = zeros == .weights ? size * (1 - sparsity) : size
    point[Self.variable] = sparsity
    return law.value(at: point, values: values)
  }

  /// The zero of a decreasing function of N, by bisection of ln N within six decades.
  private func size(near start: Double, _ function: (Double) -> Double) -> Double? {
    var (low, high) = (log(start) - Self.reach, log(start) + Self.reach)
    guard function(exp(low)) > 0, function(exp(high)) < 0 else { return nil }
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if function(exp(middle)) > 0 { low = middle } else { high = middle }
    }
    return exp((low + high) / 2)
  }

  private static let reach = 6 * log(10.0)

  /// The share of the weights that is computed, averaged over training, if zeros are skipped.
  ///
  /// Weights are pruned from a quarter to three quarters of the run, s(t) = S (1 − (1 − t)³), of
  /// which the mean is ¾ S; then S is constant: 1 − ½·¾·S − ¼·S. Unselected experts are never computed.
  ///
  /// Reference: the settings of Frantar et al.'s code, 5 000 to 15 000 of 20 000 steps; Zhu and Gupta
  /// 2017, "To prune, or not to prune", arXiv:1710.01878, for the cubic schedule.
  public func trainingDensity(_ sparsity: Double) -> Double {
    switch zeros {
    case .weights: 1 - 0.625 * sparsity
    case .experts: 1 - sparsity
    }
  }
}
