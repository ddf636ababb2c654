import ArgumentParser
import EnergyModel
import Reporting
import TrainingRuns

struct EnergyBacktestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Score energy predictions against published measurements.",
    discussion: """
      G0 tests the arithmetic (hours, watts and PUE given), G1 the achieved FLOP rate, G2 node \
      power with one system left out, G3 energy from size, tokens and chip alone with one study \
      left out. Only runs with measured power count towards G3. G4 tests serving energy with one \
      model left out, G5 the law of sparse models with one run left out. No row is scored by a fit \
      that included it.

      EXAMPLES
        echelle energy backtest
        echelle energy backtest -o backtest.json
        echelle energy backtest --runs more.csv --format csv
      """)

  @Option(
    help: ArgumentHelp(
      "Table of further runs, with the columns of datasets/training-energy (repeatable).",
      valueName: "file"))
  var runs: [String] = []

  @OptionGroup(title: "Output") var output: OutputArguments

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let path = Machine.referencePath
      var published = try ReferenceTables.publishedRuns(from: path)
      for file in runs { published += try PublishedRun.read(path: file) }
      let tables = try Machine.referenceTables()
      let rows = try EnergyBacktest(tables: tables)
        .rows(runs: published, nodes: try ReferenceTables.nodePowers(from: path))
      let serving = try EnergyBacktest.inference(
        try InferenceMeasurement.load(from: path), tables: tables)
      let sparsity = try await SparsityBacktest.run()
      try output.write(
        BacktestReport(
          goals: EnergyBacktest.goals(rows) + [serving.goal, sparsity.goal],
          rows: rows + serving.rows + sparsity.rows))
    }
  }
}
