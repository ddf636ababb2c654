public import Formulas

/// A published law from a file: the law, the meaning of its variables and its predicted quantity, and the
/// published coefficients.
public struct CataloguedLaw: Sendable, Equatable {
  /// The law's name.
  public var name: String
  /// Its title, one line.
  public var title: String
  /// The formula as written, using ``derived`` names.
  public var formula: String
  /// Names for subexpressions, in order; each may use earlier ones.
  public var derived: [Definition]
  /// The law, with the derived names substituted.
  public var law: ScalingLaw
  /// The meaning of each variable, with its unit.
  public var variables: [Described]
  /// The predicted quantity, with its unit.
  public var figure: String
  /// What to cite.
  public var citations: [String]
  /// The reference point at which the law is evaluated.
  public var reference: [ScalingLaw.Variable: Double]
  /// The reference budget for the optimum, in FLOP.
  public var referenceCompute: Double
  /// The published sets of coefficients.
  public var published: [PublishedCoefficients]

  /// A name for a subexpression.
  public struct Definition: Sendable, Equatable {
    /// The name.
    public var name: String
    /// The formula.
    public var formula: String
  }

  /// A symbol with its meaning.
  public struct Described: Sendable, Equatable {
    /// The symbol.
    public var symbol: String
    /// Its meaning, with its unit.
    public var description: String
  }

  /// The law with declarations about its coefficients that override the file's.
  ///
  /// - Throws: `FormulaError` for a declaration of a symbol that is not a coefficient.
  public func law(with declarations: ScalingLaw.Declarations) throws(FormulaError) -> ScalingLaw {
    try law.declaring(declarations)
  }

  /// The set of coefficients with this label, or `nil`.
  public func published(labelled label: String) -> PublishedCoefficients? {
    published.first { $0.label == label }
  }

  /// The coefficients missing from `values`, in the order of the law.
  public func missing(in values: [String: Double]) -> [String] {
    law.coefficients.filter { values[$0] == nil }
  }

  /// The value of the law, described by ``figure``.
  ///
  /// - Parameters:
  ///   - point: One value per variable of the law.
  ///   - values: One value per coefficient.
  /// - Returns: The value; NaN if an input is missing or the formula is undefined.
  public func value(
    at point: [ScalingLaw.Variable: Double], coefficients values: [String: Double]
  ) -> Double {
    law.value(at: point, values: law.coefficients.map { values[$0] ?? .nan })
  }
}
