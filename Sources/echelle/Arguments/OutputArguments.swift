import ArgumentParser
import Reporting

/// In which form the result is written, and where to.
struct OutputArguments: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv

    /// `report` in this form.
    func text(of report: some Report) throws -> String {
      switch self {
      case .text: report.text()
      case .json: try report.json()
      case .csv: report.csv()
      }
    }
  }

  @Option(help: "The form of the result.")
  var format: Format = .text

  @Option(
    name: [.short, .customLong("output")],
    help: "Write the result to this file, whole or not at all, instead of standard output.")
  var output: String?

  @Flag(help: "Write over an existing file.")
  var force = false

  /// Writes `report` in the form and to the place that the options say.
  func write(_ report: some Report) throws {
    let text = try format.text(of: report)
    guard let output else { return print(text, terminator: "") }
    try OutputFile(path: output, replacesExisting: force).write(text)
  }

  /// Refuses early, before the work, what would fail after it.
  func check() throws {
    guard let output else { return }
    try OutputFile(path: output, replacesExisting: force).check()
  }
}
