import ArgumentParser
import EnergyModel
import Reporting
import TrainingRuns

struct EnergyQueriesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queries",
    abstract: "List published energy per query next to estimates.",
    discussion: """
      Published figures count different things (accelerators alone, a whole facility), and few \
      state the model size or the query length. Where they do, 'echelle energy serve' estimates \
      the same query.

      EXAMPLES
        echelle energy queries
        echelle energy queries --hardware b200-sxm --format csv
      """)

  @Option(help: "Accelerator of the estimates; 'echelle hardware list' shows the names.")
  var hardware = EnergyArguments.defaultHardware

  @Option(help: "Level of the intervals.")
  var level = 0.95

  @Option(help: "Seed of the random numbers.")
  var seed: UInt64 = 0

  @OptionGroup(title: "Output") var output: OutputArguments

  func validate() throws {
    guard level > 0, level < 1 else {
      throw ValidationError("--level needs a number between 0 and 1")
    }
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let folders = Machine.referencePath
      let model = try InferenceEnergyModel(
        tables: try Machine.referenceTables(),
        coefficients: try InferenceCoefficients.load(from: folders), accelerator: hardware)
      let rows = try PublishedQuery.load(from: folders).map {
        ($0, try $0.estimate(by: model, seed: seed, level: level))
      }
      try output.write(QueriesReport(rows, hardware: model.hardware, level: level))
    }
  }
}
