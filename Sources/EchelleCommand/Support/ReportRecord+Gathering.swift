import EnergyModel
import Reporting
import ScalingLaws
import Tables
import TrainingRuns

extension ReportRecord {
  /// The record of the only one of `fits`, with what the machine knows of its dataset.
  ///
  /// - Parameters:
  ///   - fits: The fits.
  ///   - argument: What asked for the report, for errors.
  ///   - compute: The budget to answer for; `nil` for one that follows from the runs.
  ///   - energy: What turns compute into energy.
  ///   - companions: Further documents about the runs.
  ///   - threadCount: The most threads.
  ///   - command: How the report is made again.
  /// - Returns: The record.
  /// - Throws: `InputError` where there are several fits.
  static func gathering(
    _ fits: [FittedLaw], of argument: SourceLocation, compute: Double?, energy: EnergyArguments,
    companions: [CompanionDocument] = [], threadCount: Int = Machine.processorCount,
    command: [String]? = nil
  ) async throws -> ReportRecord {
    guard fits.count == 1 else {
      throw InputError(
        location: argument,
        what: "a report is of one fit, and there are \(fits.count)",
        why: "its page answers what to train by one law",
        fix: "choose one with --where, as in --where 'family == \"dense\"'")
    }
    let fit = fits[0]
    // Fits of one group are of other runs than those that were published.
    let dataset = try? Machine.datasetStore.dataset(named: fit.dataset.name)
    let tables = try Machine.referenceTables()
    return try await ReportRecord(
      fit, energyModel: try energy.model(tables), serving: try energy.knownServing(tables),
      compute: compute, published: dataset?.descriptor.published ?? [],
      companions: companions, threadCount: threadCount, command: command)
  }
}
