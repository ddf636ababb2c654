import Diagnostics
import EnergyModel
import Reporting
import ScalingLaws
import Studies
import TrainingRuns

extension ReportRecord {
  /// The record of the only one of `fits`, with the published fits of its dataset.
  ///
  /// - Parameters:
  ///   - fits: The fits.
  ///   - argument: The argument that asked for the report, for errors.
  ///   - compute: The budget; `nil` for one that follows from the runs.
  ///   - energy: The hardware and assumptions.
  ///   - companions: Further documents about the runs.
  ///   - threadCount: The most threads.
  ///   - command: The command that rebuilds the report.
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
        what: "expected one fit, found \(fits.count)",
        why: "a report covers a single law",
        fix: "select one with --where, as in --where 'family == \"dense\"'")
    }
    let fit = fits[0]
    // The fit of one group is of other runs than the published ones.
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
