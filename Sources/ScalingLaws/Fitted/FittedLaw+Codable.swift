internal import LeastSquares
internal import Statistics

extension FittedLaw: Codable {
  private enum CodingKeys: String, CodingKey {
    case schema, dataset, law, objective, coefficients, derived, certificate, bootstrap, residuals
    case draws, provenance, classical, joint, remarks, runs
  }

  /// The law as the file tells it: all that is needed to read its formula again.
  private struct LawForm: Codable {
    var name: String
    var formula: String
    var coefficients: [String]
    var variables: [String]
    var domains: [String: CoefficientDomain]
    var fixed: [String: Double]
    var citation: String?

    init(_ law: ScalingLaw) {
      name = law.name
      formula = law.formula
      coefficients = law.coefficients
      variables = law.variables.map(\.symbol)
      domains = law.domains
      fixed = law.fixed
      citation = law.citation
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(name, forKey: .name)
      try container.encode(formula, forKey: .formula)
      try container.encode(coefficients, forKey: .coefficients)
      try container.encode(variables, forKey: .variables)
      try container.encode(domains, forKey: .domains)
      try container.encode(fixed, forKey: .fixed)
      try container.encode(citation, forKey: .citation)
    }

    /// The law itself: of the catalogue where it has the name, else as the formula says.
    ///
    /// - Throws: ``Fault`` where the formula and the rest do not belong together.
    func law() throws(Fault) -> ScalingLaw {
      if let known = ScalingLaw.named(name), fixed.isEmpty {
        guard known.formula == formula, known.coefficients == coefficients else {
          throw Fault(text: "the formula of '\(name)' is '\(known.formula)'")
        }
        return known
      }
      var declarations = ScalingLaw.Declarations()
      declarations.name = name
      declarations.citation = citation
      declarations.domains = domains
      declarations.fixed = fixed
      do {
        let law = try ScalingLaw(formula: formula, columns: variables, declarations: declarations)
        guard law.coefficients == coefficients else {
          throw Fault(text: "the formula '\(formula)' has other coefficients than are listed")
        }
        return law
      } catch let fault as Fault {
        throw fault
      } catch {
        throw Fault(text: "the formula cannot be read: \(error)")
      }
    }

    /// Why a law cannot be what a file says.
    struct Fault: Error {
      let text: String
    }
  }

  /// Writes the document ``schema``.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.schema, forKey: .schema)
    try container.encode(dataset, forKey: .dataset)
    try container.encode(LawForm(law), forKey: .law)
    try container.encode(joint, forKey: .joint)
    try container.encode(objective, forKey: .objective)
    try container.encode(coefficients, forKey: .coefficients)
    try container.encode(derived, forKey: .derived)
    try container.encode(certificate, forKey: .certificate)
    try container.encode(classical, forKey: .classical)
    try container.encode(bootstrap, forKey: .bootstrap)
    try container.encode(remarks, forKey: .remarks)
    try container.encode(runs, forKey: .runs)
    try container.encode(residuals, forKey: .residuals)
    try container.encode(draws, forKey: .draws)
    try container.encode(provenance, forKey: .provenance)
  }

  /// Reads a document ``schema``.
  ///
  /// - Throws: `DecodingError` where the version, the law or the shape of the draws is another.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let schema = try container.decode(String.self, forKey: .schema)
    guard schema == Self.schema else {
      throw DecodingError.dataCorruptedError(
        forKey: .schema, in: container,
        debugDescription: "expected '\(Self.schema)', found '\(schema)'")
    }
    let form = try container.decode(LawForm.self, forKey: .law)
    do {
      law = try form.law()
    } catch {
      throw DecodingError.dataCorruptedError(
        forKey: .law, in: container, debugDescription: error.text)
    }
    dataset = try container.decode(DatasetSummary.self, forKey: .dataset)
    joint = try container.decodeIfPresent(JointLaw.self, forKey: .joint)
    objective = try container.decode(ObjectiveSummary.self, forKey: .objective)
    coefficients = try container.decode([String: Estimate].self, forKey: .coefficients)
    derived = try container.decode([String: Estimate].self, forKey: .derived)
    certificate = try container.decode(FitCertificate.self, forKey: .certificate)
    classical = try container.decodeIfPresent(ClassicalErrors.self, forKey: .classical)
    bootstrap = try container.decode(BootstrapSummary.self, forKey: .bootstrap)
    remarks = try container.decodeIfPresent([Remark].self, forKey: .remarks) ?? []
    runs = try container.decodeIfPresent(UsedRuns.self, forKey: .runs)
    residuals = try container.decode([Double].self, forKey: .residuals)
    draws = try container.decode([[Double]].self, forKey: .draws)
    provenance = try container.decode(Provenance.self, forKey: .provenance)
    try checkConsistency(in: container)
  }

  /// Checks what later figures rely on and the types cannot say.
  private func checkConsistency(in container: KeyedDecodingContainer<CodingKeys>) throws {
    func fault(_ key: CodingKeys, _ text: String) -> DecodingError {
      DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: text)
    }
    for symbol in law.coefficients where coefficients[symbol]?.value.isFinite != true {
      throw fault(.coefficients, "the estimate of '\(symbol)' is missing")
    }
    let width = law.coefficients.count
    if let draw = draws.firstIndex(where: { $0.count != width }) {
      throw fault(
        .draws, "the law has \(width) coefficients, replicate \(draw + 1) has \(draws[draw].count)")
    }
    guard draws.isEmpty || !residuals.isEmpty else { throw fault(.residuals, "there are none") }
    if let runs, !runs.isConsistent || runs.count != residuals.count {
      throw fault(.runs, "the columns do not have a value for each of the \(residuals.count) runs")
    }
    guard bootstrap.level > 0, bootstrap.level < 1 else {
      throw fault(.bootstrap, "the level \(bootstrap.level) is not between 0 and 1")
    }
    guard dataset.flopPerParameterToken > 0 else {
      throw fault(.dataset, "flopPerParameterToken is not positive")
    }
    guard ResidualSpace(rawValue: objective.space) != nil else {
      throw fault(.objective, "the space '\(objective.space)' is neither 'log' nor 'level'")
    }
  }
}
