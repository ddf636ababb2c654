import Documents
import ScalingLaws
public import Studies

/// How well laws predict runs beyond those they were fitted to, in the forms that `echelle rollout` writes.
public struct RolloutReport: Report, Sendable {
  /// The rollouts, in the order of the datasets or groups.
  public var results: [RolloutResult]
  /// The command line, where there was one.
  public var command: [String]?

  /// A report of rollouts.
  public init(_ results: [RolloutResult], command: [String]? = nil) {
    self.results = results
    self.command = command
  }

  /// JSON: `rollouts`, each with its cut-offs, every forecast, and the scores by distance.
  public func json() throws -> String {
    try RolloutDocument(results, command: command).json()
  }

  /// CSV in tidy form: a row for each predictor, distance and cut-off, or for a cut-off that cannot be
  /// used; those of all cut-offs together have no quantile, those of all distances no decades.
  public func csv() -> String {
    RolloutDocument(results, command: command).csv()
  }

  /// Text: for each rollout a row for each cut-off, then the scores by distance.
  public func text() -> String { text(on: .plain) }

  /// Text: for each rollout what limits its fits, a row for each cut-off, then the scores by distance.
  public func text(on page: TextPage) -> String {
    results.map { RolloutText(result: $0).lines.text(on: page) }.joined(separator: "\n")
  }
}
