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

  func validate() throws {
    guard !(compute.isEmpty && loss.isEmpty && gpus.isEmpty && days.isEmpty) else {
      throw ValidationError(
        "give a target: --compute 1e24, --loss 2.0, or --gpus 512xh100-sxm --days 30")
    }
    guard gpus.isEmpty == days.isEmpty else {
      throw ValidationError("--gpus and --days go together, as in --gpus 512xh100-sxm --days 30")
    }
  }

  /// The targets, each with the energy model of its hardware.
  func targets(
    _ energy: EnergyArguments, _ tables: ReferenceTables
  ) throws -> [(target: PlanTarget, model: TrainingEnergyModel)] {
    let model = try energy.model(tables)
    let simple =
      compute.flatMap(\.values).map(PlanTarget.compute)
      + loss.flatMap(\.values).map(PlanTarget.loss)
    let clusters = try gpus.flatMap { cluster in
      let model = try energy.model(tables, accelerator: cluster.accelerator)
      return days.flatMap(\.values).map { days in
        (PlanTarget.cluster(accelerators: cluster.count, seconds: days * 86400), model)
      }
    }
    return simple.map { ($0, model) } + clusters
  }
}
