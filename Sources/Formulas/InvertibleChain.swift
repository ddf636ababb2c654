#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// An expression in one symbol as a sequence of invertible steps.
struct InvertibleChain: Equatable {
  /// The steps, the innermost first; no two quotients follow each other.
  private(set) var steps: [InvertibleStep] = []

  /// The chain of an expression with one symbol; `nil` if there is none.
  init?(of expression: FormulaExpression) {
    var parts: [Part] = []
    for node in expression.nodes {
      guard let part = Part(node, of: parts) else { return nil }
      parts.append(part)
    }
    guard case .chain(let chain) = parts[parts.count - 1] else { return nil }
    self = chain
  }

  private init(steps: [InvertibleStep]) { self.steps = steps }

  /// The symbol itself.
  static let identity = InvertibleChain(steps: [])

  /// This chain, then `step`.
  func then(_ step: InvertibleStep) -> InvertibleChain {
    guard case .quotient(let outer) = step else { return InvertibleChain(steps: steps + [step]) }
    guard case .quotient(let inner) = steps.last else {
      return outer == .identity ? self : InvertibleChain(steps: steps + [step])
    }
    let both = outer.after(inner)
    let core = Array(steps.dropLast())
    return InvertibleChain(steps: both == .identity ? core : core + [.quotient(both)])
  }

  /// This chain, then a·x + b; `nil` if a is 0 or not a number.
  func scaled(_ a: Double, plus b: Double = 0) -> InvertibleChain? {
    let quotient = LinearQuotient(a: a, b: b)
    return quotient.isInvertible ? then(.quotient(quotient)) : nil
  }

  /// The chain as a linear quotient of an inner chain.
  private var split: (core: [InvertibleStep], quotient: LinearQuotient) {
    if case .quotient(let quotient) = steps.last { return (Array(steps.dropLast()), quotient) }
    return (steps, .identity)
  }

  /// The chain as k·log(inner) + c.
  private var logarithm: (inner: InvertibleChain, factor: Double, constant: Double)? {
    let (core, quotient) = split
    guard core.last == .log, quotient.c == 0 else { return nil }
    return (
      InvertibleChain(steps: Array(core.dropLast())), quotient.a / quotient.d,
      quotient.b / quotient.d
    )
  }

  /// An operator that joins two chains of the same symbol.
  enum Operation { case sum, difference, product, quotient }

  /// `self` and `other` joined; `nil` if the result is not a chain.
  func joined(_ operation: Operation, _ other: InvertibleChain) -> InvertibleChain? {
    if operation == .product, self == other { return then(.power(2)) }
    if operation == .sum || operation == .difference,
      let joined = joinedLogarithms(other, sign: operation == .sum ? 1 : -1)
    {
      return joined
    }
    let ((core, f), (otherCore, g)) = (split, other.split)
    if core != otherCore { return nil }
    let (up, down) = ((a: f.a, b: f.b), (a: f.c, b: f.d))
    let (otherUp, otherDown) = ((a: g.a, b: g.b), (a: g.c, b: g.d))
    let quotient: LinearQuotient? =
      switch operation {
      case .product: LinearQuotient(numerator: product(up, otherUp), factors: [down, otherDown])
      case .quotient: LinearQuotient(numerator: product(up, otherDown), factors: [down, otherUp])
      case .sum, .difference:
        LinearQuotient(
          numerator: zip(product(up, otherDown), product(otherUp, down)).map {
            operation == .sum ? $0 + $1 : $0 - $1
          }, factors: [down, otherDown])
      }
    return quotient.map { InvertibleChain(steps: core).then(.quotient($0)) }
  }

  /// k·log u ± k·log v + c as k·log(u·v) + c or k·log(u/v) + c.
  private func joinedLogarithms(_ other: InvertibleChain, sign: Double) -> InvertibleChain? {
    guard let f = logarithm, let g = other.logarithm else { return nil }
    let factor = sign * g.factor
    let isSame = abs(f.factor - factor) <= 1e-14 * abs(f.factor)
    guard isSame || abs(f.factor + factor) <= 1e-14 * abs(f.factor),
      let inner = f.inner.joined(isSame ? .product : .quotient, g.inner)
    else { return nil }
    return inner.then(.log).scaled(f.factor, plus: f.constant + sign * g.constant)
  }
}

