import Documents
import ScalingLaws

/// The description of a law, for people.
struct LawText {
  let law: CataloguedLaw

  var lines: [String] {
    var lines = ["\(law.name): \(law.title)", "  \(equation)"]
    lines += law.derived.map { "    where \($0.name) = \($0.formula)" }
    lines.append("  predicts: \(law.figure)")
    lines += law.variables.map { "  \($0.symbol): \($0.description)" }
    let bounded = law.law.coefficients.reduce(into: [(domain: String, symbols: [String])]()) {
      guard let domain = law.law.domains[$1]?.rawValue else { return }
      if let place = $0.firstIndex(where: { $0.domain == domain }) {
        $0[place].symbols.append($1)
      } else {
        $0.append((domain, [$1]))
      }
    }
    lines += bounded.map { "  \($0.domain): \($0.symbols.joined(separator: ", "))" }
    lines += law.law.coefficients.compactMap { symbol in
      law.law.bounds[symbol].map { "  bounds: \(symbol) \($0)" }
    }
    lines += law.citations.map { "  cite: \($0)" }
    if law.published.isEmpty {
      return lines + ["  no published coefficients"]
    }
    for set in law.published { lines += [""] + published(set) }
    return lines
  }

  private var equation: String {
    law.law.responseColumn == nil && law.law.equation.hasPrefix("L = ")
      ? "L = \(law.formula)" : law.formula
  }

  private func published(_ set: PublishedCoefficients) -> [String] {
    var lines = ["  \(set.label): \(set.source)" + (set.note.map { " (\($0))" } ?? "")]
    var table = TextTable([.left, .left, .right, .right])
    for symbol in law.law.coefficients {
      guard let number = set.coefficients[symbol] else {
        table.add([symbol, "not published", "", ""])
        continue
      }
      let isNumber = Double(number.text) != nil || number.text.hasPrefix(".")
      table.add([
        symbol, number.text,
        isNumber ? "" : "= " + NumberText.significant(number.value, digits: 8),
        set.standardErrors[symbol].map { "± \($0)" } ?? "",
      ])
    }
    lines += table.lines(indent: "    ")
    return lines + figures(set).map { "    " + $0 }
  }

  /// What the law predicts with the set, and how far rounding moves it.
  private func figures(_ set: PublishedCoefficients) -> [String] {
    let values = set.values
    guard law.missing(in: values).isEmpty else { return [] }
    let point = LawFigures.pointText(law.reference, of: law)
    let value = law.value(at: law.reference, coefficients: values)
    var lines = ["at \(point): \(NumberText.significant(value, digits: 5))"]
    if let effect = law.roundingEffect(set, at: law.reference) {
      lines[0] += ", \(LawFigures.rounding(effect) { NumberText.significant($0, digits: 5) })"
    }
    if let optimum = law.optimum(law.law.coefficients.compactMap { values[$0] }) {
      var line = "N* at \(NumberText.significant(law.referenceCompute)) FLOP: "
      line += NumberText.count(optimum.parameterCount)
      if let effect = law.roundingEffectOnOptimum(set) {
        line += ", \(LawFigures.rounding(effect, NumberText.count))"
      }
      lines.append(line)
    }
    return lines
  }
}

/// Words for what a law predicts.
enum LawFigures {
  /// The range that rounding leaves open.
  static func rounding(_ effect: RoundingEffect, _ text: (Double) -> String) -> String {
    "between \(text(effect.range.lowerBound)) and \(text(effect.range.upperBound)) "
      + "given the rounding of the coefficients"
  }

  /// The variables of a point, in the order of the law.
  static func pointText(
    _ point: [ScalingLaw.Variable: Double], of law: CataloguedLaw
  ) -> String {
    law.law.variables.map { variable in
      let value = point[variable] ?? .nan
      let isCount = [.parameterCount, .tokenCount].contains(variable)
      return "\(variable.symbol) "
        + (isCount ? NumberText.count(value) : NumberText.significant(value))
    }.joined(separator: ", ")
  }
}
