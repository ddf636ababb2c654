/// A column named in a condition, with its position.
struct FilterColumn: Sendable, Equatable {
  var name: String
  var offset: Int
}

/// One side of a numeric comparison.
enum FilterOperand: Sendable, Equatable {
  case column(FilterColumn)
  case value(Double)
}

extension FilterOperand {
  /// The value of the operand in each of `count` rows.
  func values(count: Int, _ numbers: (String) -> [Double]) -> [Double] {
    switch self {
    case .column(let column): numbers(column.name)
    case .value(let value): Array(repeating: value, count: count)
    }
  }
}
