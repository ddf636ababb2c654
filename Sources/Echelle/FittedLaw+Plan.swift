extension FittedLaw {
  /// Plans the best training run for a budget or a target, with its energy.
  ///
  ///     let plan = try fit.plan(.compute(1e24), on: "h100-sxm", grid: "fra")
  ///
  /// - Parameters:
  ///   - target: The budget, or what is to be reached.
  ///   - accelerator: The name of an accelerator of `tables`.
  ///   - grid: The name of a grid of `tables`.
  ///   - precision: The precision of the bulk of the arithmetic.
  ///   - stated: What is known of the energy model, taken as exact in place of what is assumed.
  ///   - serving: The use for which the model is planned beside its training.
  ///   - held: The law's variables other than N and D.
  ///   - tables: The reference tables; those that come with Echelle unless others are given.
  /// - Returns: The plan, its figures from the draws of this fit.
  /// - Throws: `EnergyModelError` for unknown names, `PlanningError` where the law has no optimum
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
    return try Planner(fit: self, energyModel: model, serving: serving, holding: held).plan(target)
  }
}
