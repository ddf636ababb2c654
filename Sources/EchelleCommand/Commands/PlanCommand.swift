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
      with an interval, and how many decades beyond the fitted runs the plan lies. With \
      --inference-tokens, a budget is for training and serving together, and a loss is reached with \
      the least of both.

      EXAMPLES
        echelle plan hoffmann2022 --compute 5.76e23
        echelle plan fit.json --loss 2.1,1.95,1.9 --hardware a100-sxm-80 --grid fra
        echelle plan fit.json --gpus 512xh100-sxm --days 30 --utilization .4 --pue 1.1
        echelle plan fit.json --energy 500MWh,5GWh
        echelle plan fit.json --money 2M --price-per-hour 2
        echelle plan fit.json --loss 2.0 --inference-tokens 2T
        echelle plan fit.json --loss 2.0 --inference-tokens 2T --serving-precision fp8
        echelle plan fit.json --loss 2.0 --inference-tokens 2T --kappa 1
        echelle plan repeated.json --compute 1e22 --at U=25e9
      """)

  @Argument(help: "A file written by 'echelle fit --format json', or runs to fit first.")
  var fit: String

  @OptionGroup(title: "Target options") var target: TargetArguments
  @OptionGroup(title: "Serving options") var serving: ServingArguments

  @Option(
    help: ArgumentHelp(
      "A variable of the law other than N and D, as in U=25e9 (repeatable).",
      valueName: "name=value"),
    transform: VariableArgument.init)
  var at: [VariableArgument] = []

  @OptionGroup(title: "Energy options") var energy: EnergyArguments
  @OptionGroup(title: "Law options") var law: LawArguments
  @OptionGroup(title: "Reading options") var reading: ReadingArguments
  @OptionGroup(title: "Fitting options") var fitting: FittingArguments
  @OptionGroup(title: "Output options") var output: OutputArguments

  func validate() throws {
    try energy.checkGrid()
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let tables = try Machine.referenceTables()
      let targets = try target.targets(energy, tables)
      let fits = try await FitSource(path: fit, law: law, reading: reading, fitting: fitting).fits()
      let report = PlanReport(
        try fits.map { fit in
          (
            fit,
            try targets.map { target, model in
              try Planner(
                fit: fit, energyModel: model,
                serving: try serving.serving(energy, tables, accelerator: model.hardware.name),
                holding: try VariableArgument.values(at, of: fit.law)
              ).plan(target)
            }
          )
        })
      try output.write(report)
    }
  }
}
