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
    let largest = log(product / 1e3)
    guard largest > log(1e3) else { return nil }
    let search = GridMinimum(range: log(1e3)...largest)
    guard let logSize = search.place(of: { loss($0, values) }) else { return nil }
    let size = exp(logSize)
    return Allocation(
      compute: compute, parameterCount: size, tokenCount: product / size,
      tokensPerParameter: product / (size * size), loss: loss(logSize, values))
  }

  private func loss(_ logSize: Double, _ values: [Double]) -> Double {
    var point = held
    point[.parameterCount] = exp(logSize)
    point[.tokenCount] = product / exp(logSize)
    let loss = law.value(at: point, values: values)
    return loss.isNaN ? .infinity : loss
  }
}
