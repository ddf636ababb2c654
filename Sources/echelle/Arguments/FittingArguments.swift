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

  @OptionGroup var resampling: ResamplingArguments

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
    options.replicateCount = resampling.bootstrap
    options.level = resampling.level
    options.seed = resampling.seed
    options.threadCount = resampling.threadCount
    if let kernel = kernel.flatMap({ VectorKernel.named($0) }) { options.kernel = kernel }
    return options
  }

  /// The options that were given, by name: they mean nothing where no law is fitted.
  var given: [String] {
    let options: [(String, Bool)] = [
      ("--objective", objective != .hoffmann), ("--starts", starts != .linear),
      ("--kernel", kernel != nil),
    ]
    return options.filter(\.1).map(\.0) + resampling.given
  }

  func validate() throws {
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
