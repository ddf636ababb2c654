import Escaping
import Tables

/// A parsed condition.
indirect enum FilterExpression: Sendable, Equatable {
  case numbers(FilterOperand, FilterOperator, FilterOperand)
  case text(FilterColumn, isEqual: Bool, String)
  case and(FilterExpression, FilterExpression)
  case or(FilterExpression, FilterExpression)
  case not(FilterExpression)
}

extension FilterExpression {
  /// The columns compared as numbers, in order of appearance.
  var numberColumns: [FilterColumn] {
    switch self {
    case .numbers(let left, _, let right):
      [left, right].compactMap { if case .column(let column) = $0 { column } else { nil } }
    case .text: []
    case .and(let a, let b), .or(let a, let b): a.numberColumns + b.numberColumns
    case .not(let inner): inner.numberColumns
    }
  }

  /// The columns compared as text, in order of appearance.
  var textColumns: [FilterColumn] {
    switch self {
    case .numbers: []
    case .text(let column, _, _): [column]
    case .and(let a, let b), .or(let a, let b): a.textColumns + b.textColumns
    case .not(let inner): inner.textColumns
    }
  }

  /// Which of `rowCount` rows satisfy the condition; `numbers` and `texts` give the columns of
  /// ``numberColumns`` and ``textColumns`` by name.
  ///
  /// - Complexity: O(rows · comparisons).
  func evaluate(
    rowCount: Int, numbers: (String) -> [Double], texts: (String) -> TextColumn
  ) -> [Bool] {
    switch self {
    case .numbers(let left, let comparison, let right):
      let a = left.values(count: rowCount, numbers)
      let b = right.values(count: rowCount, numbers)
      return (0..<rowCount).map { comparison.holds(a[$0], b[$0]) }
    case .text(let column, let isEqual, let value):
      let cells = texts(column.name)
      return (0..<rowCount).map { cells[$0].isExactly(value) == isEqual }
    case .and(let a, let b):
      let left = a.evaluate(rowCount: rowCount, numbers: numbers, texts: texts)
      let right = b.evaluate(rowCount: rowCount, numbers: numbers, texts: texts)
      return zip(left, right).map { $0 && $1 }
    case .or(let a, let b):
      let left = a.evaluate(rowCount: rowCount, numbers: numbers, texts: texts)
      let right = b.evaluate(rowCount: rowCount, numbers: numbers, texts: texts)
      return zip(left, right).map { $0 || $1 }
    case .not(let inner):
      return inner.evaluate(rowCount: rowCount, numbers: numbers, texts: texts).map { !$0 }
    }
  }
}
