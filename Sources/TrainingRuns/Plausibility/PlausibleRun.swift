#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// N, D, C and L of a row, as far as they are known, and what such values can be.
struct PlausibleRun {
  /// Parameters.
  var parameters = Double.nan
  /// Tokens.
  var tokens = Double.nan
  /// FLOP.
  var compute = Double.nan
  /// Nats per token.
  var loss = Double.nan

  /// A uniform guess among 10¹³ words has a loss of 30 nats.
  static let largestLoss = 30.0
  /// A smaller network is hardly a model.
  static let leastParameters = 1e3
  /// Less is no training.
  static let leastTokensPerParameter = 1e-4
  /// C/(kND), whatever a convention counts.
  static let computeRatios = 1e-2...1e2
  /// A value so many times larger or smaller than every other one stands alone.
  static let isolation = 1e3
  /// No run has reached a thousandth of these.
  private static let mostParameters = 1e16
  private static let mostTokens = 1e19

  /// Whether a training run may have these values; those that are NaN are not known.
  ///
  /// - Parameter factor: k in C = kND, by which the missing one of N, D and C is found.
  /// - Returns: Whether all that is known is possible.
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
