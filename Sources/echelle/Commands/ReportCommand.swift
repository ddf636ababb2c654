import ArgumentParser
import EnergyModel
import Foundation
import Reporting
import ScalingLaws
import Tables

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make a report of a fit: a page, figures and tables.",
    discussion: """
      The folder holds index.html, which needs no other file and no network, report.md, \
      report.tex, notebook.ipynb, report.json, \
      figures as SVG, PNG and PDF with their gnuplot scripts, and the tables they are drawn from. Nothing \
      is fitted again. Further documents about the same runs (--with) have a figure each.

      EXAMPLES
        echelle report fit.json -o out
        echelle report fit.json -o out --compute 5.76e23 --hardware a100-sxm-80 --grid fra
        echelle report fit.json --with rollout.json --with multiverse.json -o out
        echelle report hoffmann2022 --format markdown
      """)

  /// The forms of a report.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case folder, html, markdown, latex, json, csv
  }

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
      return value
    })
  var compute: Double?

  @Option(
    name: .customLong("with"),
    help: ArgumentHelp(
      "A further document about the runs, as 'echelle rollout' and 'echelle multiverse' write with "
        + "--format json (repeatable).", valueName: "document"))
  var companions: [String] = []

  @Option(help: "The form: all of them in a folder, or one in a file.")
  var format: Format = .folder

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

  func validate() throws {
    if format == .folder, output == nil {
      throw ValidationError("say where the folder goes, as in -o out, or ask for one --format")
    }
  }

  func run() async throws {
    try await Failure.reporting {
      let threads = fitting.resampling.options().threadCount
      let place = output.map { OutputPlace($0, isFolder: format == .folder, force: force) }
      try place?.check()
      let model = try energy.model(try Machine.referenceTables())
      let documents = try companions.map(companion)
      let fits = try await FitSource(path: fit, law: law, reading: reading, fitting: fitting).fits()
      let record = try await ReportRecord.gathering(
        fits, of: fit, compute: compute, energy: model, companions: documents, threadCount: threads,
        command: ["echelle"] + CommandLine.arguments.dropFirst())
      switch place {
      case .folder(let folder): try await folder.write(record, threadCount: threads)
      case .file(let file): try file.write(try await text(of: record, threads))
      case nil: print(try await text(of: record, threads), terminator: "")
      }
    }
  }

  private enum OutputPlace {
    case folder(OutputFolder)
    case file(OutputFile)

    init(_ path: String, isFolder: Bool, force: Bool) {
      self =
        isFolder
        ? .folder(OutputFolder(path: path, replacesExisting: force))
        : .file(OutputFile(path: path, replacesExisting: force))
    }

    func check() throws(OutputError) {
      switch self {
      case .folder(let folder): try folder.check()
      case .file(let file): try file.check()
      }
    }
  }

  private func text(of record: ReportRecord, _ threads: Int) async throws -> String {
    switch format {
    case .json: return try record.json()
    case .csv: return record.csv()
    case .markdown: return record.markdown()
    case .latex: return record.latex()
    case .folder, .html:
      return try await record.html(programs: Machine.programs, threadCount: threads)
    }
  }

  private func companion(_ path: String) throws -> CompanionDocument {
    let place = SourceLocation(file: path)
    guard let file = try DocumentFile(path: path), file.isDocument else {
      throw InputError(
        location: place, what: "cannot be read as a document",
        why: "what is shown beside the fit is a file that another command wrote with --format json",
        fix: "write one: echelle rollout PATH --format json -o rollout.json")
    }
    do {
      if let document = try CompanionDocument(file.bytes) { return document }
    } catch let error as DecodingError {
      throw InputError(
        location: place, what: error.explanation, fix: "write it again with this version of Echelle"
      )
    }
    throw InputError(
      location: place, what: "a report does not show this kind of document",
      why: "it knows \(CompanionDocument.schemas.joined(separator: " and "))",
      fix: "leave it out")
  }
}
