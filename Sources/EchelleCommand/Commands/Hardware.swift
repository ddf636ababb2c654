import ArgumentParser
import EnergyModel
import Reporting

struct Hardware: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hardware",
    abstract: "List and show accelerators with their peaks and power.",
    discussion: """
      Peaks are for dense arithmetic, without structured sparsity, in each precision.

      EXAMPLES
        echelle hardware list
        echelle hardware show h100-sxm
      """,
    subcommands: [List.self, Show.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the accelerators.",
      discussion: """
        EXAMPLES
          echelle hardware list
          echelle hardware list --format json
        """)

    @OptionGroup(title: "Output") var output: OutputArguments

    func run() async throws {
      try await Failure.reporting {
        try output.check()
        try output.write(HardwareReport(try Machine.referenceTables().accelerators))
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show one accelerator.",
      discussion: """
        EXAMPLES
          echelle hardware show h100-sxm
          echelle hardware show 'A100 SXM 80' --format json
        """)

    @Argument(help: "Name of an accelerator.")
    var name: String

    @OptionGroup(title: "Output") var output: OutputArguments

    func run() async throws {
      try await Failure.reporting {
        try output.check()
        let accelerator = try Machine.referenceTables().accelerator(named: name)
        try output.write(HardwareReport([accelerator]))
      }
    }
  }
}
