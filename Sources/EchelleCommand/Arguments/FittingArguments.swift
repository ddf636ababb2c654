public import ArgumentParser
import LeastSquares
public import ScalingLaws
import Tables
import TrainingRuns

/// How a law is fitted.
struct FittingArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What is minimised: huber[:δ], lad, log-squares, or squares (in levels). (default: huber:1e-3)",
      valueName: "objective"),
    transform: fitObjective)
  var objective: FitObjective?

  @Option(
    help: "Where the minimisations start; hoffmann is the paper's grid of 4500. (default: linear)")
  var starts: StartStrategy?

  @Option(
    name: .customLong("start"),
    help: ArgumentHelp(
      "A start in place of --starts, as in b1=500,b2=0.0001 (repeatable).",
      discussion: """
        It has a value for every coefficient. From each the minimum is sought in several ways, and \
        the lowest counts.
        """,
      valueName: "name=value,…"),
    transform: coefficientValues)
  var givenStarts: [[String: Double]] = []

  @OptionGroup var resampling: ResamplingArguments

  @Option(
    help: ArgumentHelp(
      "The vector kernel: \(VectorKernel.available.map(\.name).joined(separator: ", ")) here. "
        + "(default: the widest)",
      valueName: "name"),
    transform: vectorKernel)
  var kernel: VectorKernel?

  /// The options as the fitter takes them.
  func options() -> FitOptions {
    var options = FitOptions()
    if let objective { options.objective = objective }
    if let starts { options.starts = starts }
    options.givenStarts = givenStarts
    if let kernel { options.kernel = kernel }
    let intervals = resampling.options()
    options.replicateCount = intervals.replicateCount
    options.level = intervals.level
    options.seed = intervals.seed
    options.threadCount = intervals.threadCount
    return options
  }

  /// The options that were given, by name: they mean nothing where no law is fitted.
  var given: [String] {
    let options: [(String, Bool)] = [
      ("--objective", objective != nil), ("--starts", starts != nil),
      ("--start", !givenStarts.isEmpty), ("--kernel", kernel != nil),
    ]
    return options.filter(\.1).map(\.0) + resampling.given
  }

  /// Refuses starts that are not of the coefficients of `law`.
  ///
  /// - Throws: `FitError`.
  func checkStarts(of law: ScalingLaw) throws {
    for start in givenStarts where Set(start.keys) != Set(law.coefficients) {
      throw FitError.badStart(law: law.name, start: start, coefficients: law.coefficients)
    }
  }

  /// Refuses residuals of logarithms of what has none, or is a function of what was observed already.
  ///
  /// - Parameters:
  ///   - law: The law.
  ///   - table: The runs.
  /// - Throws: `InputError`.
  func checkObjective(of law: ScalingLaw, on table: RunTable) throws {
    guard objective == .logSquares else { return }
    let why: String
    if law.hasTransformedResponse {
      why = "residuals are of \(law.leftSideText), as the law's left side says"
    } else if let row = table.loss.firstIndex(where: { !($0 > 0) }) {
      why =
        "\(law.responseColumn ?? table.metric ?? "the loss") is \(table.loss[row]) in line "
        + "\(table.line[row]), which has no logarithm"
    } else {
      return
    }
    throw InputError(
      location: SourceLocation(option: "--objective"),
      what: "log-squares has no effect on \(table.printableName)", why: why,
      fix: "use --objective squares")
  }

  func validate() throws {
    if starts != nil, !givenStarts.isEmpty {
      throw ValidationError("--start and --starts both say where to start; give one of them")
    }
  }
}

/// The coefficients told as `b1=500,b2=0.0001`.
private func coefficientValues(_ text: String) throws -> [String: Double] {
  var values: [String: Double] = [:]
  for part in text.split(separator: ",", omittingEmptySubsequences: false) {
    guard let equals = part.firstIndex(of: "="), equals > part.startIndex,
      let value = parseQuantity(part[part.index(after: equals)...]), value.isFinite
    else {
      throw ValidationError("expected NAME=VALUE, as in b1=500,b2=0.0001, found '\(part)'")
    }
    guard values.updateValue(value, forKey: String(part[..<equals])) == nil else {
      throw ValidationError("'\(part[..<equals])' has two values")
    }
  }
  return values
}

/// The kernel called `name`.
func vectorKernel(_ name: String) throws -> VectorKernel {
  guard let kernel = VectorKernel.named(name) else {
    let known = VectorKernel.available.map(\.name).joined(separator: ", ")
    throw ValidationError("this machine has \(known)")
  }
  return kernel
}

/// The objective that an option asks for.
func fitObjective(_ argument: String) throws -> FitObjective {
  guard let objective = FitObjective(argument) else {
    throw ValidationError(
      "expected huber, huber:δ with a positive δ, lad, log-squares or squares")
  }
  return objective
}

extension StartStrategy: ExpressibleByArgument {}
