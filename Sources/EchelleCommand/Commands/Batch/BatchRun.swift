import ArgumentParser
import Batch
import Diagnostics
import Documents
import Escaping
import Foundation
import Reporting
import ScalingLaws
import Synchronization

struct BatchRun: AsyncParsableCommand, ManyOptions {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run the fits of a batch that are not done yet.",
    discussion: """
      A manifest is a YAML file with the key 'datasets' and, optionally, 'laws', 'objectives', \
      'subsets', 'where', 'group_by', 'columns', 'bootstrap', 'level', 'seed' and 'starts'. Every \
      dataset is fitted with every law and objective over every subset.

      The results folder gets one file per fit, as 'echelle fit' writes it, then batch.json, \
      summary.csv and index.html. A fit is repeated only if its input, options, version or kernel \
      changed. Failures are listed at the end and retried by the next run.

      EXAMPLES
        echelle batch run hoffmann2022 gemstones --results out
        echelle batch run sweep.csv --group-by family --results out --bootstrap 1000
        echelle batch run manifest.yml --results out --fail-fast
        echelle batch run manifest.yml --results out --shard 3/8 --kernel avx2
      """)

  static let mainOptions = [
    "results", "law", "objective", "columns", "where", "group-by", "bootstrap", "shard", "format",
    "output",
  ]

  @OptionGroup var batch: BatchArguments

  @Option(
    help: ArgumentHelp(
      "Run one shard, as in 3/8; 'echelle batch merge' merges the shards.",
      valueName: "i/n"),
    transform: { text in
      guard let shard = Shard(text) else {
        throw ValidationError("expected I/N with 1 ≤ I ≤ N, such as 3/8")
      }
      return shard
    })
  var shard: Shard = .whole

  @Flag(
    inversion: .prefixedNo, exclusivity: .exclusive,
    help: "Continue, which is the default, or stop after a failed fit.")
  var keepGoing = true

  @Flag(help: "Same as --no-keep-going.")
  var failFast = false

  @OptionGroup(title: "Output") var output: OutputArguments

  func validate() throws {
    try OptionConflict.refuse(
      ["--keep-going"], with: ["--fail-fast"], because: "they are opposites")
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let plan = try batch.plan()
      var runner = try batch.runner(plan)
      runner.shard = shard
      runner.keepsGoing = keepGoing && !failFast
      let outcome = try await run(runner)
      try output.write(BatchReport(outcome.record))
      try finish(outcome)
    }
  }

  /// Runs the fits with a line of progress, and reports on a signal what is kept.
  private func run(_ runner: BatchRunner) async throws -> BatchRunner.Outcome {
    let results = ResultsFolder(path: batch.results)
    let total = runner.fitCount
    let line = ProgressLine("batch")
    defer { line?.clear() }
    let count = Mutex(0)
    do {
      return try await Interruption.deferring {
        try await runner.run(into: results) { progress in
          count.withLock { $0 = progress.done }
          line?.show(fits: progress.done, of: total, failed: progress.failed)
        }
      }
    } catch is CancellationError {
      line?.clear()
      let done = count.withLock { $0 }
      let name = [SIGTERM: "SIGTERM", SIGHUP: "SIGHUP"][Interruption.signal] ?? "SIGINT"
      throw Failure.report(
        Diagnostic(
          origin: Origin(file: results.path), what: "stopped by \(name)",
          why:
            "\(done) \(done == 1 ? "fit is" : "fits are") finished and kept",
          fix: "run the same command again to resume", category: .interruption))
    }
  }

  /// Reports failures, and ends with the status for bad data if there are any.
  private func finish(_ outcome: BatchRunner.Outcome) throws {
    let failures = outcome.record.failures
    guard !failures.isEmpty else { return }
    throw Failure.report(
      failures.map { $0.error ?? "" },
      summary: "\(failures.count) of \(outcome.record.items.count) failed: "
        + failures.map { $0.name.escapingControlCharacters() }.joined(separator: ", ")
        + (outcome.isCutShort ? "; the rest was not tried" : ""),
      category: Failure.category(ofAll: outcome.errors))
  }
}
