import Diagnostics

/// The number of rows excluded by a cause.
public struct ExclusionCount: Sendable, Equatable, CustomStringConvertible {
  /// The cause.
  public let cause: ExclusionCause
  /// The number of rows.
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