/// The coefficients of a product of two linear functions, constant term first.
private func product(_ f: (a: Double, b: Double), _ g: (a: Double, b: Double)) -> [Double] {
  [f.b * g.b, f.a * g.b + f.b * g.a, f.a * g.a]
}

/// A part of an expression: a number, or a chain.
private enum Part {
  case number(Double)
  case chain(InvertibleChain)

  init?(_ node: FormulaExpression.Node, of parts: [Part]) {
    let part: Part?
    switch node {
    case .number(let value): part = .number(value)
    case .symbol: part = .chain(.identity)
    case .negation(let a): part = Part.product(.number(-1), parts[a])
    case .sum(let a, let b): part = Part.sum(parts[a], parts[b], sign: 1)
    case .difference(let a, let b): part = Part.sum(parts[a], parts[b], sign: -1)
    case .product(let a, let b): part = Part.product(parts[a], parts[b])
    case .quotient(let a, let b): part = Part.quotient(parts[a], parts[b])
    case .power(let a, let b): part = Part.power(parts[a], parts[b])
    case .call(let function, let arguments):
      part = Part.call(function, arguments.map { parts[$0] })
    case .choice, .finiteOrZero: part = nil
    }
    guard let part else { return nil }
    self = part
  }

  private init?(_ chain: InvertibleChain?) {
    guard let chain else { return nil }
    self = .chain(chain)
  }

  private static func sum(_ a: Part, _ b: Part, sign: Double) -> Part? {
    switch (a, b) {
    case (.number(let x), .number(let y)): .number(x + sign * y)
    case (.chain(let f), .number(let y)): Part(f.scaled(1, plus: sign * y))
    case (.number(let x), .chain(let g)): Part(g.scaled(sign, plus: x))
    case (.chain(let f), .chain(let g)): Part(f.joined(sign > 0 ? .sum : .difference, g))
    }
  }

  private static func product(_ a: Part, _ b: Part) -> Part? {
    switch (a, b) {
    case (.number(let x), .number(let y)): .number(x * y)
    case (.chain(let f), .number(let k)), (.number(let k), .chain(let f)): Part(f.scaled(k))
    case (.chain(let f), .chain(let g)): Part(f.joined(.product, g))
    }
  }

  private static func quotient(_ a: Part, _ b: Part) -> Part? {
    switch (a, b) {
    case (.number(let x), .number(let y)): return .number(x / y)
    case (.chain(let f), .number(let y)): return Part(f.scaled(1 / y))
    case (.number(let x), .chain(let g)):
      let reciprocal = LinearQuotient(a: 0, b: x, c: 1, d: 0)
      return reciprocal.isInvertible ? .chain(g.then(.quotient(reciprocal))) : nil
    case (.chain(let f), .chain(let g)): return Part(f.joined(.quotient, g))
    }
  }

  private static func power(_ a: Part, _ b: Part) -> Part? {
    switch (a, b) {
    case (.number(let x), .number(let y)): return .number(pow(x, y))
    case (.chain(let f), .number(let p)):
      if p == 1 { return .chain(f) }
      if p == -1 { return quotient(.number(1), .chain(f)) }
      return p == 0 || !p.isFinite ? nil : .chain(f.then(.power(p)))
    case (.number(let base), .chain(let g)):
      return base > 0 ? Part(g.scaled(log(base))?.then(.exp)) : nil
    case (.chain, .chain): return nil
    }
  }

  private static func call(_ function: FormulaFunction, _ arguments: [Part]) -> Part? {
    guard case .chain(let chain) = arguments[0], arguments.count == 1 else {
      let numbers = arguments.compactMap { if case .number(let x) = $0 { x } else { nil } }
      guard numbers.count == arguments.count else { return nil }
      return .number(
        function.takesSeveral ? function(numbers[0], numbers[1]) : function(numbers[0]))
    }
    switch function {
    case .exp: return .chain(chain.then(.exp))
    case .log: return .chain(chain.then(.log))
    case .log10: return Part(chain.then(.log).scaled(1 / log(10)))
    case .sqrt: return .chain(chain.then(.power(0.5)))
    case .tan: return .chain(chain.then(.tan))
    case .atan: return .chain(chain.then(.atan))
    case .sin, .cos, .erf, .min, .max: return nil
    }
  }
}
