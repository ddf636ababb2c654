#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Student's t distribution with ν degrees of freedom, which need not be an integer.
public struct StudentT: Sendable, Equatable {
  /// ν, the degrees of freedom.
  public let degreesOfFreedom: Double

  /// The distribution with `degreesOfFreedom` degrees of freedom.
  ///
  /// - Precondition: `degreesOfFreedom` is positive.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "Student's t needs positive degrees of freedom")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The logarithm of the density at `t`.
  public func logDensity(_ t: Double) -> Double {
    let nu = degreesOfFreedom
    return logGamma((nu + 1) / 2) - logGamma(nu / 2) - log(nu * .pi) / 2
      - (nu + 1) / 2 * log1p(t * t / nu)
  }

  /// The probability of a value up to `t`.
  public func cumulative(_ t: Double) -> Double {
    guard !t.isNaN else { return .nan }
    guard t.isFinite else { return t < 0 ? 0 : 1 }
    let nu = degreesOfFreedom
    if nu == 3 {
      let x = t / 3.0.squareRoot()
      return 0.5 + (x / (1 + x * x) + atan(x)) / .pi
    }
    // The tail as an incomplete beta function, of whichever argument does not cancel.
    let tail =
      t * t < nu
      ? (1 - regularizedBeta(t * t / (nu + t * t), 0.5, nu / 2)) / 2
      : regularizedBeta(nu / (nu + t * t), nu / 2, 0.5) / 2
    return t < 0 ? tail : 1 - tail
  }

  /// The `p`-quantile, to a relative accuracy of about 1e-12.
  ///
  /// - Precondition: 0 < `p` < 1.
  public func quantile(_ p: Double) -> Double {
    precondition(p > 0 && p < 1, "the quantile of Student's t needs p in (0, 1)")
    guard p != 0.5 else { return 0 }
    guard p < 0.5 else { return -quantile(1 - p) }
    var (low, high) = (-1.0, 0.0)
    while cumulative(low) > p { (low, high) = (2 * low, low) }
    for _ in 0..<200 where high - low > 1e-13 * -low {
      let middle = (low + high) / 2
      if cumulative(middle) > p { high = middle } else { low = middle }
    }
    return (low + high) / 2
  }
}

/// log Γ(x) for x > 0, which unlike the system's function has no global state.
private func logGamma(_ x: Double) -> Double {
  // Lanczos's approximation with g = 7 and nine terms.
  let terms = [
    676.520_368_121_885_1, -1_259.139_216_722_402_8, 771.323_428_777_653_13,
    -176.615_029_162_140_59, 12.507_343_278_686_905, -0.138_571_095_265_720_12,
    9.984_369_578_019_571_6e-6, 1.505_632_735_149_311_6e-7,
  ]
  guard x >= 0.5 else { return log(.pi / sin(.pi * x)) - logGamma(1 - x) }
  let shifted = x - 1
  let sum = terms.enumerated().reduce(0.999_999_999_999_809_93) {
    $0 + $1.element / (shifted + Double($1.offset) + 1)
  }
  let base = shifted + 7.5
  return log(2 * .pi) / 2 + (shifted + 0.5) * log(base) - base + log(sum)
}

/// The regularised incomplete beta function I_x(a, b), by its continued fraction.
///
/// Reference: Abramowitz and Stegun 1964, 26.5.8.
func regularizedBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
  guard x > 0 else { return 0 }
  guard x < 1 else { return 1 }
  guard x <= (a + 1) / (a + b + 2) else { return 1 - regularizedBeta(1 - x, b, a) }
  let front = exp(
    a * log(x) + b * log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b) - log(a))
  // Lentz's method.
  let least = 1e-300
  var (c, d) = (1.0, 1 - (a + b) * x / (a + 1))
  if abs(d) < least { d = least }
  d = 1 / d
  var value = d
  for m in 1..<10_000 {
    let m = Double(m)
    for numerator in [
      m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
      -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
    ] {
      d = 1 + numerator * d
      if abs(d) < least { d = least }
      d = 1 / d
      c = 1 + numerator / c
      if abs(c) < least { c = least }
      value *= c * d
    }
    if abs(c * d - 1) < 1e-15 { break }
  }
  return front * value
}
