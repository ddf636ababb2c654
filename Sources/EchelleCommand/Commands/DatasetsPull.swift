import ArgumentParser
import Reporting
import TrainingRuns

extension Datasets {
  struct Pull: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "pull",
      abstract: "Fetch tables that are not carried along, or what carried ones were made from.",
      discussion: """
        Tables are fetched by curl, over https alone and without redirects, at the version that the \
        descriptor names, and are put in their place once they have its SHA-256. What was interrupted \
        goes on where it ended when the command is run again.

        A table that is carried along is checked and not fetched. The published files it was made from, \
        where its descriptor names them, are fetched into a folder 'source' beside it. A table goes beside its descriptor, or where that folder cannot be written to into \
        $XDG_DATA_HOME/echelle/datasets (~/.local/share/echelle/datasets); it is found in both. With \
        --force it replaces a file that is there and is not the one described.

        EXAMPLES
          echelle datasets pull gemstones
          echelle datasets pull kyo-takano gemstones --to ~/scaling-data
        """)

    @Argument(help: "Names of datasets.")
    var names: [String]

    @Option(
      help: ArgumentHelp(
        "Make a folder for each dataset in this one, with its table and its descriptor.",
        valueName: "folder"))
    var to: String?

    @Option(
      name: .customLong("max-bytes"),
      help: ArgumentHelp("Refuse a table that is larger.", valueName: "count"))
    var maximumSize = Download.defaultMaximumSize

    @OptionGroup(title: "Output options") var output: OutputArguments

    func validate() throws {
      guard maximumSize > 0 else { throw ValidationError("--max-bytes needs at least 1") }
    }

    func run() async throws {
      try await Failure.reporting {
        try output.check(forcing: true)
        let store = Machine.datasetStore
        let download = Machine.download(maximumSize: maximumSize)
        var failures = FailureList(isAlone: names.count == 1)
        var pulled: [PulledDataset] = []
        do {
          for name in names {
            try await failures.collecting(name) {
              let dataset = try store.dataset(named: name)
              let line = ProgressLine(name)
              defer { line?.clear() }
              if let table = try await store.carriedTable(
                of: dataset, to: to, replaces: output.force, by: download.programs)
              {
                pulled.append(table)
                guard dataset.descriptor.source?.files.isEmpty == false else { return }
              }
              pulled += try await Interruption.deferring {
                try await store.pull(
                  dataset, to: to, replaces: output.force, by: download,
                  waiting: { Machine.writeNote("waiting for another process that fetches \($0)") },
                  progress: { line?.show(bytes: $0) })
              }
            }
          }
        } catch {
          // That a table is carried is worth knowing where what it was made from cannot be fetched.
          if !pulled.isEmpty { try output.write(PullReport(pulled)) }
          throw error
        }
        if !pulled.isEmpty { try output.write(PullReport(pulled)) }
        try failures.finish()
      }
    }
  }
}
