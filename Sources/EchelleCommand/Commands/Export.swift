import ArgumentParser
import Platform
import Reporting

struct Export: AsyncParsableCommand, ManyOptions {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a notebook, LaTeX, CSV or Markdown.",
    discussion: """
      A notebook goes to a folder: notebook.ipynb (nbformat 4.5) with its outputs, and the report.json \
      and data/*.csv that its cells read. The cells need pandas and matplotlib and redraw every figure. \
      Nothing is fitted again. LaTeX, CSV and Markdown are one file each, or standard output.

      Besides fits, FIT may be a JSON document of 'approaches', 'backtest', 'sensitivity', \
      'laws evaluate', 'quantize', 'energy outlook' or 'energy backtest', which becomes a notebook.

      EXAMPLES
        echelle export fit.json --to notebook -o out
        echelle export fit.json --to notebook -o out --with backtest.json
        echelle export outlook.json --to notebook -o outlook.ipynb
        echelle export fit.json --to latex --compute 5.76e23
        echelle export fit.json -o fit.csv
      """)

  static let mainOptions = [
    "to", "compute", "with", "hardware", "grid", "law", "columns", "where", "format", "output",
  ]

  enum Target: String, ExpressibleByArgument, CaseIterable {
    case notebook, latex, markdown, csv
  }

  /// The forms of a notebook.
  enum NotebookForm: String, ExpressibleByArgument, CaseIterable {
    case folder, ipynb
  }

  @Option(help: "What to write. (default: by the extension of -o, else a notebook)")
  var to: Target?

  @OptionGroup var subject: ReportArguments

  @Option(
    help: "Form of a notebook: a folder with its data, or the .ipynb alone. (default: folder)")
  var format: NotebookForm?

  private static let extensions = FileFormats<Target>(
    ["ipynb": .notebook, "tex": .latex, "md": .markdown, "csv": .csv], folder: "a notebook's folder"
  )

  private var target: Target {
    to ?? subject.output.flatMap(Self.extensions.format) ?? .notebook
  }

  /// Whether the result is a folder.
  private var isFolder: Bool {
    let isNamed = subject.output.flatMap(Self.extensions.format) == .notebook
    return target == .notebook && (format ?? (isNamed ? .ipynb : .folder)) == .folder
  }

  func validate() throws {
    try subject.check()
    if to == nil, let output = subject.output {
      try Self.extensions.check(output, option: "--to")
    }
    try OptionConflict.require("--to notebook", target == .notebook, for: ["--format"])
    if isFolder, subject.output == nil {
      throw ValidationError(
        "a notebook with its data needs a folder, as in -o out; for the notebook alone, "
          + "pass --format ipynb")
    }
  }

  func run() async throws {
    try await Failure.reporting {
      if let document = try subject.document() {
        try OptionConflict.require(
          "a fit: other documents become notebooks", target == .notebook, for: ["--to", "-o"])
        return try await write(document)
      }
      try await subject.write(isFolder: isFolder, contents: .notebook, file: text)
    }
  }

  private func text(of record: ReportRecord) async throws -> String {
    switch target {
    case .notebook:
      try await record.notebook(programs: Machine.programs, threadCount: subject.threadCount)
    case .latex: record.latex()
    case .markdown: record.markdown()
    case .csv: record.csv()
    }
  }

  private func notebook(_ folder: DocumentFolder) async throws -> String {
    try await Interruption.deferring { try await folder.notebook(programs: Machine.programs) }
  }

  /// Writes the notebook of a document other than a fit.
  private func write(_ document: CompanionDocument) async throws {
    let folder = DocumentFolder(
      document, command: ["echelle"] + CommandLineWords.recorded.dropFirst())
    let place = subject.output.map {
      OutputPlace($0, isFolder: isFolder, force: subject.force)
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
