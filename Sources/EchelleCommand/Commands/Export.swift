import ArgumentParser
import Platform
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
    abstract: "Write a Jupyter notebook of a fit or of another document, with the data it reads.",
    discussion: """
      Beside fits, files that 'approaches', 'multiverse', 'rollout', 'laws evaluate', 'precision', 'outlook' \
      and 'energy backtest' write with --format json make a notebook of their own. The folder holds notebook.ipynb (nbformat 4.5), with its outputs, and what its cells read: \
      report.json and data/*.csv. The cells need pandas and matplotlib, and redraw every figure. Nothing is \
      fitted again.

      EXAMPLES
        echelle export notebook fit.json -o out
        echelle export notebook outlook.json -o out
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

  func validate() throws {
    try subject.check()
    if format == .folder, subject.output == nil {
      throw ValidationError("say where the folder goes, as in -o out, or ask for --format ipynb")
    }
  }

  func run() async throws {
    try await Failure.reporting {
      if let document = try subject.document() { return try await write(document) }
      try await subject.write(isFolder: format == .folder, contents: .notebook) { record in
        try await record.notebook(
          programs: Machine.programs, threadCount: subject.threadCount)
      }
    }
  }

  private func notebook(_ folder: DocumentFolder) async throws -> String {
    try await Interruption.deferring { try await folder.notebook(programs: Machine.programs) }
  }

  /// Writes the notebook of a document that is no fit.
  private func write(_ document: CompanionDocument) async throws {
    let folder = DocumentFolder(
      document, command: ["echelle"] + CommandLine.arguments.dropFirst())
    let place = subject.output.map {
      OutputPlace($0, isFolder: format == .folder, force: subject.force)
    }
    try place?.check()
    switch place {
    case .folder(let output):
      try await output.write {
        try await folder.write(
          to: $0, replacing: output.replacesExisting, programs: Machine.programs)
      }
    case .file(let file): try file.write(try await notebook(folder))
    case nil: try StandardOutput.write(Machine.printable(document: try await notebook(folder)))
    }
  }
}
