import ArgumentParser
import Batch
import Diagnostics
import Documents
import Reporting

struct BatchMerge: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Merge the shards of a batch.",
    discussion: """
      Writes batch.json, summary.csv and index.html, identical to those of an unsharded batch. \
      Every fit is checked against the record of its shard. If a shard is missing or damaged, it \
      is named and nothing is written.

      EXAMPLES
        echelle batch merge --results out
        echelle batch merge --results out --shards 8 -o fits.csv
      """)

  @Option(help: ArgumentHelp("Results folder.", valueName: "folder"))
  var results: String

  @Option(
    help: ArgumentHelp(
      "Number of shards. (default: as in the names of their files)", valueName: "count"))
  var shards: Int?

  @Flag(
    help: "Accept shards of different kernels or versions, which differ in the last digits.")
  var allowMixedKernels = false

  @OptionGroup(title: "Output") var output: OutputArguments

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let record = try ResultsFolder(path: results).merge(
        shards: shards, allowsMixedMakers: allowMixedKernels)
      try output.write(BatchReport(record))
      guard record.failures.isEmpty else {
        throw Failure.report(
          record.failures.map { $0.error ?? "" },
          summary: "\(record.failures.count) of \(record.items.count) failed", category: .data)
      }
    }
  }

  func validate() throws {
    if let shards, shards < 1 { throw ValidationError("--shards needs at least 1") }
    if let shards, shards > SlurmArguments.mostShards {
      throw ValidationError("--shards needs at most \(SlurmArguments.mostShards)")
    }
  }
}
