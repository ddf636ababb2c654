package import ScalingLaws

extension LawsDocument {
  /// Laws of the catalogue.
  package init(_ laws: [CataloguedLaw]) {
    self.laws = laws.map(Law.init)
  }
}

extension LawsDocument.Law {
  fileprivate init(_ law: CataloguedLaw) {
    name = law.name
    title = law.title
    formula = law.formula
    derived = law.derived.map { .init(name: $0.name, formula: $0.formula) }
    expandedFormula = law.law.formula
    variables = law.variables.map { .init(symbol: $0.symbol, description: $0.description) }
    figure = law.figure
    coefficients = law.law.coefficients.map { symbol in
      .init(
        symbol: symbol, domain: (law.law.domains[symbol] ?? .real).rawValue,
        bounds: Nullable(
          law.law.bounds[symbol].map {
            .init(lower: Nullable(finite($0.lower)), upper: Nullable(finite($0.upper)))
          }),
        start: Nullable(law.law.startRanges[symbol].map { [$0.lowerBound, $0.upperBound] }))
    }
    citations = law.citations
    reference = Dictionary(uniqueKeysWithValues: law.reference.map { ($0.symbol, $1) })
    referenceCompute = law.referenceCompute
    published = law.published.map { .init($0, of: law) }
  }
}

extension LawsDocument.Published {
  fileprivate init(_ set: PublishedCoefficients, of law: CataloguedLaw) {
    label = set.label
    source = set.source
    note = Nullable(set.note)
    rounded = set.isRounded
    coefficients = set.coefficients.mapValues {
      .init(
        written: $0.text, value: $0.value,
        rounding: [$0.rounding.lowerBound, $0.rounding.upperBound])
    }
    standardErrors = set.standardErrors
    let values = law.law.coefficients.compactMap { set.values[$0] }
    let isWhole = values.count == law.law.coefficients.count
    value = Nullable(finite(law.value(at: law.reference, coefficients: set.values)))
    optimalParameters = Nullable(isWhole ? law.optimum(values)?.parameterCount : nil)
    valueRounding = Nullable(ends(law.roundingEffect(set, at: law.reference)))
    optimalParametersRounding = Nullable(ends(law.roundingEffectOnOptimum(set)))
  }
}

/// The ends of what rounding leaves open.
private func ends(_ effect: RoundingEffect?) -> [Double]? {
  effect.map { [$0.range.lowerBound, $0.range.upperBound] }
}
