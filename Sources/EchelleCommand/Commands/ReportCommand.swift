import ArgumentParser
import Reporting

struct ReportCommand: AsyncParsableCommand, ManyOptions {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Build an interactive page, figures and tables.",
    discussion: """
      The folder holds index.html, which needs no network and no other file, report.md, \
      report.tex, notebook.ipynb, report.json, every figure as SVG, PNG and PDF with its gnuplot \
      script, and the tables behind the figures. Nothing is fitted again. Each document passed \
      to --with adds a figure.

      EXAMPLES
        echelle report fit.json -o out
        echelle report fit.json -o out --compute 5.76e23 --hardware a100-sxm-80
        echelle report fit.json --with backtest.json --with sensitivity.json -o out
        echelle report hoffmann2022 -o report.md
      """)

  static let mainOptions = [
    "compute", "with", "hardware", "grid", "law", "columns", "where", "level", "format", "output",
  ]

  /// The forms of a report.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case folder, html, markdown, latex, json, csv
  }

  @OptionGroup var subject: ReportArguments

  @Option(
    help: "A folder with everything, or a single file. (default: by the extension of -o)")
  var format: Format?

  private static let extensions = FileFormats<Format>(
    ["html": .html, "md": .markdown, "tex": .latex, "json": .json, "csv": .csv], folder: "a folder")

  private var form: Format {
    format ?? subject.output.flatMap(Self.extensions.format) ?? .folder
  }

  func validate() throws {
    try subject.check()
    if format == nil, let output = subject.output { try Self.extensions.check(output) }
    if form == .folder, subject.output == nil {
      throw ValidationError("name the folder, as in -o out, or choose one --format")
    }
  }

  func run() async throws {
    try await Failure.reporting {
      try await subject.write(isFolder: form == .folder, contents: .everything, file: text)
    }
  }

  private func text(of record: ReportRecord) async throws -> String {
    switch form {
    case .json: return try record.json()
    case .csv: return record.csv()
    case .markdown: return record.markdown()
    case .latex: return record.latex()
    case .folder, .html:
      return try await record.html(programs: Machine.programs, threadCount: subject.threadCount)
    }
  }
}
