import ArgumentParser
import Reporting
import TrainingRuns

struct Datasets: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "datasets",
    abstract: "List, show and download built-in datasets.",
    discussion: """
      Datasets are folders with a dataset.yml, searched for in $ECHELLE_DATASETS, ./datasets and \
      the installation.

      EXAMPLES
        echelle datasets list
        echelle datasets show hoffmann2022
        echelle datasets pull gemstones
      """,
    subcommands: [List.self, Show.self, Pull.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the datasets, and which of them are downloaded.",
      discussion: """
        EXAMPLES
          echelle datasets list
          echelle datasets list --format json
        """)

    @OptionGroup(title: "Output") var output: OutputArguments

    func run() async throws {
      try await Failure.reporting {
        try output.check()
        let store = Machine.datasetStore
        let datasets = try store.datasets()
        try output.write(DatasetsReport(datasets, isDetailed: false))
        if datasets.isEmpty {
          Machine.writeError(
            "there are no datasets in \(store.searchPath.joined(separator: ", ")); "
              + "set ECHELLE_DATASETS to the folders that hold them")
        }
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show the source, columns and published fits of a dataset.",
      discussion: """
        EXAMPLES
          echelle datasets show hoffmann2022
          echelle datasets show hoffmann2022 --format json
        """)

    @Argument(help: "Name of a dataset.")
    var name: String

    @OptionGroup(title: "Output") var output: OutputArguments

    func run() async throws {
      try await Failure.reporting {
        try output.check()
        let dataset = try Machine.datasetStore.dataset(named: name)
        try output.write(DatasetsReport([dataset], isDetailed: true))
      }
    }
  }
}
