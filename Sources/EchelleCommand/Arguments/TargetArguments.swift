import ArgumentParser
import EnergyModel
import Planning

/// The targets of a plan.
struct TargetArguments: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Compute budget in FLOP (repeatable; takes lists).", valueName: "flop"),
    transform: QuantityList.init)
  var compute: [QuantityList] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: "Target loss, in the unit of the runs (repeatable; takes lists).",
    transform: QuantityList.init)
  var loss: [QuantityList] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Available accelerators, with --days, as in 512xh100-sxm (repeatable).",
      valueName: "count[xname]"),
    transform: ChipsArgument.init)
  var chips: [ChipsArgument] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: "Days for which the accelerators of --chips are available (repeatable; takes lists).",
    transform: QuantityList.init)
  var days: [QuantityList] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Energy budget of the facility, as in 500MWh (repeatable; takes lists).",
      valueName: "energy"),
    transform: { try UnitQuantityList($0, of: .energy) })
  var energy: [UnitQuantityList] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Emissions cap, as in 100t of CO2e (repeatable; takes lists).",
      valueName: "mass"),
    transform: { try UnitQuantityList($0, of: .mass) })
  var emissions: [UnitQuantityList] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Money budget, as in 2M, with --price-per-hour or --price-per-kwh (repeatable; takes lists).",
      valueName: "amount"),
    transform: QuantityList.init)
  var money: [QuantityList] = []

  @Option(
    name: .customLong("price-per-hour"), parsing: .unconditional,
    help: "Price of one accelerator-hour.")
  var pricePerHour: Double?

  @Option(
    name: .customLong("price-per-kwh"), parsing: .unconditional,
    help: "Price of one kilowatt-hour at the facility, unless the hourly price includes it.")
  var pricePerKilowattHour: Double?

  func validate() throws {
    let given = [compute, loss, days, money].contains { !$0.isEmpty } || !chips.isEmpty
    guard given || !energy.isEmpty || !emissions.isEmpty else {
      throw ValidationError(
        "give a target: --compute 1e24, --loss 2.0, --energy 500MWh, --emissions 100t, "
          + "--money 2M --price-per-hour 2, or --chips 512xh100-sxm --days 30")
    }
    guard chips.isEmpty == days.isEmpty else {
      throw ValidationError("--chips and --days go together, as in --chips 512xh100-sxm --days 30")
    }
    for (name, price) in [
      ("--price-per-hour", pricePerHour), ("--price-per-kwh", pricePerKilowattHour),
    ] {
      guard let price else { continue }
      guard price > 0, price.isFinite else {
        throw ValidationError("\(name) needs a positive number, such as 2")
      }
    }
    if compute.isEmpty, loss.isEmpty, energy.isEmpty, emissions.isEmpty, money.isEmpty,
      chips.allSatisfy({ $0.accelerator != nil })
    {
      try OptionConflict.refuse(
        ["--hardware"], with: ["--chips"], because: "both name the accelerator")
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
    // Masses are in grams.
    simple += emissions.flatMap(\.values).map { .emissions($0 / EnergyUnit.gramsPerTonne) }
    simple += money.flatMap(\.values).map { .money($0, prices) }
    let clusters = try chips.flatMap { cluster in
      let model = try energyOptions.model(tables, accelerator: cluster.accelerator)
      return days.flatMap(\.values).map { days in
        (PlanTarget.cluster(accelerators: cluster.count, seconds: days * 86400), model)
      }
    }
    guard !simple.isEmpty else { return clusters }
    // --hardware is the accelerator of these targets.
    let model = try energyOptions.model(tables)
    return simple.map { ($0, model) } + clusters
  }
}
