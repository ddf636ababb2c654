internal import Formulas

/// A law in a saved fit: everything needed to reconstruct it from its formula.
struct SavedLaw: Codable {
  private let name: String
  private let formula: String
  private let coefficients: [String]
  private let variables: [String]
  private let domains: [String: CoefficientDomain]
  /// The bounds of coefficients; `nil` in files without them.
  private let bounds: [String: CoefficientBounds]?
  private let fixed: [String: Double]
  private let citation: String?
  /// The start ranges of coefficients; `nil` in files without them.
  private let startRanges: [String: Range]?
  /// The column on the left side; `nil` for the loss.
  private let response: String?

  /// The ends of a range.
  private struct Range: Codable {
    var lower: Double
    var upper: Double
  }

  init(_ law: ScalingLaw) {
    name = law.name
    formula = law.formula
    coefficients = law.coefficients
    variables = law.variables.map(\.symbol)
    domains = law.domains
    bounds = law.bounds
    fixed = law.fixed
    citation = law.citation
    startRanges = law.startRanges.mapValues { Range(lower: $0.lowerBound, upper: $0.upperBound) }
    response = law.responseColumn
  }

  private enum CodingKeys: String, CodingKey {
    case name, formula, coefficients, variables, domains, bounds, fixed, citation, startRanges
    case response
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(formula, forKey: .formula)
    try container.encode(coefficients, forKey: .coefficients)
    try container.encode(variables, forKey: .variables)
    try container.encode(domains, forKey: .domains)
    try container.encode(bounds ?? [:], forKey: .bounds)
    try container.encode(fixed, forKey: .fixed)
    try container.encode(citation, forKey: .citation)
    try container.encode(startRanges ?? [:], forKey: .startRanges)
    try container.encode(response, forKey: .response)
  }

  /// The law itself: from the catalogue if it matches one of its laws, otherwise from the formula.
  ///
  /// - Throws: ``Fault`` if the formula is inconsistent with the rest.
  func law() throws(Fault) -> ScalingLaw {
    if let known = ScalingLaw.named(name) {
      guard known.formula == formula else {
        throw Fault(text: "the formula of '\(name)' is '\(known.formula)'")
      }
      if known.domains == domains, known.coefficients == coefficients, fixed.isEmpty,
        startRanges?.isEmpty ?? true, bounds?.isEmpty ?? true
      {
        return known
      }
    }
    do {
      let law = try ScalingLaw(
        formula: formula, columns: variables + responseSymbols, declarations: declarations())
      guard law.coefficients == coefficients else {
        throw Fault(text: "the coefficients of the formula '\(formula)' are not those listed")
      }
      return law
    } catch let fault as Fault {
      throw fault
    } catch {
      throw Fault(text: "the formula cannot be read: \(error)")
    }
  }

  /// The names on the left side, which files without `response` give only in the formula.
  private var responseSymbols: [String] {
    response.map { [$0] } ?? (try? Formula(parsing: formula))?.leftSide?.symbols ?? []
  }

  private func declarations() throws(Fault) -> ScalingLaw.Declarations {
    var declarations = ScalingLaw.Declarations()
    declarations.name = name
    declarations.citation = citation
    declarations.domains = domains
    declarations.bounds = bounds ?? [:]
    declarations.fixed = fixed
    for (symbol, range) in startRanges ?? [:] {
      guard range.lower <= range.upper else {
        throw Fault(text: "the start range of '\(symbol)' is reversed")
      }
      declarations.startRanges[symbol] = range.lower...range.upper
    }
    return declarations
  }

  /// Why a saved law is inconsistent.
  struct Fault: Error {
    let text: String
  }
}
