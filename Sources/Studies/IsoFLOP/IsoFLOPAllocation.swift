internal import ScalingLaws
internal import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The power laws through the optima of IsoFLOP profiles, refitted to the optima of each replicate.
struct IsoFLOPAllocation {
  let profiles: [IsoFLOPProfile]
  let replicates: [IsoFLOPBootstrap.Replicate]
  /// log k, of C = k·N·D.
  let product: Double
  let options: IsoFLOPOptions

  /// The laws of each curve: with equal weights, then, if requested, by inverse variance.
  var laws: [ProfileCurve: [AllocationLaw]] {
    let weightings: [AllocationLaw.Weighting] =
      options.weighting == .equal ? [.equal] : [.equal, .inverseVariance]
    return Dictionary(
      uniqueKeysWithValues: ProfileCurve.allCases.map { curve in
        (curve, weightings.compactMap { law(curve, $0) })
      })
  }

  private func law(
    _ curve: ProfileCurve, _ weighting: AllocationLaw.Weighting
  ) -> AllocationLaw? {
    let weights = weights(curve, weighting)
    return points(curve, weights: weights).law(
      weighting, replicates: replicates.map { points(curve, weights: weights, of: $0) },
      options: options.resampling,
      failure: "had fewer than \(fewestAllocationPoints) budgets with an optimum")
  }

  /// The weight of each budget; `nil` for one without an optimum, or without a standard error if
  /// that is needed.
  private func weights(
    _ curve: ProfileCurve, _ weighting: AllocationLaw.Weighting
  ) -> [Double?] {
    profiles.map { profile in
      guard let optimum = profile.outcomes[curve]?.optimum else { return nil }
      guard weighting == .inverseVariance else { return 1 }
      return optimum.logStandardError.map { 1 / ($0 * $0) }
    }
  }

  /// The optima of the weighted budgets: of the runs, or of a replicate, in which budgets
  /// without an interior minimum are left out.
  private func points(
    _ curve: ProfileCurve, weights: [Double?], of replicate: IsoFLOPBootstrap.Replicate? = nil
  ) -> AllocationPoints {
    var points = AllocationPoints()
    for (index, profile) in profiles.enumerated() {
      guard let weight = weights[index] else { continue }
      let logParameters =
        replicate.map { $0[curve]?[index].logParameters ?? .nan }
        ?? log(profile.outcomes[curve]?.optimum?.parameterCount.value ?? .nan)
      guard logParameters.isFinite else { continue }
      let logExcess =
        replicate.map { $0[curve]?[index].logExcess ?? 0 }
        ?? profile.outcomes[curve]?.optimum?.logTokenExcess ?? 0
      let logCompute = log(profile.compute)
      points.append(
        logCompute: logCompute, logParameters: logParameters,
        logTokens: logCompute - product - logParameters + logExcess, weight: weight)
    }
    return points
  }

  /// The number of replicates without the optimum of a budget that has one.
  var replicatesWithFewerBudgets: Int {
    let indices = profiles.indices.filter {
      profiles[$0].outcomes[options.curve]?.optimum != nil
    }
    return replicates.count { replicate in
      indices.contains { replicate[options.curve]?[$0].logParameters.isFinite != true }
    }
  }

  /// The parabola compared with the cubic.
  var curveDifference: IsoFLOPFit.CurveDifference? {
    let weights = profiles.map { profile -> Double? in
      ProfileCurve.allCases.allSatisfy { profile.outcomes[$0]?.optimum != nil } ? 1 : nil
    }
    func pair(of replicate: IsoFLOPBootstrap.Replicate?) -> (exponent: Double, logRatio: Double)? {
      // A budget counts in a replicate if both curves have a minimum.
      let common = weights.indices.map { index -> Double? in
        guard let replicate else { return weights[index] }
        let isFinite = ProfileCurve.allCases.allSatisfy {
          replicate[$0]?[index].logParameters.isFinite == true
        }
        return isFinite ? weights[index] : nil
      }
      let parabola = points(.parabola, weights: common, of: replicate)
      let cubic = points(.cubic, weights: common, of: replicate)
      let reference = parabola.reference
      guard let first = parabola.lines(at: reference), let second = cubic.lines(at: reference)
      else { return nil }
      // The mean of log N* is the line's value at the mean of log C.
      return (
        first.parameterExponent - second.parameterExponent,
        first.logParameters - second.logParameters
      )
    }
    guard let value = pair(of: nil) else { return nil }
    let draws = replicates.map { pair(of: $0) }
    let failure = "had fewer than \(fewestAllocationPoints) budgets with both optima"
    return IsoFLOPFit.CurveDifference(
      budgetCount: weights.compactMap { $0 }.count,
      exponent: options.resampling.draws(draws.map { $0?.exponent ?? .nan }, failure: failure)
        .estimate(of: value.exponent),
      parameterRatio: options.resampling.draws(
        draws.map { $0?.logRatio ?? .nan }, failure: failure
      ).estimate(ofExponential: value.logRatio))
  }
}
