extension FittedLaw {
  /// Plans the best training run for a budget or a target, with its energy.
  ///
  ///     let plan = try fit.plan(.compute(1e24), on: "h100-sxm", grid: "fra")
  ///
  /// - Parameters:
  ///   - target: The budget or the target.
  ///   - accelerator: The name of an accelerator of `tables`.
  ///   - grid: The name of a grid of `tables`.
  ///   - precision: The precision of the bulk of the arithmetic.
  ///   - stated: Known quantities of the energy model, which replace assumptions and are fixed.
  ///   - serving: The inference use to plan for in addition to training.
  ///   - held: The law's variables other than N and D, or than the one to be found.
  ///   - tables: The reference tables; by default those that come with Echelle.
  /// - Returns: The plan, with figures from the draws of this fit.
  /// - Throws: `EnergyModelError` for unknown names, `PlanningError` if the law has no optimum
  ///   or the target is out of reach.
  public func plan(
    _ target: PlanTarget, on accelerator: String, grid: String = "world",
    precision: NumericPrecision = .bf16, stated: [AssumedQuantity: Double] = [:],
    serving: Serving? = nil, holding held: [ScalingLaw.Variable: Double] = [:],
    tables: ReferenceTables? = nil
  ) throws -> Plan {
    let model = try TrainingEnergyModel(
      tables: try tables ?? .bundled(), accelerator: accelerator, precision: precision, grid: grid,
      stated: stated)
    return try RunPlanner(fit: self, energyModel: model, serving: serving, holding: held)
      .plan(target)
  }
}
