public import ArgumentParser
import LeastSquares
public import ScalingLaws

/// How a law is fitted.
struct FittingArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What is minimised: huber[:δ], lad, log-squares, or squares (in levels).",
      valueName: "objective"))
  var objective: FitObjective = .hoffmann

  @Option(help: "Where the minimisations start; hoffmann is the paper's grid of 4500.")
  var starts: StartStrategy = .linear

  @Option(help: ArgumentHelp("The number of bootstrap replicates.", valueName: "count"))
  var bootstrap = 4000

  @Option(help: "The level of the intervals.")
  var level = 0.95

  @Option(help: "What the random numbers depend on.")
  var seed: UInt64 = 0

  @Option(
    help: ArgumentHelp("The most threads; the results do not depend on it.", valueName: "count"))
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "The vector kernel: \(VectorKernel.available.map(\.name).joined(separator: ", ")) here.",
      valueName: "name"))
  var kernel: String?

  /// The options as the fitter takes them.
  func options() -> FitOptions {
    var options = FitOptions()
    options.objective = objective
    options.starts = starts
    options.replicateCount = bootstrap
    options.level = level
    options.seed = seed
    options.threadCount = threads ?? Machine.processorCount
    if let kernel = kernel.flatMap({ VectorKernel.named($0) }) { options.kernel = kernel }
    return options
  }

  /// The options that were given, by name: they mean nothing where no law is fitted.
  var given: [String] {
    let options: [(String, Bool)] = [
      ("--objective", objective != .hoffmann), ("--starts", starts != .linear),
      ("--bootstrap", bootstrap != 4000), ("--level", level != 0.95), ("--seed", seed != 0),
      ("--kernel", kernel != nil),
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
    if let kernel, VectorKernel.named(kernel) == nil {
      let known = VectorKernel.available.map(\.name).joined(separator: ", ")
      throw ValidationError("this machine cannot run the kernel '\(kernel)'; it has \(known)")
    }
  }
}

extension FitObjective: ExpressibleByArgument {
  /// An objective as ``FitObjective/init(_:)`` reads it.
  public init?(argument: String) { self.init(argument) }

  /// The objective as it is written.
  public var defaultValueDescription: String {
    name + (delta.map { ":\($0)" } ?? "")
  }
}

extension StartStrategy: ExpressibleByArgument {}
