/// Reads a formula by recursive descent.
///
///     formula   = [ sum "=" ] sum
///     sum       = product { ( "+" | "-" ) product }
///     product   = signed { ( "*" | "/" ) signed }
///     signed    = "-" signed | power
///     power     = primary [ "^" ( "-" signed-exponent | power ) ]
///     primary   = number | name | name "(" sum { "," sum } ")" | "(" sum ")"
///               | "if" "(" sum ( "<" | "<=" | ">" | ">=" ) sum "," sum "," sum ")"
struct FormulaParser {
  /// The maximum nesting of parentheses, signs and exponents.
  static let depthLimit = 200

  private let text: String
  private let tokens: [FormulaToken]
  private var position = 0
  private var depth = 0
  private var builder = ExpressionBuilder()

  init(_ text: String) throws(FormulaError) {
    self.text = text
    var lexer = FormulaLexer(text)
    tokens = try lexer.tokens()
  }

  /// The whole text: its left side, if any, and the rest.
  mutating func parse() throws(FormulaError) -> (left: FormulaExpression?, right: FormulaExpression)
  {
    guard tokens.count > 1 else {
      throw FormulaError(
        "the formula is empty", in: text, offset: tokens[0].offset,
        fix: "write a formula such as E + A / N^alpha + B / D^beta")
    }
    let first = try side()
    guard accept("=") else {
      try expectEnd()
      return (nil, first)
    }
    if token.kind == .symbol("=") {
      throw failure("two equals signs in a row", fix: "write a single =")
    }
    let second = try side()
    try expectEnd()
    return (first, second)
  }

  private mutating func side() throws(FormulaError) -> FormulaExpression {
    builder = ExpressionBuilder()
    let root = try sum()
    return builder.expression(root)
  }

  private var token: FormulaToken { tokens[position] }

  private mutating func sum() throws(FormulaError) -> Int {
    var left = try product()
    while true {
      if accept("+") {
        left = builder.add(.sum(left, try product()))
      } else if accept("-") {
        left = builder.add(.difference(left, try product()))
      } else {
        return left
      }
    }
  }

  private mutating func product() throws(FormulaError) -> Int {
    var left = try signed()
    while true {
      if accept("*") {
        left = builder.add(.product(left, try signed()))
      } else if accept("/") {
        left = builder.add(.quotient(left, try signed()))
      } else {
        return left
      }
    }
  }

  private mutating func signed() throws(FormulaError) -> Int {
    try descend()
    defer { depth -= 1 }
    if accept("-") { return builder.add(.negation(try signed())) }
    return try power()
  }

  private mutating func power() throws(FormulaError) -> Int {
    let base = try primary()
    guard accept("^") else { return base }
    // The exponent takes in a sign and further powers: 2^-x^2 = 2^(-(x^2)).
    return builder.add(.power(base, try signed()))
  }

  private mutating func primary() throws(FormulaError) -> Int {
    let start = token
    switch start.kind {
    case .number(let value):
      position += 1
      return builder.add(.number(value))
    case .quotedName(let name):
      position += 1
      return builder.add(.symbol(name))
    case .name(let name):
      position += 1
      if token.kind == .symbol("(") { return try call(name, at: start) }
      if name == "pi" { return builder.add(.number(.pi)) }
      guard !Self.functionNames.contains(name) else {
        throw failure(
          "the function '\(name)' is missing its arguments", at: start,
          fix: "write \(name)(…), or `\(name)` for a column of that name")
      }
      return builder.add(.symbol(name))
    case .symbol("("):
      position += 1
      let inner = try sum()
      try close(start)
      return inner
    case .symbol, .comparison, .end:
      throw missingOperand()
    }
  }

  private mutating func call(_ name: String, at start: FormulaToken) throws(FormulaError) -> Int {
    guard Self.functionNames.contains(name) else { throw unknownFunction(name, at: start) }
    let open = token
    position += 1
    if name == Self.conditional { return try conditional(open: open, at: start) }
    let arguments = try arguments(until: open)
    let takesSeveral = FormulaFunction(rawValue: name)?.takesSeveral ?? false
    guard takesSeveral ? arguments.count >= 2 : arguments.count == 1 else {
      throw wrongCount(
        of: name, takesSeveral ? "two arguments or more" : "one argument", found: arguments.count,
        at: start)
    }
    guard let function = FormulaFunction(rawValue: name) else {
      return FormulaShorthand(rawValue: name)?.written(arguments[0], in: &builder) ?? arguments[0]
    }
    let first = builder.add(.call(function, Array(arguments.prefix(takesSeveral ? 2 : 1))))
    return arguments.dropFirst(2).reduce(first) { builder.add(.call(function, [$0, $1])) }
  }

