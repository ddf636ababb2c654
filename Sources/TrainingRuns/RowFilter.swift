public import Tables

/// A condition that a row has to meet to be kept, such as `loss < 3.4 and family == "Dense"`.
///
///     condition  = condition "or" condition | condition "and" condition | "not" condition
///                | "(" condition ")" | comparison
///     comparison = number operator number | column ("==" | "!=") text
///     operator   = "<" | "<=" | ">" | ">=" | "==" | "!="
///     number     = column | a quantity such as 3.4, 1e18, 7B, 40%
///     text       = "in double quotes" | 'or in single ones'
///     column     = a word | `any header in backticks`
///
/// `not` binds closer than `and`, `and` closer than `or`. A column is named by its header, else by
/// its role (``ColumnRole``); a role that was derived, such as D = C / 6N, can be compared too.
/// A cell that is empty or not a number is NaN, and a comparison with NaN is false, `!=` included.
public struct RowFilter: Sendable, Equatable {
  /// The condition as it was written.
  public let text: String
  /// Why the rows that do not meet it are left out, if that was said.
  public let reason: String?
  /// Where the condition was written: a file, or an option.
  public let location: SourceLocation
  let expression: FilterExpression

  /// Parses a condition.
  ///
  /// - Parameters:
  ///   - text: The condition.
  ///   - reason: Why the rows that do not meet it are left out.
  ///   - location: Where the condition stands; the option `--where` unless told.
  /// - Throws: ``InputError`` with a caret under the place that could not be understood.
  public init(
    parsing text: String, reason: String? = nil,
    at location: SourceLocation = SourceLocation(file: "--where")
  ) throws {
    var parser = try FilterParser(text: text, location: location)
    self.text = text
    self.reason = reason
    self.location = location
    expression = try parser.parse()
  }

  /// The error of something at `offset` in `text`, in characters from the start.
  static func error(
    _ what: String, in text: String, offset: Int, at location: SourceLocation, why: String? = nil,
    fix: String? = nil
  ) -> InputError {
    InputError(
      location: location, what: what, excerpt: InputError.Excerpt(text: text, offset: offset),
      why: why, fix: fix)
  }
}

/// A parsed condition.
indirect enum FilterExpression: Sendable, Equatable {
  case numbers(FilterOperand, FilterOperator, FilterOperand)
  case text(FilterColumn, isEqual: Bool, String)
  case and(FilterExpression, FilterExpression)
  case or(FilterExpression, FilterExpression)
  case not(FilterExpression)
}

/// A column that a condition names, and where.
struct FilterColumn: Sendable, Equatable {
  var name: String
  var offset: Int
}

/// One side of a comparison of numbers.
enum FilterOperand: Sendable, Equatable {
  case column(FilterColumn)
  case value(Double)
}

/// A comparison.
enum FilterOperator: String, Sendable {
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case unequal = "!="

  /// Whether `a` and `b` compare so; never where one of them is NaN.
  func holds(_ a: Double, _ b: Double) -> Bool {
    switch self {
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    case .equal: a == b
    case .unequal: a < b || a > b
    }
  }
}

extension FilterExpression {
  /// The columns compared as numbers, in the order of their appearance.
  var numberColumns: [FilterColumn] {
    switch self {
    case .numbers(let left, _, let right):
      [left, right].compactMap { if case .column(let column) = $0 { column } else { nil } }
    case .text: []
    case .and(let a, let b), .or(let a, let b): a.numberColumns + b.numberColumns
    case .not(let inner): inner.numberColumns
    }
  }

  /// The columns compared as text, in the order of their appearance.
  var textColumns: [FilterColumn] {
    switch self {
    case .numbers: []
    case .text(let column, _, _): [column]
    case .and(let a, let b), .or(let a, let b): a.textColumns + b.textColumns
    case .not(let inner): inner.textColumns
    }
  }

  /// Which of `rowCount` rows meet the condition; `numbers` and `texts` give the columns of
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
      return (0..<rowCount).map { (cells[$0] == value) == isEqual }
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

extension FilterOperand {
  fileprivate func values(count: Int, _ numbers: (String) -> [Double]) -> [Double] {
    switch self {
    case .column(let column): numbers(column.name)
    case .value(let value): Array(repeating: value, count: count)
    }
  }
}
