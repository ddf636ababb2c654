import ArgumentParser
import Batch
import Diagnostics
import Documents
import Escaping
import Foundation
import Reporting
import ScalingLaws
import Synchronization

struct BatchRun: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Make the fits of a batch that are not there yet.",
    discussion: """
      A manifest is a YAML file: 'datasets' with 'laws', 'objectives', 'subsets', 'where', 'group_by', \
      'columns', 'bootstrap', 'level', 'seed' and 'starts', all but the first optional. Every dataset is \
      fitted with every law and objective over every subset. The folder of the results gets a file a \
      fit, as 'echelle fit' writes it, then batch.json, summary.csv and index.html. A fit is done again \
      only where its input, its options, the version or the kernel is another one. Failures are told \
      at the end and tried again by the next run.

      EXAMPLES
        echelle batch run hoffmann2022 gemstones --results out
        echelle batch run sweep.csv --group-by family --results out --bootstrap 1000
        echelle batch run manifest.yml --results out --fail-fast
        echelle batch run manifest.yml --results out --shard 3/8 --kernel avx2
      """)

  @OptionGroup var batch: BatchArguments

  @Option(
    help: ArgumentHelp(
      "Do one part of the batch, as in 3/8: the third of eight. 'echelle batch merge' puts them together.",
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
    help: "Whether the others go on after a fit has failed.")
  var keepGoing = true

  @Flag(help: "The same as --no-keep-going.")
  var failFast = false

  @OptionGroup(title: "Output options") var output: OutputArguments

  func validate() throws {
    if failFast {
      try refuseIdle(["--keep-going"], "with --fail-fast, which is the opposite")
    }
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

  /// Makes the fits with a line of progress, and says on a signal what is kept.
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
          origin: Origin(file: results.path), what: "ended by \(name)",
          why:
            "the batch was told to stop; \(done) \(done == 1 ? "fit is" : "fits are") done and kept",
          fix: "run the same command again to go on", category: .interruption))
    }
  }

  /// Tells what failed, and ends with the status for bad data where anything did.
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
