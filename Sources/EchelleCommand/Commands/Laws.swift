import ArgumentParser
import Reporting
import ScalingLaws

struct Laws: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "laws",
    abstract: "List, show and evaluate published scaling laws.",
    discussion: """
      A law is a file laws/NAME.yml, searched for in $ECHELLE_DATASETS, ./datasets and the \
      installation; your own files have the same format. 'echelle fit --law NAME' fits one.

      EXAMPLES
        echelle laws list
        echelle laws show chinchilla
        echelle laws evaluate chinchilla --params 70B --tokens 1.4T
      """,
    subcommands: [List.self, Show.self, LawsEvaluate.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the laws.",
      discussion: """
        EXAMPLES
          echelle laws list
          echelle laws list --format csv
        """)

    @OptionGroup(title: "Output") var output: OutputArguments

    func run() async throws {
      try await Failure.reporting {
        try output.check()
        try output.write(LawsReport(Machine.laws.laws(), isDetailed: false))
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show a law, its published coefficients and the effect of their rounding.",
      discussion: """
        If a source gives rounded coefficients, every value that rounds to them is tried. The \
        resulting ranges of the loss and of the optimal model show what the source leaves open.

        EXAMPLES
          echelle laws show chinchilla
          echelle laws show data-constrained --format json
          echelle laws show my-law.yml
        """)

    @Argument(help: "Name of a law, or a .yml file.")
    var name: String

    @OptionGroup(title: "Output") var output: OutputArguments

    func run() async throws {
      try await Failure.reporting {
        try output.check()
        try output.write(LawsReport([Machine.laws.law(name)], isDetailed: true))
      }
    }
  }
}
