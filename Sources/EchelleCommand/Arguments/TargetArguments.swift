import ArgumentParser
import EnergyModel
import Planning

/// What is to be planned for.
struct TargetArguments: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A compute budget, in FLOP (repeatable, lists).", valueName: "flop"),
    transform: QuantityList.init)
  var compute: [QuantityList] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: "A loss to reach, in the unit of the runs (repeatable, lists).",
    transform: QuantityList.init)
  var loss: [QuantityList] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Accelerators to be had, with --days, as in 512xh100-sxm (repeatable).",
      valueName: "count x name"),
    transform: ClusterArgument.init)
  var gpus: [ClusterArgument] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: "For how many days the accelerators of --gpus are to be had (repeatable, lists).",
    transform: QuantityList.init)
  var days: [QuantityList] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "The energy of the facility to be used, as in 500MWh (repeatable, lists).",
      valueName: "energy"),
    transform: { try UnitQuantityList($0, of: .energy) })
  var energy: [UnitQuantityList] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "The emissions to be made at most, as in 100t of CO2e (repeatable, lists).",
      valueName: "mass"),
    transform: { try UnitQuantityList($0, of: .mass) })
  var emissions: [UnitQuantityList] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Money to be spent, as in 2M, with --price-per-hour or --price-per-kwh (repeatable, lists).",
      valueName: "amount"),
    transform: QuantityList.init)
  var money: [QuantityList] = []

  @Option(
    name: .customLong("price-per-hour"), parsing: .unconditional,
    help: "What an hour of one accelerator costs.")
  var pricePerHour: Double?

  @Option(
    name: .customLong("price-per-kwh"), parsing: .unconditional,
    help: "What a kilowatt-hour of the facility costs, where the hour does not include it.")
  var pricePerKilowattHour: Double?

  func validate() throws {
    let given = [compute, loss, days, money].contains { !$0.isEmpty } || !gpus.isEmpty
    guard given || !energy.isEmpty || !emissions.isEmpty else {
      throw ValidationError(
        "give a target: --compute 1e24, --loss 2.0, --energy 500MWh, --emissions 100t, "
          + "--money 2M --price-per-hour 2, or --gpus 512xh100-sxm --days 30")
    }
    guard gpus.isEmpty == days.isEmpty else {
      throw ValidationError("--gpus and --days go together, as in --gpus 512xh100-sxm --days 30")
    }
    for (name, price) in [
      ("--price-per-hour", pricePerHour), ("--price-per-kwh", pricePerKilowattHour),
    ] {
      guard let price else { continue }
      guard price > 0, price.isFinite else {
        throw ValidationError("\(name) needs a positive number, such as 2")
      }
    }
    if compute.isEmpty, loss.isEmpty, energy.isEmpty, emissions.isEmpty, money.isEmpty {
      try refuseIdle(["--hardware"], "with --gpus, which names the accelerators")
    }
    guard money.isEmpty == (pricePerHour == nil && pricePerKilowattHour == nil) else {
      throw ValidationError(
        "--money goes with --price-per-hour or --price-per-kwh, as in --money 2M --price-per-hour 2"
      )
    }
  }

  /// The targets, each with the energy model of its hardware.
  func targets(
    _ energyOptions: EnergyArguments, _ tables: ReferenceTables
  ) throws -> [(target: PlanTarget, model: TrainingEnergyModel)] {
    let prices = Prices(
      perAcceleratorHour: pricePerHour ?? 0, perKilowattHour: pricePerKilowattHour ?? 0)
    var simple = compute.flatMap(\.values).map(PlanTarget.compute)
    simple += loss.flatMap(\.values).map(PlanTarget.loss)
    simple += energy.flatMap(\.values).map(PlanTarget.energy)
    // Masses are told in grams.
    simple += emissions.flatMap(\.values).map { .emissions($0 / EnergyUnit.gramsPerTonne) }
    simple += money.flatMap(\.values).map { .money($0, prices) }
    let clusters = try gpus.flatMap { cluster in
      let model = try energyOptions.model(tables, accelerator: cluster.accelerator)
      return days.flatMap(\.values).map { days in
        (PlanTarget.cluster(accelerators: cluster.count, seconds: days * 86400), model)
      }
    }
    guard !simple.isEmpty else { return clusters }
    // The named accelerator counts for these alone.
    let model = try energyOptions.model(tables)
    return simple.map { ($0, model) } + clusters
  }
}
