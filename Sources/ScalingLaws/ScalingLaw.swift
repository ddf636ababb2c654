/// A law that says how the loss depends on what a model was trained with.
///
/// The laws here are sums of power terms, Σₜ aₜ / Πⱼ xₜⱼ^pₜⱼ, with positive amplitudes a. The
/// coefficients are told by the symbols of the formula.
public struct ScalingLaw: Sendable, Equatable {
  /// The short name by which the law is asked for.
  public let name: String
  /// The formula, in ASCII.
  public let formula: String
  /// Where the law comes from.
  public let citation: String
  /// The symbols of the coefficients, in the order in which they are reported.
  public let coefficients: [String]
  /// The terms of the sum.
  public let terms: [PowerTerm]

  /// One term: an amplitude, divided by powers of variables.
  public struct PowerTerm: Sendable, Equatable {
    /// The symbol of the amplitude, a positive coefficient.
    public let amplitude: String
    /// The variables and the symbols of their exponents; none for a constant.
    public let factors: [Factor]
  }

  /// A variable raised to minus an exponent.
  public struct Factor: Sendable, Equatable {
    /// The variable.
    public let variable: Variable
    /// The symbol of the exponent.
    public let exponent: String
  }

  /// What a law's formula may depend on.
  public enum Variable: String, Sendable, Codable {
    /// N, the number of parameters.
    case parameterCount = "N"
    /// D, the number of training tokens.
    case tokenCount = "D"
  }

  /// The variables of the law, each once, in the order of the terms.
  public var variables: [Variable] {
    var found: [Variable] = []
    for factor in terms.flatMap(\.factors) where !found.contains(factor.variable) {
      found.append(factor.variable)
    }
    return found
  }
}

extension ScalingLaw {
  /// L(N, D) = E + A/N^α + B/D^β, in which E is the loss that no model and no data can remove.
  public static let chinchilla = ScalingLaw(
    name: "chinchilla",
    formula: "E + A / N^alpha + B / D^beta",
    citation: "Hoffmann et al. 2022, \"Training compute-optimal large language models\", "
      + "equation 2, arXiv:2203.15556",
    coefficients: ["E", "A", "B", "alpha", "beta"],
    terms: [
      PowerTerm(amplitude: "E", factors: []),
      PowerTerm(amplitude: "A", factors: [Factor(variable: .parameterCount, exponent: "alpha")]),
      PowerTerm(amplitude: "B", factors: [Factor(variable: .tokenCount, exponent: "beta")]),
    ])

  /// The laws that can be asked for by name.
  public static let catalogue = [chinchilla]

  /// The law called `name`, or `nil`.
  public static func named(_ name: String) -> ScalingLaw? {
    catalogue.first { $0.name == name }
  }
}
