#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The model with the best lifetime cost, training plus serving, found by search.
///
///     minimise L̂(N, D)        subject to a budget for k·N·D + s(N)
///     minimise k·N·D + s(N)   subject to a target for L̂(N, D)
///
/// s(N) is the cost of serving, in equivalent training FLOP; it need not be proportional
/// to N. With s(N) = κ·2·N·D_inf it is a constant cost per FLOP, κ times that of training; for a law
/// E + A/N^α + B/D^β the optimum then satisfies
///
///     α·A·N^−α = β·B·D^−β · (1 + κ·2·D_inf/(k·D))
///
/// Without s it is the compute optimum. The other variables of the law are fixed.
///
/// Reference: Sardana et al. 2023, "Beyond Chinchilla-optimal", arXiv:2401.00448, for κ = 1.
public struct LifetimeOptimum: Sendable {
  private let law: ScalingLaw
  private let flopPerParameterToken: Double
  private let held: [ScalingLaw.Variable: Double]
  private let closed: ComputeOptimum?
  private let isOfLoss: Bool
  /// −1 if the right side of the law's equation is to be maximised, otherwise 1.
  private let sign: Double

  /// The optimum of `law`; `nil` if it does not depend on two of N, D and C, a variable is not fixed, or its left
  /// side cannot be inverted.
  ///
  /// - Parameters:
  ///   - law: A law for the loss, or for another quantity with a better direction.
  ///   - direction: The better direction, see ``FittedLaw/direction``; `nil` to infer it from the name of the
  ///     quantity.
  ///   - flopPerParameterToken: k in C = k·N·D.
  ///   - held: The variables other than N and D.
  public init?(
    _ law: ScalingLaw, direction: Direction? = nil, flopPerParameterToken: Double,
    holding held: [ScalingLaw.Variable: Double] = [:]
  ) {
    let scale: [ScalingLaw.Variable] = [.parameterCount, .tokenCount, .compute]
    guard law.opaqueResponse == nil, scale.count(where: law.variables.contains) >= 2,
      law.variables.allSatisfy({ scale.contains($0) || held[$0] != nil })
    else { return nil }
    self.law = law
    self.flopPerParameterToken = flopPerParameterToken
    self.held = held
    let direction = direction ?? law.direction() ?? .lower
    closed = direction == .lower ? ComputeOptimum(law) : nil
    isOfLoss = law.isOfLoss && direction == .lower
    sign = (direction == .lower) == law.leftSideGrows ? 1 : -1
  }

  /// The model with the lowest loss whose training and serving stay within `budget`.
  ///
  /// - Parameters:
  ///   - budget: Equivalent training FLOP.
  ///   - serving: s(N), in the same unit, non-decreasing in N.
  ///   - values: The law's coefficients.
  /// - Returns: `nil` if the loss has no minimum between a thousand parameters and a thousand
  ///   tokens.
  public func allocation(
    budget: Double, serving: (Double) -> Double, values: [Double]
  ) -> Allocation? {
    func tokens(_ size: Double) -> Double {
      (budget - serving(size)) / (flopPerParameterToken * size)
    }
    let largest = log(budget / (flopPerParameterToken * 1e3))
    guard largest > log(1e3) else { return nil }
    let place = GridMinimum(range: log(1e3)...largest).place { logSize in
      let size = exp(logSize)
      let count = tokens(size)
      return count > 0 ? height(size, count, values) : .infinity
    }
    return place.map { allocation(exp($0), tokens(exp($0)), values) }
  }

  /// The model that reaches `loss` with the least training and serving.
  ///
  /// - Parameters:
  ///   - loss: The loss, which decreases with D at every N.
  ///   - serving: s(N), in training FLOP, non-decreasing in N.
  ///   - values: The law's coefficients.
  /// - Returns: `nil` if no model between 10⁴ and 10¹⁶ parameters reaches it with fewer than 10²⁰
  ///   tokens, or the smallest or largest is the cheapest.
  public func allocation(
    loss: Double, serving: (Double) -> Double, values: [Double]
  ) -> Allocation? {
    let place = GridMinimum(range: log(1e4)...log(1e16)).place { logSize in
      let size = exp(logSize)
      guard let count = tokenCount(forLoss: loss, parameterCount: size, values: values) else {
        return .infinity
      }
      // The log is as flat at the minimum as the cost, but its differences survive rounding.
      return log(flopPerParameterToken * size * count + serving(size))
    }
    return place.flatMap { logSize in
      tokenCount(forLoss: loss, parameterCount: exp(logSize), values: values).map {
        allocation(exp(logSize), $0, values)
      }
    }
  }

  /// D at which N parameters reach a loss, in closed form or by bisection of its logarithm.
  ///
  /// - Parameters:
  ///   - target: The loss, which decreases with D.
  ///   - size: N.
  ///   - values: The law's coefficients.
  /// - Returns: D; `nil` if none below 10²⁰ reaches it.
  public func tokenCount(
    forLoss target: Double, parameterCount size: Double, values: [Double]
  ) -> Double? {
    if let closed {
      return closed.tokenCount(forLoss: target, parameterCount: size, values: values)
    }
    let target = height(ofLoss: target)
    var (low, high) = (log(1e3), log(1e20))
    guard height(size, exp(high), values) <= target, height(size, exp(low), values) >= target else {
      return nil
    }
    for _ in 0..<56 {
      let middle = (low + high) / 2
      if height(size, exp(middle), values) > target { low = middle } else { high = middle }
    }
    return exp((low + high) / 2)
  }

  /// The minimised value for the fitted quantity `loss`: the loss, or for a law
  /// of another quantity the left side of its equation, with the sign that makes lower better.
  func height(ofLoss loss: Double) -> Double {
    isOfLoss ? loss : sign * law.leftSideValue(of: loss)
  }

  private func height(_ size: Double, _ tokens: Double, _ values: [Double]) -> Double {
    if let closed { return closed.loss(parameterCount: size, tokenCount: tokens, values: values) }
    let rightSide = law.rightSide(at: point(size, tokens))(values)
    return isOfLoss ? law.quantity(fromLeftSide: rightSide) : sign * rightSide
  }

  private func loss(_ size: Double, _ tokens: Double, _ values: [Double]) -> Double {
    if let closed { return closed.loss(parameterCount: size, tokenCount: tokens, values: values) }
    return law.value(at: point(size, tokens), values: values)
  }

  private func point(_ size: Double, _ tokens: Double) -> [ScalingLaw.Variable: Double] {
    var point = held
    point[.parameterCount] = size
    point[.tokenCount] = tokens
    return law.completing(point, flopPerParameterToken: flopPerParameterToken)
  }

  private func allocation(_ size: Double, _ tokens: Double, _ values: [Double]) -> Allocation {
    Allocation(
      compute: flopPerParameterToken * size * tokens, parameterCount: size, tokenCount: tokens,
      tokensPerParameter: tokens / size, loss: loss(size, tokens, values))
  }
}
