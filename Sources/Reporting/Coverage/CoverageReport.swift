import Documents
public import Studies

/// How often intervals contain the truth, in the forms that `echelle coverage` writes.
public struct CoverageReport: Report, Sendable {
  /// The studies, in the order of the datasets or groups.
  public var results: [CoverageResult]
  /// The command line, where there was one.
  public var command: [String]?

  /// A report of studies.
  public init(_ results: [CoverageResult], command: [String]? = nil) {
    self.results = results
    self.command = command
  }

  /// JSON: `studies`, each with the coverage of every figure by every method.
  public func json() throws -> String {
    try CoverageDocument(results, command: command).json()
  }

  /// CSV in tidy form: a row for each figure and method.
  public func csv() -> String {
    CoverageDocument(results, command: command).csv()
  }

  /// Text: a table of methods for each figure.
  public func text() -> String { text(on: .plain) }

  /// Text: what limits the fit, and a table of methods for each figure.
  public func text(on page: TextPage) -> String {
    results.map { CoverageText(result: $0).lines.text(on: page) }.joined(separator: "\n")
  }
}
