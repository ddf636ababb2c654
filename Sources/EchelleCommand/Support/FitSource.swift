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
  /// Refuses a fit before it is made.
  var checking: (Fitting.Job) throws -> Void = { _ in }

  /// The fits of a file, in its order, or the fits made of the runs.
  func fits() async throws -> [FittedLaw] {
    let document = try DocumentFile(path: path)
    if let document, let saved = try document.fits() {
      let given = law.given + reading.given + fitting.given
      guard given.isEmpty else {
        throw Diagnostic(
          origin: Origin(option: given[0]),
          what: "has no effect on a fit read from a file",
          why: "the fit was made with the options it records",
          fix: "leave it out, or pass the runs in place of \(document.name)")
      }
      return saved
    }
    let fitting = try Fitting(law, reading: reading, fitting: fitting, showing: roles)
    // Standard input has been read by now.
    let jobs =
      if path == "-", let document {
        try fitting.jobs(TableReader(bytes: document.bytes, name: document.name), path: path)
      } else {
        try fitting.jobs(path)
      }
    for job in jobs { try checking(job) }
    var fits: [FittedLaw] = []
    for job in jobs { fits.append(try await fitting.fit(job)) }
    return fits
  }
}
