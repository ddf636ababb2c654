import ArgumentParser
import Foundation
import Planning
import Reporting

struct Frontier: AsyncParsableCommand, ManyOptions {
  static let configuration = CommandConfiguration(
    commandName: "frontier",
    abstract: "Plot the lowest loss against training energy.",
    discussion: """
      Finds the best training run at energies spaced evenly on a log scale, as 'echelle plan \
      --energy' does for one. Losses have the intervals of the law.

      EXAMPLES
        echelle frontier hoffmann2022
        echelle frontier fit.json --from 10MWh --to 100GWh --points 13 --grid fra
        echelle frontier fit.json -o frontier.csv
      """)

  static let mainOptions = [
    "from", "to", "points", "hardware", "grid", "law", "columns", "where", "format", "output",
  ]

  @Argument(help: RunsHelp.fit)
  var fit: String

  @Option(
    parsing: .unconditional, help: "Lowest energy. (default: 1MWh)",
    transform: { try UnitQuantityList($0, of: .energy) })
  var from: UnitQuantityList?

  @Option(
    parsing: .unconditional, help: "Highest energy. (default: 100GWh)",
    transform: { try UnitQuantityList($0, of: .energy) })
  var to: UnitQuantityList?

  @Option(help: ArgumentHelp("Number of points on the energy axis.", valueName: "count"))
  var points = 11

  @OptionGroup(title: "Energy") var energy: EnergyArguments
  @OptionGroup(title: "Law") var law: LawArguments
  @OptionGroup(title: "Reading") var reading: ReadingArguments
  @OptionGroup var fitting: FittingArguments
  @OptionGroup(title: "Output") var output: OutputArguments

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
      throw ValidationError("--from must be less than --to")
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
