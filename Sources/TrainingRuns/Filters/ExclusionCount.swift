import Diagnostics

/// How many rows a cause left out.
public struct ExclusionCount: Sendable, Equatable, CustomStringConvertible {
  /// What left the rows out.
  public let cause: ExclusionCause
  /// How many rows.
  public let count: Int

  /// A line for a report, such as `5 rows dropped: highest loss`.
  public var description: String {
    let verb =
      switch cause {
      case .filter, .subset: "left out"
      case .invalid: "skipped"
      case .highest: "dropped"
      }
    return "\(counted(count, "row")) \(verb): \(cause.reason)"
  }
}
