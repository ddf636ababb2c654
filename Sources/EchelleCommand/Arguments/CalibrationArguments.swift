import ArgumentParser
import Inference
import ScalingLaws
import Statistics

/// Whether forecasts allow for laws that are only nearly true.
struct CalibrationArguments: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Answer from the law alone, as if it were true.",
      discussion: """
        By default an ensemble of laws answers too, with a discrepancy that grows beyond the runs.
        """))
  var noDiscrepancy = false

  /// A fit with the ensemble of its runs, if it is asked for.
  func analysed(_ fit: FittedLaw, _ fitting: FittingArguments) async throws -> AnalysedFit {
    guard !noDiscrepancy else {
      return AnalysedFit(alone: fit, because: "--no-discrepancy was given")
    }
    return try await AnalysedFit(
      fit, version: Echelle.version, threadCount: fitting.resampling.options().threadCount)
  }

  /// A fit with the test of its additive form, if it is asked for.
  func tested(_ fit: FittedLaw, _ fitting: FittingArguments) async throws -> FittedLaw {
    guard !noDiscrepancy else { return fit }
    let test = try await AdditiveFormTest.test(
      fit, version: Echelle.version, threadCount: fitting.resampling.options().threadCount)
    var fit = fit
    fit.remarks = (fit.remarks + [test?.remark].compactMap { $0 }).gravestFirst
    return fit
  }
}
