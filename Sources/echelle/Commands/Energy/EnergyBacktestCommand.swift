import ArgumentParser
import EnergyModel
import Reporting
import TrainingRuns

struct EnergyBacktestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Compare predicted with published energy, row by row and in sum.",
    discussion: """
      G0 tests arithmetic (hours, watts and PUE given), G1 the achieved rate, G2 node power with one \
      system left out, G3 energy from size, tokens and chip alone with one study left out. Only runs \
      with measured power count towards G3. Nothing is fitted on a row that it is scored on.

      EXAMPLES
        echelle energy backtest
        echelle energy backtest --format json -o backtest.json
        echelle energy backtest --runs more.csv --format csv
      """)

  @Option(
    help: ArgumentHelp(
      "A table of more runs, with the columns of datasets/training-energy (repeatable).",
      valueName: "file"))
  var runs: [String] = []

  @OptionGroup(title: "Output options") var output: OutputArguments

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let path = Machine.datasetStore.searchPath
      var published = try ReferenceTables.publishedRuns(from: path)
      for file in runs { published += try PublishedRun.read(path: file) }
      let rows = try EnergyBacktest(tables: try Machine.referenceTables())
        .rows(runs: published, nodes: try ReferenceTables.nodePowers(from: path))
      try output.write(BacktestReport(goals: EnergyBacktest.goals(rows), rows: rows))
    }
  }
}
