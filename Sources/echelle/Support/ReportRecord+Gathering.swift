import EnergyModel
import Reporting
import ScalingLaws
import Tables
import TrainingRuns

extension ReportRecord {
  /// The record of the only one of `fits`, with what the machine knows of its dataset.
  ///
  /// - Throws: `InputError` where there are several fits.
  static func gathering(
    _ fits: [FittedLaw], compute: Double?, energy: TrainingEnergyModel,
    companions: [CompanionDocument] = [], threadCount: Int = Machine.processorCount,
    command: [String]? = nil
  ) async throws -> ReportRecord {
    guard fits.count == 1 else {
      throw InputError(
        location: SourceLocation(file: "--report"),
        what: "a report is of one fit, and there are \(fits.count)",
        why: "its page answers what to train by one law",
        fix: "choose one with --where, as in --where 'family == \"dense\"'")
    }
    let fit = fits[0]
    // Fits of one group are of other runs than those that were published.
    let dataset = try? Machine.datasetStore.dataset(named: fit.dataset.name)
    return try await ReportRecord(
      fit, energyModel: energy, compute: compute, published: dataset?.descriptor.published ?? [],
      companions: companions, threadCount: threadCount, command: command)
  }
}
