#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// An invertible function of one value.
enum InvertibleStep: Sendable, Equatable {
  /// (a·x + b)/(c·x + d) with a·d ≠ b·c.
  case quotient(LinearQuotient)
  /// The natural logarithm.
  case log
  /// eˣ.
  case exp
  /// xᵖ with p ≠ 0.
  case power(Double)
  /// The tangent of an angle in radians.
  case tan
  /// The angle in radians whose tangent is x.
  case atan

  /// The value of the function at x.
  func done(_ x: Double) -> Double {
    switch self {
    case .quotient(let quotient): quotient.value(x)
    case .log: natural(of: x)
    case .exp: exponential(of: x)
    case .power(let exponent): pow(x, exponent)
    case .tan: tangent(of: x)
    case .atan: angle(of: x)
    }
  }

  /// The x at which the function has the value y; NaN if there is none.
  func undone(_ y: Double) -> Double {
    switch self {
    case .quotient(let quotient): return quotient.inverse.value(y)
    case .log: return exponential(of: y)
    case .exp: return y < 0 ? .nan : natural(of: y)
    case .power(let exponent):
      if Self.isOdd(exponent) { return y < 0 ? -pow(-y, 1 / exponent) : pow(y, 1 / exponent) }
      return y < 0 ? .nan : pow(y, 1 / exponent)
    case .tan: return angle(of: y)
    case .atan: return abs(y) < .pi / 2 ? tangent(of: y) : .nan
    }
  }

  /// Whether the function increases with x at `x`.
  func isIncreasing(at x: Double) -> Bool {
    switch self {
    case .quotient(let quotient): quotient.determinant > 0
    case .log, .exp, .tan, .atan: true
    case .power(let exponent): (exponent > 0) == (x > 0 || Self.isOdd(exponent))
    }
  }

  private static func isOdd(_ exponent: Double) -> Bool {
    exponent.rounded() == exponent && abs(exponent).truncatingRemainder(dividingBy: 2) == 1
  }
}

// Outside the type, whose cases would shadow the functions.
private func natural(of x: Double) -> Double { log(x) }
private func exponential(of x: Double) -> Double { exp(x) }
private func tangent(of x: Double) -> Double { tan(x) }
private func angle(of x: Double) -> Double { atan(x) }

/// (a·x + b)/(c·x + d).
struct LinearQuotient: Sendable, Equatable {
  var a: Double
  var b: Double
  var c = 0.0
  var d = 1.0

  static let identity = LinearQuotient(a: 1, b: 0)

  /// a·d − b·c, which has the sign of the slope.
  var determinant: Double { a * d - b * c }

  /// Whether the quotient takes every value once.
  var isInvertible: Bool {
    [a, b, c, d].allSatisfy(\.isFinite) && abs(determinant) > 1e-12 * (abs(a * d) + abs(b * c))
  }

  func value(_ x: Double) -> Double {
    if x.isInfinite { return c == 0 ? x * (a / d) : a / c }
    return c == 0 && d == 1 ? a * x + b : (a * x + b) / (c * x + d)
  }

  var inverse: LinearQuotient {
    c == 0 ? LinearQuotient(a: d / a, b: -b / a) : LinearQuotient(a: d, b: -b, c: -c, d: a)
  }

  /// This quotient of `inner`'s value.
  func after(_ inner: LinearQuotient) -> LinearQuotient {
    LinearQuotient(
      a: a * inner.a + b * inner.c, b: a * inner.b + b * inner.d,
      c: c * inner.a + d * inner.c, d: c * inner.b + d * inner.d)
  }

  /// The quotient of two polynomials of degree at most 2, given by their coefficients, constant term
  /// first, if it is a linear quotient after common roots cancel; `nil` otherwise.
  ///
  /// - Parameters:
  ///   - numerator: A polynomial.
  ///   - factors: The linear factors of the other, a·x + b as (a, b).
  init?(numerator: [Double], factors: [(a: Double, b: Double)]) {
    var numerator = numerator
    var left: [(a: Double, b: Double)] = []
    var scale = 1.0
    for factor in factors {
      guard factor.a != 0 else {
        scale *= factor.b
        continue
      }
      let root = -factor.b / factor.a
      let terms = numerator.enumerated().map { $0.element * pow(root, Double($0.offset)) }
      let size = terms.reduce(0) { $0 + abs($1) }
      if numerator.count > 1, abs(terms.reduce(0, +)) <= 1e-13 * size {
        // Synthetic division by x − root, from the highest power down.
        var quotient: [Double] = []
        var carried = 0.0
        for coefficient in numerator.reversed() {
          carried = carried * root + coefficient
          quotient.insert(carried, at: 0)
        }
        numerator = Array(quotient.dropFirst())
        scale *= factor.a
      } else {
        left.append(factor)
      }
    }
    while numerator.count > 1, numerator[numerator.count - 1] == 0 { numerator.removeLast() }
    guard numerator.count <= 2, left.count <= 1 else { return nil }
    let denominator = left.first ?? (0, 1)
    self.init(
      a: (numerator.count > 1 ? numerator[1] : 0) / scale, b: numerator[0] / scale,
      c: denominator.a, d: denominator.b)
    guard isInvertible else { return nil }
  }

  init(a: Double, b: Double, c: Double = 0, d: Double = 1) {
    self.a = a
    self.b = b
    self.c = c
    self.d = d
  }
}
