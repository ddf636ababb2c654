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

/// The fit of a report, its companions, and where the report goes.
struct ReportArguments: ParsableArguments {
  @Argument(help: RunsHelp.fit)
  var fit: String

  @Option(
    help: ArgumentHelp(
      "Compute budget of the report, in FLOP. (default: ten times the largest run)",
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
      "Further document about the runs, such as a saved backtest or sensitivity (repeatable).",
      valueName: "document"))
  var companions: [String] = []

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp(
      "Folder or file to write; a single file goes to standard output without it.",
      valueName: "path"))
  var output: String?

  @Flag(help: "Replace an existing report.")
  var force = false

  @Flag(help: "Show no progress and no notes.")
  var quiet = false

  @OptionGroup(title: "Energy") var energy: EnergyArguments
  @OptionGroup(title: "Law") var law: LawArguments
  @OptionGroup(title: "Reading") var reading: ReadingArguments
  @OptionGroup var fitting: FittingArguments

  /// Refuses options without effect or given twice.
  ///
  /// - Throws: `ValidationError`.
  func check() throws {
    try CommandLineWords.current.check()
    try OptionConflict.require(
      "-o, whose file or folder it replaces", output != nil, for: ["--force"])
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

  /// The text of a form; figures are drawn in a folder that is removed.
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
      threadCount: threadCount, command: ["echelle"] + CommandLineWords.recorded.dropFirst())
  }

  /// The document that the argument names, unless that is a fit.
  ///
  /// - Throws: `Diagnostic` where it cannot be shown.
  func document() throws -> CompanionDocument? {
    guard let file = try DocumentFile(path: fit), file.isDocument, !file.isOfFits else {
      return nil
    }
    // A document is shown as it is.
    let asked = ["--to", "--output", "--force", "--quiet", "--format", "--threads"]
    if let option = CommandLineWords.current.options.first(where: { !asked.contains($0) }) {
      throw Diagnostic(
        origin: Origin(option: option),
        what: "has no effect on a document other than a fit",
        why: "it is shown unchanged", fix: "leave it out, or name a fit and pass \(fit) to --with")
    }
    return try companion(fit, file)
  }

  private func companion(_ path: String) throws -> CompanionDocument {
    guard let file = try DocumentFile(path: path), file.isDocument else {
      throw Diagnostic(
        origin: Origin(file: path), what: "cannot be read as a document",
        why: "companions of a fit are JSON documents of other commands",
        fix: "write one: echelle backtest PATH -o backtest.json")
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
      origin: place, what: "a report cannot show this kind of document",
      why: "it shows \(CompanionDocument.schemas.joined(separator: ", "))",
      fix: "leave it out")
  }
}
