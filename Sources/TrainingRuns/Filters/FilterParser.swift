import Diagnostics

/// Reads the condition of a ``RowFilter`` by recursive descent.
struct FilterParser {
  private let text: String
  private let location: Origin
  private let tokens: [FilterToken]
  private var position = 0
  private var depth = 0
  private var comparisonCount = 0

  init(text: String, location: Origin) throws {
    self.text = text
    self.location = location
    var lexer = FilterLexer(text: text, location: location)
    tokens = try lexer.tokens()
  }

  /// The whole text as one condition.
  mutating func parse() throws -> FilterExpression {
    let expression = try disjunction()
    guard token.kind == .end else { throw unexpected("'and', 'or' or the end") }
    return expression
  }

  private var token: FilterToken { tokens[position] }

  private mutating func disjunction() throws -> FilterExpression {
    var expression = try conjunction()
    while accept(.word("or")) { expression = .or(expression, try conjunction()) }
    return expression
  }

  private mutating func conjunction() throws -> FilterExpression {
    var expression = try negation()
    while accept(.word("and")) { expression = .and(expression, try negation()) }
    return expression
  }

  private mutating func negation() throws -> FilterExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 100 else {
      throw failure("the condition is nested deeper than 100 levels")
    }
    if accept(.word("not")) { return .not(try negation()) }
    guard accept(.symbol("(")) else { return try comparison() }
    let expression = try disjunction()
    guard accept(.symbol(")")) else { throw unexpected("'and', 'or' or ')'") }
    return expression
  }

  private mutating func comparison() throws -> FilterExpression {
    comparisonCount += 1
    guard comparisonCount <= 1000 else {
      throw failure(
        "the condition has more than 1000 comparisons",
        fix: "add a column that marks the rows, and compare that")
    }
    let start = token
    let left = try side("a column or a number")
    guard case .symbol(let symbol) = token.kind, let comparison = FilterOperator(rawValue: symbol)
    else { throw unexpected("a comparison (< <= > >= == !=)") }
    let operatorToken = token
    position += 1
    let right = try side("a number, a column or text in quotes")
    switch (left, right) {
    case (.operand(.value), .operand(.value)), (.text, .text),
      (.text, .operand(.value)), (.operand(.value), .text):
      throw failure("neither side of the comparison is a column", at: start)
    case (.operand(let a), .operand(let b)):
      return .numbers(a, comparison, b)
    case (.operand(.column(let column)), .text(let value)),
      (.text(let value), .operand(.column(let column))):
      guard comparison == .equal || comparison == .unequal else {
        throw failure(
          "'\(comparison.rawValue)' cannot compare text", at: operatorToken,
          fix: "compare text with == or !=, and write numbers without quotes")
      }
      return .text(column, isEqual: comparison == .equal, value)
    }
  }

  private enum Side {
    case operand(FilterOperand)
    case text(String)
  }

  private mutating func side(_ expected: Phrase) throws -> Side {
    let side: Side
    switch token.kind {
    case .word(let name) where !["and", "or", "not"].contains(name):
      side = .operand(.column(FilterColumn(name: name, offset: token.offset)))
    case .name(let name):
      side = .operand(.column(FilterColumn(name: name, offset: token.offset)))
    case .number(let value): side = .operand(.value(value))
    case .text(let value): side = .text(value)
    case .word, .symbol, .end: throw unexpected(expected)
    }
    position += 1
    return side
  }

  private mutating func accept(_ kind: FilterToken.Kind) -> Bool {
    guard token.kind == kind else { return false }
    position += 1
    return true
  }

  private func unexpected(_ expected: Phrase) -> Diagnostic {
    let fix: Phrase? =
      switch token.kind {
      case .symbol("="): "write =="
      case .symbol("&"), .symbol("&&"): "write and"
      case .symbol("|"), .symbol("||"): "write or"
      case .symbol("!"): "write not"
      default: nil
      }
    return failure("expected \(expected), found \(token)", fix: fix)
  }

  private func failure(
    _ what: Phrase, at place: FilterToken? = nil, fix: Phrase? = nil
  ) -> Diagnostic {
    RowFilter.error(
      what, in: text, offset: (place ?? token).offset, at: location,
      fix: fix ?? "write a condition such as 'loss < 3.4 and family == \"Dense\"'")
  }
}
