/// The assumptions that a whole run needs beside those of ``TrainingEnergyModel``.
struct FurtherAssumptions: Sendable {
  /// Share of the hours that moved the run forward.
  let goodput: Assumption
  /// Mean power of the accelerators alone over their thermal design power.
  let acceleratorFraction: Assumption
  /// Energy of idle nodes over that of busy ones.
  let idle: Assumption
  /// gCO₂e of making the hardware, per accelerator-hour.
  let embodied: Assumption
  /// Energy of the whole programme over that of the final run.
  let development: Assumption

  init(_ choice: AssumptionChoice) throws(EnergyModelError) {
    goodput = try choice.assumption(.goodput)
    acceleratorFraction = try choice.assumption(.acceleratorPowerFraction)
    idle = try choice.assumption(.idleShare)
    embodied = try choice.assumption(.embodiedIntensity)
    development = try choice.assumption(.developmentMultiplier)
  }
}
