import Statistics

/// One value of every training assumption, before power is adjusted to utilization.
struct AssumedValues: Sendable {
  /// MFU.
  var utilization: Double
  /// Power of the server per accelerator at the usual utilization, in W.
  var nodePower: Double
  /// PUE.
  var powerUsageEffectiveness: Double
  /// gCO₂e/kWh.
  var gridIntensity: Double
  /// Share of the hours that advanced the run.
  var goodput: Double
  /// Average power of the accelerators over their thermal design power, at the usual utilization.
  var acceleratorPowerFraction: Double
  /// gCO₂e of manufacturing the hardware, per accelerator-hour.
  var embodiedIntensity: Double
  /// Energy of the whole programme over that of the final run.
  var developmentMultiplier: Double
}

extension TrainingEnergyModel {
  /// The number of draws of the assumptions behind every figure.
  public static let drawCount = 4000

  /// The number of pairs of draws behind a figure that also depends on the law's draws.
  ///
  /// Pair *k* is draw *k* of the assumptions with draw *k* modulo n of the law's n, so that a law with few
  /// draws does not truncate those of the assumptions, and a law with many loses none.
  public static func pairCount(lawDraws: Int) -> Int { max(drawCount, lawDraws) }

  /// The values with every assumption at its median.
  var medianValues: AssumedValues { values(utilization: utilization.median) { $0.median } }

  /// Draw *k* of the assumptions, which depends only on (`seed`, *k*).
  ///
  /// Each assumption uses one uniform number, fixed or not, so fixing one value leaves the draws of the
  /// others unchanged. In a precision with a known ``rateGain`` the utilization is that of the same run
  /// in bf16 times a draw of the speed-up, so that precisions are compared on the same run.
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