  /// if(a < b, x, y): x where the comparison holds, else y.
  private mutating func conditional(
    open: FormulaToken, at start: FormulaToken
  ) throws(FormulaError) -> Int {
    let left = try sum()
    guard case .comparison(let comparison) = token.kind else {
      throw failure(
        "expected a comparison, found \(token.description)",
        why: "'if' takes a condition, and a value for each outcome",
        fix: "write it as in if(D < 1e10, a, b)")
    }
    position += 1
    let right = try sum()
    var values: [Int] = []
    while accept(",") { values.append(try sum()) }
    try close(open)
    guard values.count == 2 else {
      throw wrongCount(
        of: Self.conditional, "a condition and two values", found: values.count + 1, at: start)
    }
    // A choice takes its first value where its argument is at least 0.
    let isStrict = comparison == "<" || comparison == ">"
    let isLess = comparison.hasPrefix("<")
    let difference =
      isLess == isStrict
      ? builder.add(.difference(left, right)) : builder.add(.difference(right, left))
    return builder.add(
      isStrict
        ? .choice(difference, values[1], values[0]) : .choice(difference, values[0], values[1]))
  }

  private mutating func arguments(until open: FormulaToken) throws(FormulaError) -> [Int] {
    var arguments: [Int] = []
    if token.kind != .symbol(")") {
      repeat { arguments.append(try sum()) } while accept(",")
    }
    try close(open)
    return arguments
  }

  private static let conditional = "if"

  /// The names of all functions.
  static let functionNames =
    FormulaFunction.allCases.map(\.rawValue) + FormulaShorthand.allCases.map(\.rawValue)
    + [conditional]

  private mutating func accept(_ symbol: Character) -> Bool {
    guard token.kind == .symbol(symbol) else { return false }
    position += 1
    return true
  }

  private mutating func close(_ open: FormulaToken) throws(FormulaError) {
    if accept(")") { return }
    if token.kind == .end {
      throw failure("unclosed parenthesis", at: open, fix: "add the missing )")
    }
    throw unexpected()
  }

  private mutating func expectEnd() throws(FormulaError) {
    if token.kind == .symbol(")") {
      throw failure(
        "unmatched closing parenthesis", fix: "add the missing (, or remove it")
    }
    guard token.kind == .end else { throw unexpected() }
  }

  private mutating func descend() throws(FormulaError) {
    depth += 1
    guard depth <= Self.depthLimit else {
      throw failure(
        "the formula is nested deeper than \(Self.depthLimit) levels",
        fix: "use fewer nested parentheses, signs or exponents")
    }
  }
}

// The errors.
extension FormulaParser {
  private func failure(
    _ what: String, at place: FormulaToken? = nil, why: String? = nil, fix: String? = nil
  ) -> FormulaError {
    FormulaError(what, in: text, offset: (place ?? token).offset, why: why, fix: fix)
  }

  private func missingOperand() -> FormulaError {
    if position > 0, tokens[position - 1].isOperator, token.isOperator {
      let before = tokens[position - 1]
      let isPower = before.source == "*" && token.source == "*"
      return failure(
        "two operators in a row: '\(before.source)' and '\(token.source)'",
        fix: isPower ? "write a power as ^" : "write a number or a name between them, or remove one"
      )
    }
    return failure("expected a number, a name or '(', found \(token.description)")
  }

  /// A token directly after an operand.
  private func unexpected() -> FormulaError {
    switch token.kind {
    case .symbol("="):
      failure(
        position > 1 && tokens[..<position].contains { $0.kind == .symbol("=") }
          ? "a second equals sign" : "an equals sign within parentheses",
        fix: "write one = between the left side and the formula")
    case .symbol(","):
      failure("a comma outside a function", fix: "write a decimal point as .")
    case .comparison:
      failure("a comparison outside if(…)", fix: "write it as in if(D < 1e10, a, b)")
    default:
      failure(
        "expected an operator before \(token.description)",
        fix: "write a product with *")
    }
  }

  private func wrongCount(
    of name: String, _ taken: String, found count: Int, at place: FormulaToken
  ) -> FormulaError {
    let found =
      switch count {
      case 0: "no argument"
      case 1: "1 argument"
      default: "\(count) arguments"
      }
    return failure("'\(name)' takes \(taken), found \(found)", at: place)
  }

  private func unknownFunction(_ name: String, at place: FormulaToken) -> FormulaError {
    let names = Self.functionNames
    let near = names.filter { isNear(name, $0) }.map { "'\($0)'" }
    let choices = near.isEmpty ? nil : "did you mean \(near.joined(separator: " or "))?"
    let special = [
      "ln": "write log, which is the natural logarithm", "pow": "write a power as x^y",
    ]
    return failure(
      "unknown function '\(name)'", at: place,
      why: "the functions are \(names.joined(separator: ", "))",
      fix: special[name] ?? choices ?? "write a product with *")
  }

  /// Whether the names differ by one letter, or by one transposition.
  private func isNear(_ name: String, _ other: String) -> Bool {
    let (a, b) = (Array(name.lowercased()), Array(other))
    let (longer, shorter) = a.count >= b.count ? (a, b) : (b, a)
    guard longer.count - shorter.count <= 1 else { return false }
    guard
      let first = longer.indices.first(where: { $0 >= shorter.count || longer[$0] != shorter[$0] })
    else { return true }
    if longer.count > shorter.count { return longer[(first + 1)...] == shorter[first...] }
    if longer[(first + 1)...] == shorter[(first + 1)...] { return true }
    guard first + 1 < longer.count else { return false }
    return longer[first] == shorter[first + 1] && longer[first + 1] == shorter[first]
      && longer[(first + 2)...] == shorter[(first + 2)...]
  }
}
