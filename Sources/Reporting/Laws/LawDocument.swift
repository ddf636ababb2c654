import ScalingLaws

/// A law of the catalogue as JSON.
struct LawDocument: Encodable {
  let name: String
  let title: String
  let formula: String
  let derived: [Definition]
  let expandedFormula: String
  let variables: [Described]
  let figure: String
  let coefficients: [Coefficient]
  let citations: [String]
  let reference: [String: Double]
  let referenceCompute: Double
  let published: [PublishedSet]

  init(_ law: CataloguedLaw) {
    name = law.name
    title = law.title
    formula = law.formula
    derived = law.derived.map { Definition(name: $0.name, formula: $0.formula) }
    expandedFormula = law.law.formula
    variables = law.variables.map { Described(symbol: $0.symbol, description: $0.description) }
    figure = law.figure
    coefficients = law.law.coefficients.map { symbol in
      Coefficient(
        symbol: symbol, domain: (law.law.domains[symbol] ?? .real).rawValue,
        start: Nullable(law.law.startRanges[symbol].map { [$0.lowerBound, $0.upperBound] }))
    }
    citations = law.citations
    reference = Dictionary(uniqueKeysWithValues: law.reference.map { ($0.symbol, $1) })
    referenceCompute = law.referenceCompute
    published = law.published.map { PublishedSet($0, of: law) }
  }

  struct Definition: Encodable {
    let name: String
    let formula: String
  }

  struct Described: Encodable {
    let symbol: String
    let description: String
  }

  struct Coefficient: Encodable {
    let symbol: String
    let domain: String
    let start: Nullable<[Double]>
  }

  struct PublishedSet: Encodable {
    let label: String
    let source: String
    let note: Nullable<String>
    let rounded: Bool
    let coefficients: [String: Number]
    let standardErrors: [String: Double]
    let value: Nullable<Double>
    let optimalParameters: Nullable<Double>
    let valueRounding: Nullable<[Double]>
    let optimalParametersRounding: Nullable<[Double]>

    init(_ set: PublishedCoefficients, of law: CataloguedLaw) {
      label = set.label
      source = set.source
      note = Nullable(set.note)
      rounded = set.isRounded
      coefficients = set.coefficients.mapValues {
        Number(
          written: $0.text, value: $0.value,
          rounding: [$0.rounding.lowerBound, $0.rounding.upperBound])
      }
      standardErrors = set.standardErrors
      let values = law.law.coefficients.compactMap { set.values[$0] }
      let isWhole = values.count == law.law.coefficients.count
      let figure = law.value(at: law.reference, coefficients: set.values)
      value = Nullable(figure.isFinite ? figure : nil)
      optimalParameters = Nullable(isWhole ? law.optimum(values)?.parameterCount : nil)
      valueRounding = Nullable(ends(law.roundingEffect(set, at: law.reference)))
      optimalParametersRounding = Nullable(ends(law.roundingEffectOnOptimum(set)))
    }
  }

  struct Number: Encodable {
    let written: String
    let value: Double
    let rounding: [Double]
  }
}

/// The ends of what rounding leaves open.
private func ends(_ effect: RoundingEffect?) -> [Double]? {
  effect.map { [$0.range.lowerBound, $0.range.upperBound] }
}
