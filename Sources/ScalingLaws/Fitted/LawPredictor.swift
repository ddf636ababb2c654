import Statistics

/// Predicts with one fitted law: what all points share is computed once.
struct LawPredictor: Sendable {
  private let fit: FittedLaw
  private let draws: LawDraws
  private let scatter: RunScatter

  init(_ fit: FittedLaw, scatter: RunScatter? = nil) {
    self.fit = fit
    draws = fit.lawDraws
    self.scatter = scatter ?? fit.scatter
  }

  /// The prediction at a point, with quantiles.
  func prediction(
    at point: [ScalingLaw.Variable: Double], quantiles probabilities: [Double]
  ) -> LossPrediction {
    let law = fit.law
    let point = fit.completing(point)
    // Curve and scatter are in terms of the left side of the equation, which is inverted
    // draw by draw.
    let leftSide = law.rightSide(at: point)
    let curve = { law.quantity(fromLeftSide: leftSide($0)) }
    let sides = draws.of(leftSide)
    let curves = sides.map(law.quantity(fromLeftSide:))
    let loss = draws.agreeing(curves.estimate(of: curve(draws.values)), curve)
    let newRuns = sides.replacingDefined(by: scatter.newRuns).map(law.quantity(fromLeftSide:))
    let newRun = newRuns.estimate(of: loss.value, holding: loss)
    let compute = point[.compute] ?? compute(at: point)
    return LossPrediction(
      point: point, compute: compute, loss: loss, newRun: newRun,
      quantiles: probabilities.isEmpty
        ? []
        : quantiles(
          probabilities, ofCurve: loss.interval == nil ? nil : curves,
          ofNewRun: newRun.interval == nil ? nil : newRuns),
      distance: RunDistance(
        parameterCount: point[.parameterCount], tokenCount: point[.tokenCount], compute: compute,
        of: fit.dataset))
  }

  /// The quantiles of the curve and of a new run; those of a new run are at least as far out, as its
  /// interval is.
  private func quantiles(
    _ probabilities: [Double], ofCurve curve: Draws?, ofNewRun newRun: Draws?
  ) -> [PredictedQuantile] {
    let curve = curve?.quantiles(probabilities)
    let newRun = newRun?.quantiles(probabilities)
    return probabilities.enumerated().map { index, probability in
      let loss = curve?[index]
      var outer = newRun?[index]
      if let loss, let own = outer {
        outer = probability < 0.5 ? min(own, loss) : probability > 0.5 ? max(own, loss) : own
      }
      return PredictedQuantile(probability: probability, loss: loss, newRun: outer)
    }
  }

  private func compute(at point: [ScalingLaw.Variable: Double]) -> Double? {
    guard let parameterCount = point[.parameterCount], let tokenCount = point[.tokenCount] else {
      return nil
    }
    return fit.dataset.flopPerParameterToken * parameterCount * tokenCount
  }
}
