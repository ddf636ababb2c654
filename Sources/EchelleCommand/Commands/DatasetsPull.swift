import ArgumentParser
import Reporting
import TrainingRuns

extension Datasets {
  struct Pull: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "pull",
      abstract: "Download the tables of datasets.",
      discussion: """
        Tables are downloaded by curl, over https only and without redirects, at the version named \
        in the dataset's description, and installed only if their SHA-256 matches. An interrupted \
        download resumes when the command is run again.

        A table that ships with Echelle is checked, not downloaded; the published files it was \
        made from go to a folder 'source' beside it. Other tables go beside their description or, \
        where that folder is read-only, to $XDG_DATA_HOME/echelle/datasets \
        (~/.local/share/echelle/datasets). --force replaces a file that differs from the one \
        described.

        EXAMPLES
          echelle datasets pull gemstones
          echelle datasets pull kyo-takano gemstones --to ~/scaling-data
        """)

    @Argument(help: "Names of datasets.")
    var names: [String]

    @Option(
      help: ArgumentHelp(
        "Download into this folder, which gets one folder per dataset, with its description.",
        valueName: "folder"))
    var to: String?

    @Option(
      name: .customLong("max-bytes"),
      help: ArgumentHelp("Refuse tables larger than this.", valueName: "count"))
    var maximumSize = Download.defaultMaximumSize

    @OptionGroup(title: "Output") var output: OutputArguments

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
                  waiting: {
                    Machine.writeNote("waiting for another process that downloads \($0)")
                  },
                  progress: { line?.show(bytes: $0) })
              }
            }
          }
        } catch {
          // The checked table is worth reporting even if its sources cannot be downloaded.
          if !pulled.isEmpty { try output.write(PullReport(pulled)) }
          throw error
        }
        if !pulled.isEmpty { try output.write(PullReport(pulled)) }
        try failures.finish()
      }
    }
  }
}
