import Diagnostics
internal import Formulas
internal import TrainingRuns

extension CataloguedLaw {
  /// Reads a law, strictly: an unknown key is an error, as is a name that the formula lacks.
  ///
  /// - Parameters:
  ///   - text: The YAML.
  ///   - path: Where the text was read, for errors.
  ///   - name: The law's name.
  /// - Throws: `Diagnostic` with the line and column of the error.
  public init(parsing text: String, path: String, name: String) throws {
    let root = try YAMLValue(
      parsing: text, file: path,
      example: "a law, such as {title: My law, formula: E + A / N^alpha, "
        + "variables: {N: parameters}, figure: loss}"
    ).mapping(keys: [
      "title", "formula", "derived", "variables", "figure", "coefficients", "citation", "reference",
      "reference_compute", "published",
    ])
    self.name = name
    title = try root.required("title").text()
    figure = try root.required("figure").text()
    citations = try root["citation"]?.texts() ?? []
    let formulaValue = try root.required("formula")
    formula = try formulaValue.text()
    derived =
      try root["derived"]?.mapping(keys: nil).entries.map {
        Definition(name: $0.key, formula: try $0.value.text())
      } ?? []
    variables = try root.required("variables").mapping(keys: nil).entries.map {
      Described(symbol: $0.key, description: try $0.value.text())
    }

    var declarations = ScalingLaw.Declarations()
    declarations.name = name
    declarations.citation = citations.isEmpty ? nil : citations.joined(separator: "; ")
    for (symbol, value) in try root["coefficients"]?.mapping(keys: nil).entries ?? [] {
      let said = try value.mapping(keys: ["domain", "bounds", "start"])
      declarations.domains[symbol] = try said["domain"].map(CoefficientDomain.init(yaml:))
      declarations.bounds[symbol] = try said["bounds"].map(coefficientBounds)
      declarations.startRanges[symbol] = try said["start"].map(startRange)
    }
    let symbols = variables.map(\.symbol)
    law = try Self.law(
      formula: formulaValue, derived: root["derived"], variables: symbols, declarations)

    let used = Set(law.variables.map(\.symbol)).union(law.leftSide?.symbols ?? [])
    for (symbol, value) in try root.required("variables").mapping(keys: nil).entries
    where !used.contains(symbol) {
      throw value.error("the formula has no variable '\(symbol)'", fix: "remove it")
    }
    if let undescribed = law.variables.first(where: { !symbols.contains($0.symbol) }) {
      throw formulaValue.error(
        "the variable '\(undescribed.symbol)' is not described",
        fix: "describe it under 'variables'")
    }
    reference = [:]
    for (symbol, value) in try root["reference"]?.mapping(keys: symbols).entries ?? [] {
      reference[ScalingLaw.Variable(symbol: symbol)] = try value.number()
    }
    referenceCompute = try root["reference_compute"]?.number() ?? 5.76e23
    let law = law
    published =
      try root["published"]?.elements().map {
        try PublishedCoefficients(yaml: $0, law: law)
      } ?? []
  }

  /// The law of a formula with the derived names substituted.
  private static func law(
    formula value: YAMLValue, derived: YAMLValue?, variables: [String],
    _ declarations: ScalingLaw.Declarations
  ) throws -> ScalingLaw {
    var replacements: [String: FormulaExpression] = [:]
    for (name, definition) in try derived?.mapping(keys: nil).entries ?? [] {
      replacements[name] = try located(definition) { text throws(FormulaError) in
        try Formula(parsing: text).expression
      }.substituting(replacements)
    }
    return try located(value) { text throws(FormulaError) in
      let formula = try Formula(parsing: text)
      let whole = formula.expression.substituting(replacements)
      let left = formula.leftSide.map { "\($0) = " } ?? ""
      let expanded = replacements.isEmpty ? text : "\(left)\(whole)"
      return try ScalingLaw(formula: expanded, columns: variables, declarations: declarations)
    }
  }
}

/// The result of `read` for a formula in a file, with errors located in the file.
private func located<Result>(
  _ value: YAMLValue, _ read: (String) throws(FormulaError) -> Result
) throws -> Result {
  do {
    return try read(value.text())
  } catch let error as FormulaError {
    var located = error.diagnostic
    located.origin = value.location
    located.category = .data
    throw located
  }
}

private func startRange(_ value: YAMLValue) throws -> ClosedRange<Double> {
  let ends = try value.elements().map { try $0.number() }
  guard ends.count == 2, ends[0] < ends[1] else {
    throw value.error("expected two numbers, the lower first", fix: "write it as [0.1, 0.8]")
  }
  return ends[0]...ends[1]
}

private func coefficientBounds(_ value: YAMLValue) throws -> CoefficientBounds {
  let text = try value.text()
  guard let bounds = CoefficientBounds(parsing: text) else {
    throw value.error(
      "'\(text)' is not a range of values",
      fix: "write it as 0.5..1.9, with the lower bound first; leave one of them out for no bound")
  }
  return bounds
}

extension CoefficientDomain {
  fileprivate init(yaml: YAMLValue) throws {
    let text = try yaml.text()
    guard let domain = CoefficientDomain(rawValue: text) else {
      throw yaml.error(
        "unknown domain '\(text)'",
        fix: "the domains are \(Self.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    self = domain
  }
}

extension PublishedCoefficients {
  fileprivate init(yaml: YAMLValue, law: ScalingLaw) throws {
    let mapping = try yaml.mapping(keys: [
      "label", "coefficients", "standard_errors", "rounded", "source", "note",
    ])
    label = try mapping.required("label").text()
    source = try mapping.required("source").text()
    note = try mapping["note"]?.text()
    isRounded = try mapping.required("rounded").truth()
    standardErrors =
      try mapping["standard_errors"]?.mapping(keys: law.coefficients).entries.reduce(into: [:]) {
        $0[$1.key] = try $1.value.number()
      } ?? [:]
    coefficients = [:]
    for (symbol, value) in try mapping.required("coefficients").mapping(keys: law.coefficients)
      .entries
    {
      let number = try located(value) { text throws(FormulaError) in
        try WrittenNumber(parsing: text)
      }
      let domain = law.domains[symbol] ?? .real
      guard domain.contains(number.value) else {
        throw value.error(
          "the value \(number.text) of '\(symbol)' is outside its domain, \(domain.rawValue)")
      }
      coefficients[symbol] = number
    }
  }
}
