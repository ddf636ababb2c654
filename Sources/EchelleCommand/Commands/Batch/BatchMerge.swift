import ArgumentParser
import Batch
import Diagnostics
import Documents
import Reporting

struct BatchMerge: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Put the shards of a batch together: batch.json, summary.csv and index.html.",
    discussion: """
      Every fit is checked against what its shard wrote. The bytes are those of a batch in one piece. \
      Shards that are missing or damaged are named, and nothing is written then.

      EXAMPLES
        echelle batch merge --results out
        echelle batch merge --results out --shards 8 --format csv -o fits.csv
      """)

  @Option(help: ArgumentHelp("The folder of the results.", valueName: "folder"))
  var results: String

  @Option(
    help: ArgumentHelp(
      "How many shards there are. (default: as their names say)", valueName: "count"))
  var shards: Int?

  @Flag(
    help: "Allow shards made with different kernels or versions, which differ in the last digits.")
  var allowMixedKernels = false

  @OptionGroup(title: "Output options") var output: OutputArguments

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
