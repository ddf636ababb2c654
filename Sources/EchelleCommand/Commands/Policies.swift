import ArgumentParser
import Planning
import Reporting

struct Policies: AsyncParsableCommand, ManyOptions {
  static let configuration = CommandConfiguration(
    commandName: "policies",
    abstract: "Show the compute wasted by published allocation rules.",
    discussion: """
      For each budget: N, D and the loss at your fit's optimum, at 20 tokens per parameter, by \
      Hoffmann's rounded coefficients and by Kaplan's exponent; then the share of the compute, and \
      of its energy, that each rule wastes relative to the optimum, with intervals.

      EXAMPLES
        echelle policies hoffmann2022 --compute 5.76e23
        echelle policies fit.json --compute 1e22,1e24,1e26 --format csv
      """)

  static let mainOptions = [
    "compute", "hardware", "law", "columns", "where", "group-by", "level", "bootstrap", "format",
    "output",
  ]

  @Argument(help: RunsHelp.fit)
  var fit: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Compute budgets in FLOP (comma-separated).", valueName: "flop"),
    transform: QuantityList.init)
  var compute: QuantityList

  @OptionGroup(title: "Energy") var energy: EnergyArguments
  @OptionGroup(title: "Law") var law: LawArguments
  @OptionGroup(title: "Reading") var reading: ReadingArguments
  @OptionGroup var fitting: FittingArguments
  @OptionGroup(title: "Output") var output: OutputArguments

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
