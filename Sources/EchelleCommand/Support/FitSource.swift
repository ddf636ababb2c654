import Diagnostics
import Reporting
import ScalingLaws
import Tables
import TrainingRuns

/// The FIT argument of a command: a saved fit, or runs to fit first.
struct FitSource {
  let path: String
  let law: LawArguments
  let reading: ReadingArguments
  let fitting: FittingArguments
  /// Which of run, family and step the result shows.
  var roles: Set<ColumnRole> = []
  /// How groups are fitted, and which of them counts; `nil` for all, separately.
  var sharing: SharingArguments?
  /// Refuses a fit before it is made.
  var checking: (Fitting.Job) throws -> Void = { _ in }

  /// The fits of a file, in its order, or the fits made of the runs.
  func fits() async throws -> [FittedLaw] {
    let document = try DocumentFile(path: path)
    if let document, let saved = try document.fits() {
      let given =
        law.given + reading.given + fitting.given + (sharing?.share == nil ? [] : ["--share"])
      guard given.isEmpty else {
        throw Diagnostic(
          origin: Origin(option: given[0]),
          what: "has no effect on a fit read from a file",
          why: "the fit was made with the options it records",
          fix: "leave it out, or pass the runs in place of \(document.name)")
      }
      return try chosen(saved)
    }
    let fitting = try Fitting(law, reading: reading, fitting: fitting, showing: roles)
    let shared = sharing?.shared
    // Standard input has been read by now.
    let reader =
      try path == "-"
      ? document.map { try TableReader(bytes: $0.bytes, name: $0.name) } : nil
    var jobs = try fitting.jobs(path, reader: reader, areGrouped: shared == nil)
    if let group, shared == nil { jobs = try group.picking(jobs) { $0.runs.group?.first } }
    for job in jobs { try checking(job) }
    var fits: [FittedLaw] = []
    for job in jobs {
      if let shared {
        fits += try await fitting.fit(job, sharing: shared)
      } else {
        fits.append(try await fitting.fit(job))
      }
    }
    return shared == nil ? fits : try chosen(fits)
  }

  private var group: GroupChoice? { sharing?.group.map { GroupChoice(name: $0) } }

  /// The fits of the group that counts.
  private func chosen(_ fits: [FittedLaw]) throws -> [FittedLaw] {
    guard let group else { return fits }
    return try group.picking(fits, label: group.label)
  }
}
