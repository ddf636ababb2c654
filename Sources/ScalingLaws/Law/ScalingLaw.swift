internal import Formulas
internal import LeastSquares

/// A law for the loss, or another metric of a model, as a function of training variables.
///
/// A law is a formula over variables, the columns of a table of runs, and coefficients, identified by their
/// symbols. A sum of power terms with positive amplitudes, Σₜ aₜ · Πⱼ xₜⱼ^(kₜⱼ·pₜⱼ), is recognised and
/// fitted by specialised kernels.
public struct ScalingLaw: Sendable, Equatable {
  /// The law's short name; the formula if it has none.
  public let name: String
  /// The formula, in ASCII.
  public let formula: String
  /// The source of the law, if any.
  public let citation: String?
  /// The symbols of the coefficients, in reporting order.
  public let coefficients: [String]
  /// The domains of coefficients; real by default.
  public let domains: [String: CoefficientDomain]
  /// The bounds of coefficients, if given, within their domains.
  public let bounds: [String: CoefficientBounds]
  /// The start ranges of coefficients, if given.
  public let startRanges: [String: ClosedRange<Double>]
  /// The fixed coefficients, with their values.
  public let fixed: [String: Double]
  /// The variables, in the order of the formula.
  public let variables: [Variable]
  /// How the law is evaluated.
  let form: Form
  /// The terms of the formula if it is a sum of power terms, whatever is fixed or declared about their
  /// coefficients.
  let terms: [PowerTerm]?
  /// The left side of the equation, if it is not the loss.
  let leftSide: FormulaExpression?
  /// The inverse from the left side to its column; `nil` if the left side is a column or
  /// absent, or cannot be inverted.
  let inverse: FormulaInverse?

  /// How a law is evaluated.
  enum Form: Sendable, Equatable {
    /// As a sum of power terms.
    case powerSum([PowerTerm])
    /// As a general expression.
    case expression(FormulaExpression)
  }

  /// One term of a sum: an amplitude times powers of variables.
  struct PowerTerm: Sendable, Equatable {
    /// The symbol of the amplitude.
    let amplitude: String
    /// The powers; none for a constant.
    let factors: [Factor]
  }

  /// A variable raised to a multiple of a coefficient.
  struct Factor: Sendable, Equatable {
    /// The variable.
    let variable: Variable
    /// The symbol of the coefficient in the exponent.
    let exponent: String
    /// The multiplier of the coefficient: −1 in 1/N^α.
    var multiplier = -1.0
  }

  /// The variables of a law's formula.
  public enum Variable: Sendable, Hashable {
    /// N, the number of parameters.
    case parameterCount
    /// D, the number of training tokens.
    case tokenCount
    /// C, the training compute in FLOP.
    case compute
    /// L, the loss, in a law for another quantity.
    case loss
    /// Another column, by its header.
    case column(String)

    /// The variable's symbol in formulas.
    public var symbol: String {
      switch self {
      case .parameterCount: "N"
      case .tokenCount: "D"
      case .compute: "C"
      case .loss: "L"
      case .column(let header): header
      }
    }

    /// The variable with this symbol.
    public init(symbol: String) {
      self =
        [.parameterCount, .tokenCount, .compute, .loss].first { $0.symbol == symbol }
        ?? .column(symbol)
    }
  }

  /// The law as an equation: the formula, preceded by `L =` if it has no left side.
  public var equation: String { leftSide == nil ? "L = \(formula)" : formula }

  /// The terms, if the law is fitted as a sum of power terms: positive amplitudes, real exponents, and no
  /// more of them than the kernels support.
  var fastTerms: [PowerTerm]? {
    guard case .powerSum(let terms) = form,
      PowerSum.canHold(factorCounts: terms.map(\.factors.count))
    else { return nil }
    return terms
  }

  /// The formula as an expression over the variables and the coefficients.
  var expression: FormulaExpression? {
    switch form {
    case .expression(let expression): expression
    case .powerSum: try? Formula(parsing: formula).expression
    }
  }
}

/// The domain of a coefficient.
public enum CoefficientDomain: String, Sendable, Codable, CaseIterable {
  /// Above 0.
  case positive
  /// Between 0 and 1.
  case unitInterval = "unit-interval"
  /// Any number.
  case real

  /// Whether the domain contains `value`.
  public func contains(_ value: Double) -> Bool {
    switch self {
    case .positive: value > 0 && value.isFinite
    case .unitInterval: value > 0 && value < 1
    case .real: value.isFinite
    }
  }
}

extension ScalingLaw {
  /// L(N, D) = E + A/N^α + B/D^β, where E is the irreducible loss.
  public static let chinchilla = ScalingLaw(
    name: "chinchilla",
    formula: "E + A / N^alpha + B / D^beta",
    citation: "Hoffmann et al. 2022, \"Training compute-optimal large language models\", "
      + "arXiv:2203.15556",
    coefficients: ["E", "A", "B", "alpha", "beta"],
    domains: ["E": .positive, "A": .positive, "B": .positive],
    bounds: [:], startRanges: [:], fixed: [:],
    variables: [.parameterCount, .tokenCount],
    form: .powerSum(chinchillaTerms), terms: chinchillaTerms, leftSide: nil, inverse: nil)

  private static let chinchillaTerms = [
    PowerTerm(amplitude: "E", factors: []),
    PowerTerm(amplitude: "A", factors: [Factor(variable: .parameterCount, exponent: "alpha")]),
    PowerTerm(amplitude: "B", factors: [Factor(variable: .tokenCount, exponent: "beta")]),
  ]

  /// The built-in laws.
  public static let catalogue = [chinchilla]

  /// The law called `name`, or `nil`.
  public static func named(_ name: String) -> ScalingLaw? {
    catalogue.first { $0.name == name }
  }
}
