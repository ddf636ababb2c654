public import Formulas

/// A law of the literature as a file says it: the law, what its variables and its figure are, and the
/// coefficients that were published.
public struct CataloguedLaw: Sendable, Equatable {
  /// The name by which the law is asked for.
  public var name: String
  /// What the law says, in a line.
  public var title: String
  /// The formula as its author wrote it, in which ``derived`` names stand.
  public var formula: String
  /// Names that stand for formulas, in order; each may use those before it.
  public var derived: [Definition]
  /// The law, with the derived names replaced.
  public var law: ScalingLaw
  /// What each variable of the formula is, with its unit.
  public var variables: [Described]
  /// What the law gives, with its unit.
  public var figure: String
  /// What to cite.
  public var citations: [String]
  /// The variables at which the law is shown.
  public var reference: [ScalingLaw.Variable: Double]
  /// The budget for which the optimum is shown, FLOP.
  public var referenceCompute: Double
  /// The coefficients that were published, a set each.
  public var published: [PublishedCoefficients]

  /// A name that stands for a formula.
  public struct Definition: Sendable, Equatable {
    /// The name.
    public var name: String
    /// The formula.
    public var formula: String
  }

  /// A symbol and what it is.
  public struct Described: Sendable, Equatable {
    /// The symbol.
    public var symbol: String
    /// What it is, with its unit.
    public var description: String
  }

  /// The law with more said of its coefficients, which wins over what the file says.
  ///
  /// - Throws: `FormulaError` where something is said of a symbol that is no coefficient.
  public func law(with declarations: ScalingLaw.Declarations) throws(FormulaError) -> ScalingLaw {
    try law.declaring(declarations)
  }

  /// The set of coefficients with this label, or `nil`.
  public func published(labelled label: String) -> PublishedCoefficients? {
    published.first { $0.label == label }
  }

  /// The coefficients that `values` lacks, in the order of the law.
  public func missing(in values: [String: Double]) -> [String] {
    law.coefficients.filter { values[$0] == nil }
  }

  /// What the law gives, as ``figure`` says.
  ///
  /// - Parameters:
  ///   - point: A value for each variable of the law.
  ///   - values: A value for each coefficient.
  /// - Returns: The figure; NaN where a value is missing or the formula is not defined.
  public func value(
    at point: [ScalingLaw.Variable: Double], coefficients values: [String: Double]
  ) -> Double {
    law.value(at: point, values: law.coefficients.map { values[$0] ?? .nan })
  }
}
