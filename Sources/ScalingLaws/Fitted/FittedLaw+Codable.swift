internal import LeastSquares
internal import Statistics

extension FittedLaw: Codable {
  private enum CodingKeys: String, CodingKey {
    case schema, dataset, law, objective, coefficients, derived, certificate, bootstrap, residuals
    case draws, provenance, classical, joint, remarks, runs, wald, jackknife
  }

  /// Writes the document ``schema``.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.schema, forKey: .schema)
    try container.encode(dataset, forKey: .dataset)
    try container.encode(SavedLaw(law), forKey: .law)
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
    try container.encodeIfPresent(wald, forKey: .wald)
    try container.encodeIfPresent(jackknife, forKey: .jackknife)
  }

  /// Reads a document of one of ``readableSchemas``.
  ///
  /// - Throws: `DecodingError` if the version, the law or the shape of the draws does not match.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let schema = try container.decode(String.self, forKey: .schema)
    guard Self.readableSchemas.contains(schema) else {
      throw DecodingError.dataCorruptedError(
        forKey: .schema, in: container, debugDescription: Self.complaint(about: schema))
    }
    do {
      law = try container.decode(SavedLaw.self, forKey: .law).law()
    } catch let fault as SavedLaw.Fault {
      throw DecodingError.dataCorruptedError(
        forKey: .law, in: container, debugDescription: fault.text)
    }
    dataset = try container.decode(DatasetSummary.self, forKey: .dataset)
    joint = try container.decodeIfPresent(JointLaw.self, forKey: .joint)
    objective = try container.decode(ObjectiveSummary.self, forKey: .objective)
    coefficients = try container.decode([String: Estimate].self, forKey: .coefficients)
    // Undefined values, such as a and b for non-positive exponents, are null in the file.
    derived = try container.decode([String: Estimate].self, forKey: .derived).mapValues {
      var estimate = $0
      if !estimate.value.isFinite { estimate.value = .nan }
      return estimate
    }
    certificate = try container.decode(FitCertificate.self, forKey: .certificate)
    classical = try container.decodeIfPresent(ClassicalErrors.self, forKey: .classical)
    bootstrap = try container.decode(BootstrapSummary.self, forKey: .bootstrap)
    remarks = try container.decodeIfPresent([Remark].self, forKey: .remarks) ?? []
    runs = try container.decodeIfPresent(UsedRuns.self, forKey: .runs)
    residuals = try container.decode([Double].self, forKey: .residuals)
    draws = try container.decode([[Double]].self, forKey: .draws)
    provenance = try container.decode(Provenance.self, forKey: .provenance)
    wald = try container.decodeIfPresent(WaldBasis.self, forKey: .wald)
    jackknife = try container.decodeIfPresent([[Double]].self, forKey: .jackknife)
    try checkConsistency(in: container)
    if !container.contains(.remarks) { remarks = remarksOfEarlierVersion.gravestFirst }
  }

  /// The remarks of a fit saved before fits had them, as far as its record allows.
  private var remarksOfEarlierVersion: [Remark] {
    FitRemarks(
      law: law, certificate: certificate, minimum: objective.value, values: values,
      exponentErrors: [:], bootstrap: bootstrap, atBound: [], limited: LimitedCoefficients(),
      draws: draws,
      runCount: joint?.used ?? dataset.used,
      coefficientCount: joint?.coefficientCount ?? law.coefficients.count,
      isExact: !residuals.isEmpty && residuals.allSatisfy { abs($0) <= 1e-12 }
    ).all + [outlierRemark].compactMap { $0 }
  }

  /// Checks invariants that the types do not express.
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
        .draws,
        "the law has \(width) coefficients, but replicate \(draw + 1) has \(draws[draw].count)")
    }
    guard (bootstrap.method == .wald) == (wald != nil) || draws.isEmpty,
      wald?.isConsistent(width: width) ?? true
    else { throw fault(.wald, "it does not belong to the coefficients and the interval method") }
    guard bootstrap.method != .bca || jackknife != nil || draws.isEmpty,
      jackknife?.allSatisfy({ $0.count == width }) ?? true
    else {
      throw fault(.jackknife, "it does not belong to the coefficients and the interval method")
    }
    guard bootstrap.replicates >= 0, bootstrap.replicates <= 10_000_000,
      bootstrap.failed == bootstrap.replicates - draws.count
    else {
      throw fault(
        .bootstrap,
        "\(bootstrap.failed) of \(bootstrap.replicates) replicates failed, "
          + "but there are \(draws.count) draws")
    }
    guard draws.isEmpty || !residuals.isEmpty else { throw fault(.residuals, "no residuals") }
    if let runs, !runs.isConsistent || runs.count != residuals.count {
      throw fault(
        .runs, "the columns do not have one value for each of the \(residuals.count) runs")
    }
    guard bootstrap.level > 0, bootstrap.level < 1 else {
      throw fault(.bootstrap, "the level \(bootstrap.level) is not between 0 and 1")
    }
    let spans = [
      ("parameterCount", dataset.span.parameterCount), ("tokenCount", dataset.span.tokenCount),
      ("compute", dataset.span.compute),
    ]
    for case (let name, let extent?) in spans where !(0 < extent.lower && extent.isOrdered) {
      throw fault(
        .dataset,
        "span.\(name) from \(extent.lower) to \(extent.upper) is not a range of positive numbers")
    }
    if let loss = dataset.span.loss, !loss.isOrdered {
      throw fault(
        .dataset, "span.loss from \(loss.lower) to \(loss.upper) is not a range of numbers")
    }
    guard dataset.flopPerParameterToken > 0 else {
      throw fault(.dataset, "flopPerParameterToken is not positive")
    }
    guard ResidualSpace(rawValue: objective.space) != nil else {
      throw fault(.objective, "the space '\(objective.space)' is neither 'log' nor 'level'")
    }
  }
}
