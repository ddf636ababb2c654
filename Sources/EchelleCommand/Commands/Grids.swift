import ArgumentParser
import EnergyModel
import Reporting

struct Grid: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grid",
    abstract: "List and show the electricity grids that emissions are estimated for.",
    discussion: """
      Intensities are yearly means of what generating a kilowatt-hour emits. --grid fra takes the latest \
      year of the table, --grid fra-2021 another.

      EXAMPLES
        echelle grid list
        echelle grid show fra
      """,
    subcommands: [List.self, Show.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the grids, each in its latest year.",
      discussion: """
        EXAMPLES
          echelle grid list
          echelle grid list --format json
        """)

    @OptionGroup(title: "Output options") var output: OutputArguments

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
      abstract: "Show one grid, year by year.",
      discussion: """
        EXAMPLES
          echelle grid show fra
          echelle grid show fra-2021
          echelle grid show fra --format json
        """)

    @Argument(help: "The name of a grid, for all of its years, or with a year.")
    var name: String

    @OptionGroup(title: "Output options") var output: OutputArguments

    func run() async throws {
      try await Failure.reporting {
        try output.check()
        try output.write(GridReport(try Machine.referenceTables().years(ofGrid: name)))
      }
    }
  }
}
