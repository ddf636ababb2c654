import ArgumentParser
import Diagnostics
import Documents
import EnergyModel
import Foundation
import Platform
import Reporting
import ScalingLaws
import Tables
import TrainingRuns

/// What a report is about, and where it goes.
struct ReportArguments: ParsableArguments {
  @Argument(help: "A file written by 'echelle fit --format json', or runs to fit first.")
  var fit: String

  @Option(
    help: ArgumentHelp(
      "The compute budget to answer for, in FLOP. (default: ten times the largest run's)",
      valueName: "flop"),
    transform: { text in
      guard let value = parseQuantity(Substring(text)), value > 0, value.isFinite else {
        throw ValidationError("expected a positive number, such as 1e24")
      }
      try QuantityBounds.check(value)
      return value
    })
  var compute: Double?

  @Option(
    name: .customLong("with"),
    help: ArgumentHelp(
      "A further document about the runs, as 'echelle rollout' and 'echelle multiverse' write with "
        + "--format json (repeatable).", valueName: "document"))
  var companions: [String] = []

  @Option(
    name: [.short, .customLong("output")],
    help: "The folder, or the file, that is written; whole or not at all. A file may be left out.")
  var output: String?

  @Flag(help: "Write over an existing report.")
  var force = false

  @Flag(help: "Show no progress and no remarks.")
  var quiet = false

  @OptionGroup(title: "Energy options") var energy: EnergyArguments
  @OptionGroup(title: "Law options") var law: LawArguments
  @OptionGroup(title: "Reading options") var reading: ReadingArguments
  @OptionGroup(title: "Fitting options") var fitting: FittingArguments

  /// Refuses words of the command line that say nothing, or too much.
  ///
  /// - Throws: `ValidationError`.
  func check() throws {
    try CommandLineWords.current.check()
    if output == nil {
      try refuseIdle(["--force"], "without -o, whose file or folder it replaces")
    }
    for (index, path) in companions.enumerated()
    where companions[..<index].contains(where: { $0.utf8.elementsEqual(path.utf8) }) {
      throw ValidationError("--with \(path) is given twice; leave one of them out")
    }
    try energy.checkGrid()
  }

  /// The most threads.
  var threadCount: Int { fitting.resampling.options().threadCount }

  /// Writes the report to a folder with `contents`, or what `file` makes of its record to a file or to
  /// standard output.
  ///
  /// - Throws: ``OutputError`` where it cannot be written, `Diagnostic` where the fit or a document cannot
  ///   be read, `FigureError` where a figure cannot be drawn.
  func write(
    isFolder: Bool, contents: ReportFolder.Contents,
    file form: (ReportRecord) async throws -> String
  ) async throws {
    let place = output.map { OutputPlace($0, isFolder: isFolder, force: force) }
    try place?.check()
    let record = try await record()
    switch place {
    case .folder(let folder):
      try await folder.write(record, contents: contents, threadCount: threadCount)
    case .file(let file): try file.write(try await text(form, record))
    case nil:
      try StandardOutput.write(Machine.printable(document: try await text(form, record)))
    }
  }

  /// The text of a form, whose figures are drawn in a folder that has to go.
  private func text(
    _ form: (ReportRecord) async throws -> String, _ record: ReportRecord
  ) async throws -> String {
    try await Interruption.deferring { try await form(record) }
  }

  private func record() async throws -> ReportRecord {
    let documents = try companions.map(companion)
    let fits = try await FitSource(
      path: fit, law: law, reading: reading, fitting: fitting, roles: [.run, .family, .step]
    ).fits()
    return try await ReportRecord.gathering(
      fits, of: Origin(file: fit), compute: compute, energy: energy, companions: documents,
      threadCount: threadCount, command: ["echelle"] + CommandLine.arguments.dropFirst())
  }

  /// The document that the argument names, where it is one that is no fit.
  ///
  /// - Throws: `Diagnostic` where it is none that can be shown.
  func document() throws -> CompanionDocument? {
    guard let file = try DocumentFile(path: fit), file.isDocument, !file.isOfFits else {
      return nil
    }
    // Only where it goes, and in which form, is asked of a document that is shown as it is.
    let asked = ["--output", "--force", "--quiet", "--format", "--threads"]
    if let option = CommandLineWords.current.options.first(where: { !asked.contains($0) }) {
      throw Diagnostic(
        origin: Origin(option: option),
        what: "has no effect on a document that is no fit",
        why: "it is shown as it is", fix: "leave it out, or name a fit and give \(fit) by --with")
    }
    return try companion(fit, file)
  }

  private func companion(_ path: String) throws -> CompanionDocument {
    guard let file = try DocumentFile(path: path), file.isDocument else {
      throw Diagnostic(
        origin: Origin(file: path), what: "cannot be read as a document",
        why: "what is shown beside the fit is a file that another command wrote with --format json",
        fix: "write one: echelle rollout PATH --format json -o rollout.json")
    }
    return try companion(path, file)
  }

  private func companion(_ path: String, _ file: DocumentFile) throws -> CompanionDocument {
    let place = Origin(file: path)
    do {
      if let document = try CompanionDocument(file.bytes) { return document }
    } catch let error as DecodingError {
      throw Diagnostic(
        origin: place, what: "\(error.explanation)",
        fix: "write it again with this version of Echelle"
      )
    }
    throw Diagnostic(
      origin: place, what: "a report does not show this kind of document",
      why: "it knows \(CompanionDocument.schemas.joined(separator: ", "))",
      fix: "leave it out")
  }
}
