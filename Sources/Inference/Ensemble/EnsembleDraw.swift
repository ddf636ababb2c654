internal import ScalingLaws
internal import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// One draw of an ensemble: a law with coefficients, and how far it is off.
///
/// One law and one error are drawn per replicate, so that figures of several models stay paired.
public struct EnsembleDraw: Sendable {
  /// The law's compute optimum.
  private let optimum: JoinedOptimum
  /// The law's loss without error.
  private let curve: JoinedLaw
  /// The error of the law, in units of the scale of the discrepancy and of a run.
  private let error: Double
  private let ensemble: LossEnsemble
  /// σ of a run about the law.
  private let deviation: Double

  fileprivate init(
    member: LossEnsemble.Member, values: [Double], error: Double, ensemble: LossEnsemble
  ) {
    curve = JoinedLaw(member.fit.law, values: values)
    optimum = JoinedOptimum(curve)
    self.error = error
    self.ensemble = ensemble
    deviation = member.fit.deviation
  }

  /// N* and D* of a compute budget; NaN if the coefficients have no optimum.
  public func allocation(compute: Double) -> (parameterCount: Double, tokenCount: Double) {
    optimum.allocation(product: compute / ensemble.flopPerParameterToken)
  }

  /// The loss of a new run with N parameters and D tokens.
  public func loss(parameterCount: Double, tokenCount: Double) -> Double {
    let compute = ensemble.flopPerParameterToken * parameterCount * tokenCount
    let center = curve.logLoss(parameterCount: parameterCount, tokenCount: tokenCount)
    var variance = deviation * deviation
    if compute > ensemble.range.largestCompute {
      let back = (ensemble.range.largestCompute / compute).squareRoot()
      let edge = curve.logLoss(
        parameterCount: back * parameterCount, tokenCount: back * tokenCount)
      variance += ensemble.discrepancy.variance(drop: edge - center)
    }
    return exp(center + error * ensemble.widening * variance.squareRoot())
  }

  /// The loss of the best new run with a compute budget.
  public func loss(compute: Double) -> Double {
    let best = allocation(compute: compute)
    return loss(parameterCount: best.parameterCount, tokenCount: best.tokenCount)
  }

  /// The least compute with which the best new run reaches a loss; infinite if none below 10⁴⁰ FLOP does, NaN
  /// if the coefficients have no optimum.
  public func compute(forLoss loss: Double) -> Double {
    var (low, high) = (log(Self.least), log(Self.greatest))
    let atEnd = self.loss(compute: Self.greatest)
    guard !atEnd.isNaN else { return .nan }
    // An error that grows beyond the runs may turn the curve upwards: the first crossing counts.
    let steps = 128
    let width = (high - low) / Double(steps)
    guard
      let crossing = (1...steps).first(where: {
        self.loss(compute: exp(low + width * Double($0))) <= loss
      })
    else { return .infinity }
    (low, high) = (low + width * Double(crossing - 1), low + width * Double(crossing))
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if self.loss(compute: exp(middle)) <= loss { high = middle } else { low = middle }
    }
    return exp((low + high) / 2)
  }

  private static let least = 1e8
  private static let greatest = 1e40
}

extension LossEnsemble {
  /// Draws of a law, its coefficients and its error.
  ///
  /// - Parameters:
  ///   - count: The number of draws.
  ///   - seed: The seed of the random numbers; draw k depends on it and on k alone.
  /// - Returns: The draws; laws occur in proportion to their weights.
  public func draws(count: Int, seed: UInt64) -> [EnsembleDraw] {
    let errors = StudentT(degreesOfFreedom: discrepancy.degreesOfFreedom)
    return (0..<count).map { index in
      var stream = RandomStream(seed: seed, purpose: .coefficients, index: index)
      let member = member(at: stream.uniform())
      let error = errors.quantile(stream.uniform())
      var step = Array(repeating: 0.0, count: member.fit.values.count)
      for axis in member.fit.axes {
        let length = widening * stream.normal()
        for j in step.indices { step[j] += length * axis[j] }
      }
      return EnsembleDraw(
        member: member, values: member.fit.law.moved(member.fit.values, by: step), error: error,
        ensemble: self)
    }
  }

  /// The law whose share of the weights contains `place`.
  private func member(at place: Double) -> Member {
    var sum = 0.0
    for member in members.dropLast() {
      sum += member.weight
      if place < sum { return member }
    }
    return members[members.count - 1]
  }
}
