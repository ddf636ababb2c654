import ArgumentParser
import Platform
import Reporting

/// The format of the result, and the file it goes to.
struct OutputArguments: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv

    /// `report` in this format; as text, for `page`.
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
    help: "Format of the result. (default: by the extension of -o, else text, or CSV for 'collect')"
  )
  var askedFormat: Format?

  /// The format of the result: the one asked for, else that of the file's extension, else `format`.
  func format(unlessAsked format: Format = .text) -> Format {
    askedFormat ?? output.flatMap(Self.extensions.format) ?? format
  }

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp(
      "Write to this file instead of standard output.", valueName: "file"))
  var output: String?

  @Flag(help: "Replace an existing file.")
  var force = false

  // Progress lines look for this word on the command line.
  @Flag(help: "Show no progress, and in text only the answer, without notes.")
  var quiet = false

  private static let extensions = FileFormats<Format>(
    ["json": .json, "csv": .csv], plain: ["txt"])

  /// Writes `report` in the format and to the file that the options give.
  func write(_ report: some Report, unlessAsked other: Format = .text) throws {
    var page = output == nil ? Machine.page : .plain
    page.isBrief = quiet
    let format = format(unlessAsked: other)
    let text = try format.text(of: report, on: page)
    guard let output else {
      return try StandardOutput.write(
        format == .text ? text : Machine.printable(document: text))
    }
    try OutputFile(path: output, replacesExisting: force).write(text)
  }

  func validate() throws {
    try CommandLineWords.current.check()
    if askedFormat == nil, let output { try Self.extensions.check(output) }
  }

  /// Refuses early what would fail after the work.
  ///
  /// - Parameter isForcingMore: Whether `--force` applies to something besides the file of `-o`.
  /// - Throws: `OutputError`, or `ValidationError` where `--force` has nothing to replace.
  func check(forcing isForcingMore: Bool = false) throws {
    try OptionConflict.require(
      "-o, whose file it replaces", output != nil || isForcingMore, for: ["--force"])
    guard let output else { return }
    try OutputFile(path: output, replacesExisting: force).check()
  }
}
