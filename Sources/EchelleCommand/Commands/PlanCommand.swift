import ArgumentParser
import EnergyModel
import Inference
import Planning
import Reporting
import ScalingLaws

struct PlanCommand: AsyncParsableCommand, ManyOptions {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Find the best model for a budget or a target.",
    discussion: """
      For each target: N*, D*, D*/N*, compute, loss, accelerator time, energy and emissions, each \
      with an interval, and how far the plan extrapolates beyond the fitted runs.

      With --inference-tokens, a budget covers training and serving together, and a target loss is \
      reached at the lowest total cost of both.

      A law of one variable has no N* and D*: the plan gives the C, N, D or other variable that \
      reaches the loss, and what a compute C takes.

      EXAMPLES
        echelle plan hoffmann2022 --compute 5.76e23
        echelle plan fit.json --loss 2.1,1.95,1.9 --hardware a100-sxm-80 --grid fra
        echelle plan fit.json --chips 512xh100-sxm --days 30 --utilization 0.4
        echelle plan fit.json --loss 2.0 --inference-tokens 2T \\
          --serving-precision fp8
        echelle plan hoffmann2022 --law 'E + A / C^alpha' --loss 2.2
      """)

  static let mainOptions = [
    "compute", "loss", "chips", "days", "energy", "money", "inference-tokens", "hardware", "grid",
    "output",
  ]

  @Argument(help: RunsHelp.fit)
  var fit: String

  @OptionGroup(title: "Target") var target: TargetArguments
  @OptionGroup(title: "Serving") var serving: ServingArguments

  @Option(
    help: ArgumentHelp(
      "Value of another variable of the law, as in U=25e9 (repeatable).",
      valueName: "name=value"),
    transform: VariableArgument.init)
  var at: [VariableArgument] = []

  @OptionGroup(title: "Energy") var energy: EnergyArguments
  @OptionGroup(title: "Law") var law: LawArguments
  @OptionGroup(title: "Reading") var reading: ReadingArguments
  @OptionGroup(title: "Groups") var sharing: SharingArguments
  @OptionGroup var fitting: FittingArguments
  @OptionGroup(title: "Intervals") var calibration: CalibrationArguments
  @OptionGroup(title: "Output") var output: OutputArguments

  func validate() throws {
    try energy.checkGrid()
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let tables = try Machine.referenceTables()
      let targets = try target.targets(energy, tables)
      let source = FitSource(
        path: fit, law: law, reading: reading, fitting: fitting, sharing: sharing,
        checking: { job in
          try checkEnergy(of: job.law)
          try RunPlanner.check(
            job.law, of: job.quantity, holding: VariableArgument.values(at, of: job.law),
            targets: targets.map(\.target), serves: serving.inferenceTokens != nil)
        })
      let fits = try await source.fits()
      try fits.map(\.law).forEach(checkEnergy(of:))
      var results: [(fit: FittedLaw, plans: [Plan])] = []
      for fit in fits {
        let analysed = try await calibration.analysed(fit, fitting)
        let plans = try targets.map { target, model in
          let serving = try serving.serving(energy, tables, accelerator: model.hardware.name)
          var plan = try RunPlanner(
            fit: analysed.fit, energyModel: model, serving: serving,
            holding: try VariableArgument.values(at, of: fit.law)
          ).plan(target)
          if let ensemble = analysed.ensemble, serving == nil {
            plan.calibrated = CalibratedPlanner(
              ensemble, energyModel: model, level: fit.bootstrap.level, seed: fit.provenance.seed
            ).plan(target)
          }
          return plan
        }
        results.append((analysed.fit, plans))
      }
      try output.write(PlanReport(results))
    }
  }

  /// Refuses options of energy for a law of one variable that is not C.
  private func checkEnergy(of law: ScalingLaw) throws {
    guard
      let variable = LawInverse.variable(
        of: law, holding: try VariableArgument.values(at, of: law)),
      variable != .compute
    else { return }
    try OptionConflict.refuseIdle(
      EnergyArguments.options,
      because: "the law depends on \(variable.symbol) alone, so the plan has no energy")
  }
}
