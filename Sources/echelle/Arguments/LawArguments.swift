import ArgumentParser
import Formulas
import ScalingLaws
import Tables

/// Which law is fitted, and what is said of its coefficients.
struct LawArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A law of 'echelle laws list', a law's file, or a formula such as 'E + A / N^alpha + B / D^beta'; chinchilla if left out.",
      discussion: """
        Names that are N, D, C, L or columns are variables, the others coefficients. A left side says \
        what the law is of, as in 'accuracy = a + b * log(C)'. A law's file has the form of those that \
        'echelle laws' finds.
        """,
      valueName: "law"))
  var law: String?

  @Option(
    help: ArgumentHelp(
      "The values a coefficient may take, as in A=positive, x=unit-interval, b=real (repeatable).",
      valueName: "name=domain"))
  var domain: [String] = []

  @Option(
    help: ArgumentHelp(
      "A coefficient that is not fitted, as in E=1.69 (repeatable).", valueName: "name=value"))
  var fix: [String] = []

  @Option(
    name: .customLong("start-range"),
    help: ArgumentHelp(
      "The range in which a coefficient starts, as in alpha=.1..0.8 (repeatable).",
      valueName: "name=low..high"))
  var startRanges: [String] = []

  @Option(
    help: ArgumentHelp(
      "Another column to fit in place of the loss; one fit for each (repeatable).",
      valueName: "column"))
  var metric: [String] = []

  /// The law for a table with these columns.
  func law(columns: [String]) throws -> ScalingLaw {
    guard let law else { return .chinchilla }
    return try Self.law(law, columns: columns, declarations: declarations(), option: "--law")
  }

  /// The law that an option says by its name or its formula, for a table with these columns.
  static func law(
    _ law: String, columns: [String],
    declarations: ScalingLaw.Declarations = ScalingLaw.Declarations(), option: String
  ) throws -> ScalingLaw {
    if let known = ScalingLaw.named(law) { return try known.declaring(declarations) }
    let catalogue = Machine.laws
    let names = catalogue.names()
    if LawCatalogue.isFile(law) || names.contains(law) {
      return try catalogue.law(law).law(with: declarations)
    }
    let near = nearestNames(to: law, in: names)
    let isWord = law.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
    guard law.contains(where: { "+-*/^(=".contains($0) }), !isWord || near.isEmpty else {
      throw InputError(
        location: SourceLocation(file: option), what: "no law '\(law)'",
        why: "a law is a formula, a file that ends in .yml, or a name of 'echelle laws list'",
        fix: near.isEmpty ? "write its formula" : "did you mean \(near.joined(separator: ", "))?")
    }
    return try ScalingLaw(formula: law, columns: columns, declarations: declarations)
  }

  private func declarations() throws -> ScalingLaw.Declarations {
    var declarations = ScalingLaw.Declarations()
    for text in domain {
      let (name, value) = try pair(text, option: "--domain", example: "A=positive")
      guard let domain = CoefficientDomain(rawValue: value) else {
        let known = CoefficientDomain.allCases.map(\.rawValue).joined(separator: ", ")
        throw refusal("--domain", "no domain '\(value)'", fix: "the domains are \(known)")
      }
      declarations.domains[name] = domain
    }
    for text in fix {
      let (name, value) = try pair(text, option: "--fix", example: "E=1.69")
      guard let number = parseQuantity(value), number.isFinite else {
        throw refusal("--fix", "'\(value)' is not a number", fix: "write it as in --fix E=1.69")
      }
      declarations.fixed[name] = number
    }
    for text in startRanges {
      let (name, value) = try pair(text, option: "--start-range", example: "alpha=.1..0.8")
      guard let dots = value.firstRange(of: ".."),
        let low = parseQuantity(value[..<dots.lowerBound]),
        let high = parseQuantity(value[dots.upperBound...]), low < high, high.isFinite
      else {
        throw refusal(
          "--start-range", "'\(value)' is not a range",
          fix: "write it as in --start-range alpha=0.1..0.8")
      }
      declarations.startRanges[name] = low...high
    }
    return declarations
  }

  private func pair(
    _ text: String, option: String, example: String
  ) throws -> (name: String, value: String) {
    guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
      throw refusal(
        option, "expected NAME=VALUE, found '\(text)'", fix: "as in \(option) \(example)")
    }
    return (String(text[..<equals]), String(text[text.index(after: equals)...]))
  }

  private func refusal(_ option: String, _ what: String, fix: String) -> InputError {
    InputError(location: SourceLocation(file: option), what: what, fix: fix)
  }

  /// The options that were given, by name.
  var given: [String] {
    let options: [(String, Bool)] = [
      ("--law", law != nil), ("--domain", !domain.isEmpty), ("--fix", !fix.isEmpty),
      ("--start-range", !startRanges.isEmpty), ("--metric", !metric.isEmpty),
    ]
    return options.filter(\.1).map(\.0)
  }
}
