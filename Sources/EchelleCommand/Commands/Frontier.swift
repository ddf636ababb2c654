import ArgumentParser
import Foundation
import Planning
import Reporting

struct Frontier: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell the lowest loss for each energy of training, from a fitted law.",
    discussion: """
      Plans the best training run for energies at equal steps of the logarithm, as 'echelle plan \
      --energy' does for one; the loss has the law's interval.

      EXAMPLES
        echelle frontier hoffmann2022
        echelle frontier fit.json --from 10MWh --to 100GWh --points 13 --grid fra
        echelle frontier fit.json --format csv -o frontier.csv
      """)

  @Argument(help: "A file written by 'echelle fit --format json', or runs to fit first.")
  var fit: String

  @Option(
    parsing: .unconditional, help: "The smallest energy. (default: 1MWh)",
    transform: { try UnitQuantityList($0, of: .energy) })
  var from: UnitQuantityList?

  @Option(
    parsing: .unconditional, help: "The largest energy. (default: 100GWh)",
    transform: { try UnitQuantityList($0, of: .energy) })
  var to: UnitQuantityList?

  @Option(help: ArgumentHelp("How many energies there are.", valueName: "count"))
  var points = 11

  @OptionGroup(title: "Energy options") var energy: EnergyArguments
  @OptionGroup(title: "Law options") var law: LawArguments
  @OptionGroup(title: "Reading options") var reading: ReadingArguments
  @OptionGroup(title: "Fitting options") var fitting: FittingArguments
  @OptionGroup(title: "Output options") var output: OutputArguments

  /// The ends of the frontier, in J.
  private var ends: (lower: Double, upper: Double) {
    (from?.values.first ?? 3.6e9, to?.values.first ?? 3.6e14)
  }

  func validate() throws {
    for (name, list) in [("--from", from), ("--to", to)] where list?.values.count ?? 1 > 1 {
      throw ValidationError("\(name) takes one energy, such as 10MWh")
    }
    try energy.checkGrid()
    guard (2...1000).contains(points) else {
      throw ValidationError("--points needs a number from 2 to 1000")
    }
    guard ends.lower < ends.upper else {
      throw ValidationError("--from has to be less than --to")
    }
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let model = try energy.model(Machine.referenceTables())
      let fits = try await FitSource(path: fit, law: law, reading: reading, fitting: fitting).fits()
      let energies = (0..<points).map { index in
        ends.lower * pow(ends.upper / ends.lower, Double(index) / Double(points - 1))
      }
      try output.write(
        FrontierReport(
          fits.map { fit in
            let planner = try Planner(fit: fit, energyModel: model)
            return (fit, try energies.map { try planner.plan(.energy($0)) })
          }))
    }
  }
}
