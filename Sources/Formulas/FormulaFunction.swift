#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A function that a formula may call.
public enum FormulaFunction: String, Sendable, CaseIterable {
  /// eˣ.
  case exp
  /// The natural logarithm.
  case log
  /// The logarithm to base 10.
  case log10
  /// The square root.
  case sqrt
  /// The sine of an angle in radians.
  case sin
  /// The cosine of an angle in radians.
  case cos
  /// The tangent of an angle in radians.
  case tan
  /// The angle in radians whose tangent is x.
  case atan
  /// The error function, 2/√π ∫₀ˣ exp(−t²) dt.
  case erf
  /// The smaller of two values, or the smallest of more.
  case min
  /// The larger of two values, or the largest of more.
  case max

  /// Whether the function takes two or more values rather than one.
  var takesSeveral: Bool { self == .min || self == .max }

  /// The function of a value, for those that take one.
  func callAsFunction(_ x: Double) -> Double { value(of: self, at: x) }

  /// The function of two values, for those that take several; NaN if either is NaN.
  func callAsFunction(_ x: Double, _ y: Double) -> Double {
    if x.isNaN || y.isNaN { return .nan }
    return self == .min ? Swift.min(x, y) : Swift.max(x, y)
  }
}

// Outside the type, whose cases would shadow the functions.
private func value(of function: FormulaFunction, at x: Double) -> Double {
  switch function {
  case .exp: exp(x)
  case .log: log(x)
  case .log10: log10(x)
  case .sqrt: x.squareRoot()
  case .sin: sin(x)
  case .cos: cos(x)
  case .tan: tan(x)
  case .atan: atan(x)
  case .erf: erf(x)
  case .min, .max: x
  }
}
