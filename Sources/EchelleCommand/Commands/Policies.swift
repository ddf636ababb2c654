import ArgumentParser
import Planning
import Reporting

struct Policies: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what published rules for sharing a budget waste, by a fitted law.",
    discussion: """
      For each budget: N, D and the loss by the optimum of the fit, by 20 tokens per parameter, by \
      Hoffmann's rounded coefficients and by Kaplan's exponent; and what share of the compute, and of \
      its energy, the optimum would not have needed for the same loss, with intervals.

      EXAMPLES
        echelle policies hoffmann2022 --compute 5.76e23
        echelle policies fit.json --compute 1e22,1e24,1e26 --format csv
      """)

  @Argument(help: "A file written by 'echelle fit --format json', or runs to fit first.")
  var fit: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Compute budgets, in FLOP (a list).", valueName: "flop"),
    transform: QuantityList.init)
  var compute: QuantityList

  @OptionGroup(title: "Energy options") var energy: EnergyArguments
  @OptionGroup(title: "Law options") var law: LawArguments
  @OptionGroup(title: "Reading options") var reading: ReadingArguments
  @OptionGroup(title: "Fitting options") var fitting: FittingArguments
  @OptionGroup(title: "Output options") var output: OutputArguments

  func validate() throws {
    try energy.checkGrid(reportsEmissions: false)
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let model = try energy.model(Machine.referenceTables())
      let fits = try await FitSource(path: fit, law: law, reading: reading, fitting: fitting).fits()
      try output.write(
        PoliciesReport(
          fits.map { fit in
            let planner = try Planner(fit: fit, energyModel: model)
            return (fit, try compute.values.map { try planner.compare(compute: $0) })
          }))
    }
  }
}
