#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The model size with the lowest loss for a compute budget, for any law of N and D, found by search.
///
///     minimise L̂(N, C/(k·N)) over N
///
/// log N is searched on a grid, and about its lowest point by golden sections, to seven digits of N. The
/// other variables are held. Where the law has the form of ``ComputeOptimum``, that is exact.
public struct NumericOptimum: Sendable {
  private let law: ScalingLaw
  private let compute: Double
  private let product: Double
  private let held: [ScalingLaw.Variable: Double]

  /// The optimum of `law` for a budget; `nil` where the law is not of N and D, is of C as well, or a
  /// variable is not held.
  ///
  /// - Parameters:
  ///   - law: A law of the loss.
  ///   - compute: C, FLOP.
  ///   - flopPerParameterToken: k in C = k·N·D.
  ///   - held: The variables other than N and D.
  public init?(
    _ law: ScalingLaw, compute: Double, flopPerParameterToken: Double,
    holding held: [ScalingLaw.Variable: Double] = [:]
  ) {
    let pair: [ScalingLaw.Variable] = [.parameterCount, .tokenCount]
    guard law.leftSide == nil, pair.allSatisfy(law.variables.contains),
      law.variables.allSatisfy({ $0 != .compute && (pair.contains($0) || held[$0] != nil) })
    else { return nil }
    self.law = law
    self.compute = compute
    self.held = held
    product = compute / flopPerParameterToken
  }

  /// The allocation with the lowest loss.
  ///
  /// - Parameter values: The law's coefficients.
  /// - Returns: `nil` where the loss has no lowest point between a thousand parameters and a thousand
  ///   tokens.
  /// - Complexity: O(log C) evaluations of the law, some 250 for C = 1e24.
  public func allocation(_ values: [Double]) -> Allocation? {
    let step = 0.25
    let first = log(1e3)
    let count = Int((log(product / 1e3) - first) / step)
    guard count > 2 else { return nil }
    let losses = (0...count).map { loss(first + Double($0) * step, values) }
    guard let least = losses.indices.min(by: { losses[$0] < losses[$1] }), least > 0,
      least < count, losses[least].isFinite
    else { return nil }
    let middle = first + Double(least) * step
    let size = exp(goldenSection(middle - step, middle + step) { loss($0, values) })
    return Allocation(
      compute: compute, parameterCount: size, tokenCount: product / size,
      tokensPerParameter: product / (size * size), loss: loss(log(size), values))
  }

  private func loss(_ logSize: Double, _ values: [Double]) -> Double {
    var point = held
    point[.parameterCount] = exp(logSize)
    point[.tokenCount] = product / exp(logSize)
    let loss = law.value(at: point, values: values)
    return loss.isNaN ? .infinity : loss
  }
}

/// The place of the minimum of a function with one minimum between `low` and `high`.
private func goldenSection(
  _ low: Double, _ high: Double, _ function: (Double) -> Double
) -> Double {
  let ratio = (5.0.squareRoot() - 1) / 2
  var (low, high) = (low, high)
  var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
  var (atLeft, atRight) = (function(left), function(right))
  while high - low > 1e-8 {
    if atLeft <= atRight {
      (high, right, atRight) = (right, left, atLeft)
      left = high - ratio * (high - low)
      atLeft = function(left)
    } else {
      (low, left, atLeft) = (left, right, atRight)
      right = low + ratio * (high - low)
      atRight = function(right)
    }
  }
  return (low + high) / 2
}
