import ArgumentParser
import ScalingLaws

/// How intervals are bootstrapped.
struct ResamplingArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Number of bootstrap replicates; 0 for no intervals. (default: 4000)",
      valueName: "count"))
  var bootstrap: Int?

  @Option(help: "Level of the intervals. (default: 0.95)")
  var level: Double?

  @Option(help: "Seed of the random numbers. (default: 0)")
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      "Number of threads; the results do not depend on it. (default: one per processor)",
      valueName: "count"))
  var threads: Int?

  /// The options as the methods take them.
  func options() -> ResamplingOptions {
    var options = ResamplingOptions()
    if let bootstrap { options.replicateCount = bootstrap }
    if let level { options.level = level }
    if let seed { options.seed = seed }
    options.threadCount = threads ?? Machine.processorCount
    return options
  }

  /// The options that were given, by name: they have no effect where nothing is resampled.
  var given: [String] {
    let options: [(String, Bool)] = [
      ("--bootstrap", bootstrap != nil), ("--level", level != nil), ("--seed", seed != nil),
    ]
    return options.filter(\.1).map(\.0)
  }

  func validate() throws {
    if let bootstrap, bootstrap < 0 || bootstrap == 1 {
      throw ValidationError("--bootstrap needs 0 for no intervals, or at least 2 replicates")
    }
    if let bootstrap, bootstrap > Self.mostReplicates {
      throw ValidationError("--bootstrap needs at most \(Self.mostReplicates) replicates")
    }
    if let level, !(level > 0 && level < 1) {
      throw ValidationError("--level needs a number between 0 and 1, such as 0.95")
    }
    try Self.check(threads: threads)
  }

  /// The limit on replicates, whose draws are held in memory.
  static let mostReplicates = 10_000_000

  /// Refuses a number of threads that no machine has.
  static func check(threads: Int?) throws {
    guard let threads else { return }
    guard threads >= 1 else { throw ValidationError("--threads needs at least 1") }
    guard threads <= 4096 else { throw ValidationError("--threads needs at most 4096") }
  }

  /// Refuses options of intervals where there are none.
  ///
  /// - Parameter usesSeed: Whether the seed matters beyond the replicates, as for the starts of a formula.
  /// - Throws: `ValidationError`.
  func checkIntervals(usesSeed: Bool = false) throws {
    if bootstrap == 0 {
      try OptionConflict.refuse(
        ["--level"] + (usesSeed ? [] : ["--seed"]), with: ["--bootstrap 0"],
        because: "it disables the intervals")
    }
  }
}
