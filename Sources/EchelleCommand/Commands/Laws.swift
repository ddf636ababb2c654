import ArgumentParser
import Reporting
import ScalingLaws

struct Laws: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "laws",
    abstract: "List, show and evaluate the laws of the literature.",
    discussion: """
      Laws are files laws/NAME.yml, looked up in $ECHELLE_DATASETS, ./datasets, and where Echelle is \
      installed. A file of your own has the same form. 'echelle fit --law NAME' fits one.

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

    @OptionGroup(title: "Output options") var output: OutputArguments

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
      abstract: "Show a law, the coefficients that were published, and what their rounding hides.",
      discussion: """
        Where a source gives rounded coefficients, all numbers that round to them are tried: how far \
        these move the loss, and the optimal model, is what the source leaves open.

        EXAMPLES
          echelle laws show chinchilla
          echelle laws show data-constrained --format json
          echelle laws show my-law.yml
        """)

    @Argument(help: "The name of a law, or a file that ends in .yml.")
    var name: String

    @OptionGroup(title: "Output options") var output: OutputArguments

    func run() async throws {
      try await Failure.reporting {
        try output.check()
        try output.write(LawsReport([Machine.laws.law(name)], isDetailed: true))
      }
    }
  }
}
