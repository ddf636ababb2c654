import ArgumentParser
import Reporting

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

  @OptionGroup var subject: ReportArguments

  @Option(help: "The form: all of them in a folder, or one in a file.")
  var format: Format = .folder

  func validate() throws {
    try subject.check()
    if format == .folder, subject.output == nil {
      throw ValidationError("say where the folder goes, as in -o out, or ask for one --format")
    }
  }

  func run() async throws {
    try await Failure.reporting {
      try await subject.write(isFolder: format == .folder, contents: .everything, file: text)
    }
  }

  private func text(of record: ReportRecord) async throws -> String {
    switch format {
    case .json: return try record.json()
    case .csv: return record.csv()
    case .markdown: return record.markdown()
    case .latex: return record.latex()
    case .folder, .html:
      return try await record.html(programs: Machine.programs, threadCount: subject.threadCount)
    }
  }
}
