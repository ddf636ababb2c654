import Statistics

/// One value of everything that the chain of training assumes, before power follows utilisation.
struct AssumedValues: Sendable {
  /// MFU.
  var utilization: Double
  /// Power of the server per accelerator at the usual utilisation, in W.
  var nodePower: Double
  /// PUE.
  var powerUsageEffectiveness: Double
  /// gCO₂e/kWh.
  var gridIntensity: Double
  /// Share of the hours that moved the run forward.
  var goodput: Double
  /// Average power of the accelerators alone over their thermal design power, at the usual utilisation.
  var acceleratorPowerFraction: Double
  /// gCO₂e of making the hardware, per accelerator-hour.
  var embodiedIntensity: Double
  /// Energy of the whole programme over that of the final run.
  var developmentMultiplier: Double
}

extension TrainingEnergyModel {
  /// How many draws of the assumptions every figure has, whatever else varies with them.
  public static let drawCount = 4000

  /// How many pairs of draws a figure has that depends on the law's draws too.
  ///
  /// Pair *k* is draw *k* of the assumptions with draw *k* modulo n of the law's n, so that a law with few
  /// draws does not cut short the assumptions, and one with many loses none.
  public static func pairCount(lawDraws: Int) -> Int { max(drawCount, lawDraws) }

  /// The values with every assumption at its median.
  var medianValues: AssumedValues { values(utilization: utilization.median) { $0.median } }

  /// Draw *k* of the assumptions, a function of (`seed`, *k*) alone.
  ///
  /// Each assumption takes one uniform number, fixed or not: to state one value leaves the draws of the
  /// others as they are. In a precision whose ``rateGain`` is known the utilisation is that of the same run
  /// in bf16 times a draw of the gain, so that precisions are compared on the same run.
  func drawnValues(_ index: Int, seed: UInt64) -> AssumedValues {
    var stream = RandomStream(seed: seed, purpose: .training, index: index)
    let level = stream.uniform()
    var drawn = values(utilization: utilization.quantile(level)) { $0.quantile(stream.uniform()) }
    if let rateGain, let reference {
      var gains = RandomStream(seed: seed, purpose: .precisionGain, index: index)
      let rate = reference.utilization.quantile(level) * reference.peakFLOPPerSecond
      drawn.utilization = min(1, rate * rateGain.quantile(gains.uniform()) / peakFLOPPerSecond)
    }
    return drawn
  }

  private func values(
    utilization: Double, _ value: (Assumption) -> Double
  ) -> AssumedValues {
    // In the order of the stream.
    let (power, effectiveness, intensity) = (
      value(nodePower), value(powerUsageEffectiveness), value(gridIntensity)
    )
    let (goodput, fraction) = (value(goodput), value(acceleratorPowerFraction))
    let (embodied, development) = (value(embodiedIntensity), value(developmentMultiplier))
    return AssumedValues(
      utilization: utilization, nodePower: power, powerUsageEffectiveness: effectiveness,
      gridIntensity: intensity, goodput: goodput, acceleratorPowerFraction: fraction,
      embodiedIntensity: embodied, developmentMultiplier: development)
  }
}
