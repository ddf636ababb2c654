import Documents
import ScalingLaws
public import Studies
import TrainingRuns

/// How the choice of analysis moves a fitted law, in the forms that `echelle multiverse` writes.
public struct MultiverseReport: Report, Sendable {
  /// The multiverses, in the order of the datasets or groups.
  public var results: [MultiverseResult]
  /// The command line, where there was one.
  public var command: [String]?

  /// A report of multiverses.
  public init(_ results: [MultiverseResult], command: [String]? = nil) {
    self.results = results
    self.command = command
  }

  /// JSON: `multiverses`, each with its analyses, and the spread of each figure next to the interval of
  /// the reference.
  public func json() throws -> String {
    try MultiverseDocument(results, command: command).json()
  }

  /// CSV in tidy form: a row for each analysis.
  public func csv() -> String {
    MultiverseDocument(results, command: command).csv()
  }

  /// Text: a table of analyses, the spreads, and warnings where these exceed the interval.
  public func text() -> String { text(on: .plain) }

  /// Text: what limits the reference, a table of analyses, the spreads, and warnings where these exceed
  /// the interval.
  public func text(on page: TextPage) -> String {
    results.map { MultiverseText(result: $0).lines.text(on: page) }.joined(separator: "\n")
  }
}
