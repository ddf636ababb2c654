import ArgumentParser
import EnergyModel
import Reporting
import TrainingRuns

struct EnergyOutlookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outlook",
    abstract: "Project the power and energy of frontier training runs.",
    discussion: """
      Combines the growth of compute with that of efficiency, utilization, precision and run \
      length: the power and energy of frontier runs by year, whether the trends agree with \
      observed power, what would have to change for the power to fall, and the electricity use of \
      whole sectors for comparison.

      EXAMPLES
        echelle energy outlook
        echelle energy outlook --to 2032 --level 0.8
        echelle energy outlook --to 2030 -o outlook.csv
      """)

  @Option(help: ArgumentHelp("Last year.", valueName: "year"))
  var to = 2032

  @Option(help: "Level of the intervals.")
  var level = 0.95

  @Option(help: "Seed of the random numbers.")
  var seed: UInt64 = 0

  @OptionGroup(title: "Output") var output: OutputArguments

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
