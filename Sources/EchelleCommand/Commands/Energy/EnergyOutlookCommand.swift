import ArgumentParser
import EnergyModel
import Reporting
import TrainingRuns

struct OutlookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outlook",
    abstract: "Look out at the power and energy of frontier training, with intervals.",
    discussion: """
      Growth of compute against that of efficiency, utilization, precision and run length: the power of \
      frontier runs and their energy for each year, whether the trends agree with the power observed, \
      what would have to hold for it to turn, and the electricity of whole sectors beside it.

      EXAMPLES
        echelle outlook
        echelle outlook --to 2032 --level .8
        echelle outlook --to 2030 --format csv -o outlook.csv
      """)

  @Option(help: ArgumentHelp("The last year.", valueName: "year"))
  var to = 2032

  @Option(help: "The level of the intervals.")
  var level = 0.95

  @Option(help: "What the random numbers depend on.")
  var seed: UInt64 = 0

  @OptionGroup(title: "Output options") var output: OutputArguments

  func validate() throws {
    guard level > 0, level < 1 else {
      throw ValidationError("--level needs a number between 0 and 1")
    }
    guard to <= 2100 else { throw ValidationError("--to needs a year up to 2100") }
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let trends = try Trends.load(from: Machine.referencePath)
      let outlook = try Outlook(trends, to: to, seed: seed, level: level)
      try output.write(OutlookReport(outlook, trends: trends))
    }
  }
}
