/// Why a row is excluded.
///
/// It is indirect, since many rows of a large table share few causes.
public indirect enum ExclusionCause: Sendable, Equatable {
  /// The row does not meet a condition.
  case filter(RowFilter)
  /// A cell of the row is unusable, for the given reason.
  case invalid(String)
  /// The row is not in a subset of the table, for the given reason.
  case subset(String)
  /// The row is among the highest in a column.
  case highest(DropHighest)

  /// The cause, in words.
  public var reason: String {
    switch self {
    case .filter(let filter): "not \(filter.text)" + because(filter.reason)
    case .invalid(let fault): fault
    case .subset(let reason): reason
    case .highest(let rule): "highest \(rule.column)" + because(rule.reason)
    }
  }

  private func because(_ reason: String?) -> String { reason.map { " (\($0))" } ?? "" }
}
