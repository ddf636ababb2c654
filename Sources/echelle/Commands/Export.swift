import ArgumentParser
import Reporting

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a fit for use with other tools.",
    discussion: """
      EXAMPLES
        echelle export notebook fit.json -o out
      """, subcommands: [ExportNotebook.self])
}

struct ExportNotebook: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notebook",
    abstract: "Write a Jupyter notebook of a fit, with the data it reads.",
    discussion: """
      The folder holds notebook.ipynb (nbformat 4.5), with its outputs, and what its cells read: \
      report.json and data/*.csv. The cells need pandas and matplotlib, and redraw every figure. Nothing is \
      fitted again.

      EXAMPLES
        echelle export notebook fit.json -o out
        echelle export notebook fit.json -o out --compute 5.76e23 --with rollout.json
        echelle export notebook hoffmann2022 --format ipynb -o notebook.ipynb
      """)

  /// The forms of a notebook.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case folder, ipynb
  }

  @OptionGroup var subject: ReportArguments

  @Option(help: "The form: a folder with what the cells read, or the notebook alone.")
  var format: Format = .folder

  @Option(
    name: [.short, .customLong("output")],
    help: "The folder, or the file, that is written; whole or not at all. A file may be left out.")
  var output: String?

  @Flag(help: "Write over an existing report.")
  var force = false

  @Flag(help: "Show no progress and no remarks.")
  var quiet = false

  func validate() throws {
    if format == .folder, output == nil {
      throw ValidationError("say where the folder goes, as in -o out, or ask for --format ipynb")
    }
  }

  func run() async throws {
    try await Failure.reporting {
      let place = output.map { OutputPlace($0, isFolder: format == .folder, force: force) }
      try place?.check()
      let record = try await subject.record()
      let threads = subject.threadCount
      func text() async throws -> String {
        try await record.notebook(programs: Machine.programs, threadCount: threads)
      }
      switch place {
      case .folder(let folder):
        try await folder.write(record, contents: .notebook, threadCount: threads)
      case .file(let file): try file.write(try await text())
      case nil: print(try await text(), terminator: "")
      }
    }
  }
}
