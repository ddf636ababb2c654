#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The known ones of N, D, C and L of a row, and their plausible ranges.
struct PlausibleRun {
  /// Parameters.
  var parameters = Double.nan
  /// Tokens.
  var tokens = Double.nan
  /// FLOP.
  var compute = Double.nan
  /// Nats per token.
  var loss = Double.nan

  /// The loss of a uniform guess among 10¹³ words, 30 nats.
  static let largestLoss = 30.0
  /// The smallest plausible model.
  static let leastParameters = 1e3
  /// The smallest plausible training.
  static let leastTokensPerParameter = 1e-4
  /// The range of C/(kND) over conventions.
  static let computeRatios = 1e-2...1e2
  /// A value this many times larger or smaller than every other is isolated.
  static let isolation = 1e3
  /// Upper limits, over a thousand times those of any run.
  private static let mostParameters = 1e16
  private static let mostTokens = 1e19

  /// Whether these values are possible for a training run; NaN values are unknown.
  ///
  /// - Parameter factor: k in C = kND, to compute the missing one of N, D and C.
  /// - Returns: Whether all known values are possible.
  func isPlausible(factor: Double) -> Bool {
    let parameters = parameters.isNaN ? compute / (factor * tokens) : parameters
    let tokens = tokens.isNaN ? compute / (factor * parameters) : tokens
    let ratio = compute / (factor * parameters * tokens)
    return !(loss <= 0 || loss > Self.largestLoss)
      && !(parameters < Self.leastParameters || parameters > Self.mostParameters)
      && !(tokens < Self.leastParameters || tokens > Self.mostTokens)
      && !(tokens < Self.leastTokensPerParameter * parameters)
      && !(ratio < Self.computeRatios.lowerBound || ratio > Self.computeRatios.upperBound)
  }
}

/// A number for a sentence, to four significant digits.
func brief(_ value: Double) -> String {
  guard value.isFinite, value != 0 else { return "\(value)" }
  let exponent = Int(log10(abs(value)).rounded(.down))
  let unit = pow(10, Double(exponent - 3))
  let rounded = (value / unit).rounded() * unit
  if (-4..<6).contains(exponent) {
    let scale = pow(10, Double(max(0, 3 - exponent)))
    let plain = (value * scale).rounded() / scale
    return plain == plain.rounded() ? String(Int(plain)) : String(plain)
  }
  let mantissa = (rounded / pow(10, Double(exponent)) * 1000).rounded() / 1000
  return
    "\(mantissa == mantissa.rounded() ? String(Int(mantissa)) : String(mantissa))e\(exponent)"
}
