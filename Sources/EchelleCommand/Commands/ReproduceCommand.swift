import ArgumentParser
import Reporting
import ScalingLaws
import Studies
import TrainingRuns

struct ReproduceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reproduce",
    abstract: "Refit published data and check published coefficients.",
    discussion: """
      Checks the SHA-256 of each dataset's table and, if fits were published for it, refits the data \
      with the published objective and filters. \(ReproductionRule().explanation)

      PASS: reproduced. FAIL: not reproduced. DIFFERS: known not to reproduce; the dataset.yml gives \
      the reason. SKIPPED: could not be tried. The exit status is 1 if anything fails or the file of \
      a named dataset is missing, and 65 if there is no dataset of that name.

      EXAMPLES
        echelle reproduce
        echelle reproduce hoffmann2022
        echelle reproduce datasets/hoffmann2022/runs.csv
        echelle reproduce -o reproduction.csv
      """)

  @Argument(
    help: "Names, folders or tables of datasets. (default: all datasets)")
  var names: [String] = []

  @Option(
    help: ArgumentHelp(
      "Bootstrap replicates for standard errors that were not published.", valueName: "count"))
  var bootstrap = 4000

  @Option(help: "Seed of the random numbers.")
  var seed: UInt64 = 0

  @Option(
    help: ArgumentHelp("Number of threads; the results do not depend on it.", valueName: "count"))
  var threads: Int?

  @OptionGroup(title: "Output") var output: OutputArguments

  func validate() throws {
    guard (2...ResamplingArguments.mostReplicates).contains(bootstrap) else {
      throw ValidationError(
        "--bootstrap needs 2 to \(ResamplingArguments.mostReplicates) replicates")
    }
    try ResamplingArguments.check(threads: threads)
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let store = Machine.datasetStore
      let datasets =
        try names.isEmpty
        ? store.datasets()
        : names.map { try store.dataset($0) }
      var options = FitOptions()
      options.replicateCount = bootstrap
      options.seed = seed
      options.threadCount = threads ?? Machine.processorCount
      let verifier = PublishedFitVerifier(
        options: options, version: Echelle.version, catalogue: Machine.laws)
      var verifications: [DatasetVerification] = []
      for dataset in datasets {
        let line = ProgressLine(dataset.name)
        defer { line?.clear() }
        verifications.append(
          try await verifier.verify(dataset, by: Machine.programs) { line?.show($0, of: $1) })
      }
      try output.write(VerificationReport(verifications, rule: verifier.rule))
      let isIncomplete = !names.isEmpty && verifications.contains { $0.outcome == .absent }
      if isIncomplete || verifications.contains(where: \.hasFailed) { throw ExitCode.failure }
    }
  }
}
