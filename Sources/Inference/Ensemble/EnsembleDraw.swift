internal import ScalingLaws
internal import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// One draw of an ensemble: a law with coefficients, and how far it is off.
///
/// One law and one error are drawn per replicate, so that figures of several models stay paired. The coefficients
/// move log L and log N* to first order, as in ``PredictiveMixture``.
public struct EnsembleDraw: Sendable {
  private let forecaster: LawForecaster
  private let optimum: JoinedOptimum
  /// How many standard errors the coefficients are moved along each axis.
  private let scores: [Double]
  /// The error in units of the scale of the discrepancy and of a run.
  private let error: Double
  private let discrepancy: Discrepancy
  private let flopPerParameterToken: Double
  private let edge: Double

  fileprivate init(
    _ forecaster: LawForecaster, scores: [Double], error: Double, ensemble: LossEnsemble
  ) {
    self.forecaster = forecaster
    optimum = forecaster.optimum(moved: scores)
    self.scores = scores
    self.error = error
    discrepancy = ensemble.discrepancy
    flopPerParameterToken = ensemble.flopPerParameterToken
    edge = ensemble.range.largestCompute
  }

  /// N* and D* of a compute budget; NaN if the coefficients have no optimum.
  public func allocation(compute: Double) -> (parameterCount: Double, tokenCount: Double) {
    optimum.allocation(product: compute / flopPerParameterToken)
  }

  /// The loss of a new run with N parameters and D tokens.
  public func loss(parameterCount: Double, tokenCount: Double) -> Double {
    let forecast = forecaster.forecast(
      parameterCount: parameterCount, tokenCount: tokenCount,
      compute: flopPerParameterToken * parameterCount * tokenCount, edge: edge, moved: scores)
    return exp(forecast.center + error * forecast.scale(discrepancy))
  }

  /// The loss of the best new run with a compute budget.
  public func loss(compute: Double) -> Double {
    let best = allocation(compute: compute)
    return loss(parameterCount: best.parameterCount, tokenCount: best.tokenCount)
  }

  /// The least compute with which the best new run reaches a loss; infinite if none below 10⁴⁰ FLOP does, NaN
  /// if the coefficients have no optimum.
  public func compute(forLoss loss: Double) -> Double {
    guard !self.loss(compute: Self.greatest).isNaN else { return .nan }
    // An error that grows beyond the runs may turn the curve upwards: the first crossing counts.
    var low = log(Self.least)
    let width = (log(Self.greatest) - low) / Double(Self.steps)
    let crossing = (1...Self.steps).first {
      self.loss(compute: exp(low + width * Double($0))) <= loss
    }
    guard let crossing else { return .infinity }
    var high = low + width * Double(crossing)
    low = high - width
    for _ in 0..<30 {
      let middle = (low + high) / 2
      if self.loss(compute: exp(middle)) <= loss { high = middle } else { low = middle }
    }
    return exp((low + high) / 2)
  }

  private static let least = 1e8
  private static let greatest = 1e40
  /// The number of steps between the two, two thirds of a decade each.
  private static let steps = 48
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
    let forecasters = members.map { LawForecaster($0.fit) }
    return (0..<count).map { index in
      var stream = RandomStream(seed: seed, purpose: .coefficients, index: index)
      let forecaster = forecasters[place(stream.uniform())]
      let error = widening * errors.quantile(stream.uniform())
      return EnsembleDraw(
        forecaster, scores: (0..<forecaster.axisCount).map { _ in widening * stream.normal() },
        error: error, ensemble: self)
    }
  }

  /// The index of the law whose share of the weights contains `share`.
  private func place(_ share: Double) -> Int {
    var sum = 0.0
    for place in members.indices.dropLast() {
      sum += members[place].weight
      if share < sum { return place }
    }
    return members.count - 1
  }
}
