import ArgumentParser
import ScalingLaws

/// How intervals are found by resampling.
struct ResamplingArguments: ParsableArguments {
  @Option(help: ArgumentHelp("The number of bootstrap replicates.", valueName: "count"))
  var bootstrap = 4000

  @Option(help: "The level of the intervals.")
  var level = 0.95

  @Option(help: "What the random numbers depend on.")
  var seed: UInt64 = 0

  @Option(
    help: ArgumentHelp("The most threads; the results do not depend on it.", valueName: "count"))
  var threads: Int?

  /// The number of threads: as given, else as many as there are processors.
  var threadCount: Int { threads ?? Machine.processorCount }

  /// The options as the methods take them.
  func options() -> ResamplingOptions {
    var options = ResamplingOptions()
    options.replicateCount = bootstrap
    options.level = level
    options.seed = seed
    options.threadCount = threadCount
    return options
  }

  /// The options that were given, by name.
  var given: [String] {
    let options: [(String, Bool)] = [
      ("--bootstrap", bootstrap != 4000), ("--level", level != 0.95), ("--seed", seed != 0),
    ]
    return options.filter(\.1).map(\.0)
  }

  func validate() throws {
    guard bootstrap >= 0, bootstrap != 1 else {
      throw ValidationError("--bootstrap needs 0 for no intervals, or at least 2 replicates")
    }
    guard level > 0, level < 1 else {
      throw ValidationError("--level needs a number between 0 and 1, such as 0.95")
    }
    if let threads, threads < 1 { throw ValidationError("--threads needs at least 1") }
  }
}
