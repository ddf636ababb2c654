import Diagnostics
import EnergyModel
import Reporting
import ScalingLaws
import Studies
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
  /// - Throws: `Diagnostic` where there are several fits.
  static func gathering(
    _ fits: [FittedLaw], of argument: Origin, compute: Double?, energy: EnergyArguments,
    companions: [CompanionDocument] = [], threadCount: Int = Machine.processorCount,
    command: [String]? = nil
  ) async throws -> ReportRecord {
    guard fits.count == 1 else {
      throw Diagnostic(
        origin: argument,
        what: "a report is of one fit, and there are \(fits.count)",
        why: "its page answers what to train by one law",
        fix: "choose one with --where, as in --where 'family == \"dense\"'")
    }
    let fit = fits[0]
    // Fits of one group are of other runs than those that were published.
    let dataset = try? Machine.datasetStore.dataset(named: fit.dataset.name)
    let tables = try Machine.referenceTables()
    let studies = try await ReportStudies(
      of: fit, energyModel: try energy.model(tables), serving: try energy.knownServing(tables),
      compute: compute, threadCount: threadCount)
    return ReportRecord(
      fit, studies: studies, published: dataset?.descriptor.published ?? [],
      companions: companions, command: command)
  }
}
