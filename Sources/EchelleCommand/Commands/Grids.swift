import ArgumentParser
import EnergyModel
import Reporting

struct Grids: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grids",
    abstract: "List and show the carbon intensity of electricity grids.",
    discussion: """
      Intensities are yearly averages per kilowatt-hour generated. --grid fra takes the latest \
      year, --grid fra-2021 another one.

      EXAMPLES
        echelle grids list
        echelle grids show France
      """,
    subcommands: [List.self, Show.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the grids, each in its latest year.",
      discussion: """
        EXAMPLES
          echelle grids list
          echelle grids list --format json
        """)

    @OptionGroup(title: "Output") var output: OutputArguments

    func run() async throws {
      try await Failure.reporting {
        try output.check()
        try output.write(GridReport(try Machine.referenceTables().latestGrids))
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show one grid by year.",
      discussion: """
        EXAMPLES
          echelle grids show fra
          echelle grids show fra-2021
          echelle grids show 'United States' --format json
        """)

    @Argument(help: "A country by code or name, as in fra, or one year of it, as in fra-2021.")
    var name: String

    @OptionGroup(title: "Output") var output: OutputArguments

    func run() async throws {
      try await Failure.reporting {
        try output.check()
        try output.write(GridReport(try Machine.referenceTables().years(ofGrid: name)))
      }
    }
  }
}
