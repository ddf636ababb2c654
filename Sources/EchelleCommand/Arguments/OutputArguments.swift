import ArgumentParser
import Platform
import Reporting

/// In which form the result is written, and where to.
struct OutputArguments: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv

    /// `report` in this form; as text, for `page`.
    func text(of report: some Report, on page: TextPage) throws -> String {
      switch self {
      case .text: report.text(on: page)
      case .json: try report.json()
      case .csv: report.csv()
      }
    }
  }

  @Option(
    name: .customLong("format"),
    help: "The form of the result; text, unless the command says otherwise.")
  var askedFormat: Format?

  /// The form of the result; where none was asked for, `form`.
  func format(unlessAsked form: Format = .text) -> Format { askedFormat ?? form }

  @Option(
    name: [.short, .customLong("output")],
    help: "Write the result to this file, whole or not at all, instead of standard output.")
  var output: String?

  @Flag(help: "Write over an existing file.")
  var force = false

  // What shows progress asks the machine whether this was given.
  @Flag(help: "Show no progress, and as text only the answer, without remarks.")
  var quiet = false

  /// Writes `report` in the form and to the place that the options say.
  func write(_ report: some Report, unlessAsked form: Format = .text) throws {
    var page = output == nil ? Machine.page : .plain
    page.isBrief = quiet
    let format = format(unlessAsked: form)
    let text = try format.text(of: report, on: page)
    guard let output else {
      return try StandardOutput.write(
        format == .text ? text : Machine.printable(document: text))
    }
    try OutputFile(path: output, replacesExisting: force).write(text)
  }

  func validate() throws {
    try CommandLineWords.current.check()
  }

  /// Refuses early, before the work, what would fail after it.
  ///
  /// - Parameter isForcingMore: Whether `--force` is about something else than the file of `-o` too.
  /// - Throws: `OutputError`, or `ValidationError` where `--force` is about nothing.
  func check(forcing isForcingMore: Bool = false) throws {
    guard let output else {
      guard !force || isForcingMore else {
        throw ValidationError(
          "--force has no effect without -o, whose file it replaces; leave it out")
      }
      return
    }
    try OutputFile(path: output, replacesExisting: force).check()
  }
}
