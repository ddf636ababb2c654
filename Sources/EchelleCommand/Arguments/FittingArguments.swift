import ArgumentParser
import Diagnostics
import ScalingLaws
import Tables
import TrainingRuns

/// How a law is fitted, with which intervals.
struct FittingArguments: ParsableArguments {
  @OptionGroup(title: "Fitting") var minimisation: MinimisationArguments
  @OptionGroup(title: "Intervals") var intervals: IntervalArguments
  @OptionGroup(title: "Intervals") var resampling: ResamplingArguments
  @OptionGroup(title: "Intervals") var units: UnitArguments

  /// The options as the fitter takes them.
  func options() -> FitOptions {
    var options = FitOptions()
    if let objective = minimisation.objective { options.objective = objective }
    if let starts = minimisation.starts { options.starts = starts }
    options.givenStarts = minimisation.givenStarts
    if let kernel = minimisation.kernel { options.kernel = kernel }
    if let interval = intervals.interval { options.interval = interval }
    let resampling = resampling.options()
    options.replicateCount = resampling.replicateCount
    options.level = resampling.level
    options.seed = resampling.seed
    options.threadCount = resampling.threadCount
    return options
  }

  func validate() throws {
    guard resampling.bootstrap == 0 else { return }
    try OptionConflict.refuse(
      ["--interval"], with: ["--bootstrap 0"], because: "it disables the intervals")
  }

  /// The options that were given, by name: they have no effect where no law is fitted.
  var given: [String] {
    let options: [(String, Bool)] = [
      ("--objective", minimisation.objective != nil), ("--starts", minimisation.starts != nil),
      ("--start", !minimisation.givenStarts.isEmpty), ("--kernel", minimisation.kernel != nil),
    ]
    return options.filter(\.1).map(\.0)
      + (intervals.interval == nil ? [] : ["--interval"]) + resampling.given + units.given
  }

  /// Refuses starting points that do not match the coefficients of `law`.
  ///
  /// - Throws: `FitError`.
  func checkStarts(of law: ScalingLaw) throws {
    for start in minimisation.givenStarts where Set(start.keys) != Set(law.coefficients) {
      throw FitError.badStart(law: law.name, start: start, coefficients: law.coefficients)
    }
    try law.checkBounds(ofStarts: minimisation.givenStarts)
  }

  /// Refuses log residuals of values without a logarithm, and of laws with a transformed left side.
  ///
  /// - Parameters:
  ///   - law: The law.
  ///   - table: The runs.
  /// - Throws: `Diagnostic`.
  func checkObjective(of law: ScalingLaw, on table: RunTable) throws {
    guard minimisation.objective == .logSquares else { return }
    let why: String
    if law.hasTransformedResponse {
      why = "the law's left side sets the residuals, which are in \(law.leftSideText)"
    } else if let row = table.loss.firstIndex(where: { !($0 > 0) }) {
      why =
        "in line \(table.line[row]), \(law.responseColumn ?? table.metric ?? "the loss") is "
        + "\(table.loss[row]), which has no logarithm"
    } else {
      return
    }
    throw Diagnostic(
      origin: Origin(option: "--objective"),
      what: "log-squares has no effect on \(table.printableName)", why: "\(why)",
      fix: "use --objective squares")
  }
}
