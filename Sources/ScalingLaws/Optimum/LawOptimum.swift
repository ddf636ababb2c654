#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The compute optimum of any law in N and D: in closed form if available, otherwise by search.
public struct LawOptimum: Sendable {
  private let flopPerParameterToken: Double
  private let closed: ComputeOptimum?
  private let search: LifetimeOptimum?

  /// The optimum of `law`; `nil` if it has no closed form and cannot be searched for, as for
  /// ``LifetimeOptimum``.
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
    let direction = direction ?? law.direction() ?? .lower
    closed = direction == .lower ? ComputeOptimum(law) : nil
    search = LifetimeOptimum(
      law, direction: direction, flopPerParameterToken: flopPerParameterToken, holding: held)
    guard closed != nil || search != nil else { return nil }
    self.flopPerParameterToken = flopPerParameterToken
  }

  /// Whether optima need a search because the law has no closed form.
  public var isSearched: Bool { closed == nil }

  /// The allocation of a compute budget; its N is NaN if the coefficients have no optimum.
  public func allocation(compute: Double, values: [Double]) -> Allocation {
    if let closed {
      return closed.allocation(
        compute: compute, flopPerParameterToken: flopPerParameterToken, values: values)
    }
    guard compute.isFinite,
      let found = search?.allocation(budget: compute, serving: { _ in 0 }, values: values)
    else { return .undefined(compute: compute) }
    return found
  }

  /// The minimum compute that reaches the loss, in FLOP; infinite if none below 10⁴⁰ does,
  /// NaN if the coefficients have no optimum.
  public func compute(forLoss loss: Double, values: [Double]) -> Double {
    if let closed {
      return closed.compute(
        forLoss: loss, flopPerParameterToken: flopPerParameterToken, values: values)
    }
    var (low, high) = (log(Self.least), log(Self.greatest))
    let atEnd = allocation(compute: Self.greatest, values: values).loss
    guard !atEnd.isNaN else { return .nan }
    guard isLower(atEnd, loss) else { return .infinity }
    while high - low > 1e-9 {
      let middle = (low + high) / 2
      let reached = allocation(compute: exp(middle), values: values).loss
      // A budget too small for an optimum does not reach any target.
      if reached.isNaN || isLower(loss, reached) { low = middle } else { high = middle }
    }
    return exp((low + high) / 2)
  }

  /// Whether no compute reaches the loss.
  public func isOutOfReach(_ loss: Double, values: [Double]) -> Bool {
    let least = irreducibleLoss(values)
    return loss == least || isLower(loss, least)
  }

  /// Whether one value is better than another: lower for a loss, higher for a higher-is-better quantity.
  private func isLower(_ loss: Double, _ other: Double) -> Bool {
    guard closed == nil, let search else { return loss < other }
    return search.height(ofLoss: loss) < search.height(ofLoss: other)
  }

  /// The irreducible loss, or the highest accuracy: E, or without such a term
  /// the value at 10⁴⁰ FLOP.
  public func irreducibleLoss(_ values: [Double]) -> Double {
    closed?.irreducibleLoss(values) ?? allocation(compute: Self.greatest, values: values).loss
  }

  private static let least = 1e8
  private static let greatest = 1e40
}
