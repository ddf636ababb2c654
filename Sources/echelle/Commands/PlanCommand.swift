import ArgumentParser
import EnergyModel
import Planning
import Reporting
import ScalingLaws

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Plan the best training run for a budget or a target, with its energy.",
    discussion: """
      For each target: N* and D*, D*/N*, compute, loss, accelerator time, energy and emissions, each \
      with an interval, and how many decades beyond the fitted runs the plan lies.

      EXAMPLES
        echelle plan hoffmann2022 --compute 5.76e23
        echelle plan fit.json --loss 2.1,1.95,1.9 --hardware a100-sxm-80 --grid fra
        echelle plan fit.json --gpus 512xh100-sxm --days 30 --utilization .4 --pue 1.1
      """)

  @Argument(help: "A file written by 'echelle fit --format json', or runs to fit first.")
  var fit: String

  @Option(help: ArgumentHelp("A compute budget (repeatable, lists).", valueName: "flop"))
  var compute: [QuantityList] = []

  @Option(help: "A loss to reach (repeatable, lists).")
  var loss: [QuantityList] = []

  @Option(
    help: ArgumentHelp(
      "Accelerators to be had, with --days (repeatable).", valueName: "count x name"))
  var gpus: [ClusterArgument] = []

  @Option(help: "For how many days the accelerators of --gpus are to be had (repeatable, lists).")
  var days: [QuantityList] = []

  @OptionGroup(title: "Energy options") var energy: EnergyArguments
  @OptionGroup(title: "Reading options") var reading: ReadingArguments
  @OptionGroup(title: "Fitting options") var fitting: FittingArguments
  @OptionGroup(title: "Output options") var output: OutputArguments

  func validate() throws {
    guard !(compute.isEmpty && loss.isEmpty && gpus.isEmpty) else {
      throw ValidationError(
        "give a target: --compute 1e24, --loss 2.0, or --gpus 512xh100-sxm --days 30")
    }
    guard gpus.isEmpty == days.isEmpty else {
      throw ValidationError("--gpus and --days go together, as in --gpus 512xh100-sxm --days 30")
    }
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let tables = try Machine.referenceTables()
      let targets = try targets(tables)
      let fits = try await FitSource(path: fit, reading: reading, fitting: fitting).fits()
      let report = PlanReport(
        try fits.map { fit in
          (
            fit,
            try targets.map { try Planner(fit: fit, energyModel: $0.model).plan($0.target) }
          )
        })
      try output.write(report)
    }
  }

  /// The targets, each with the energy model of its hardware.
  private func targets(
    _ tables: ReferenceTables
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
