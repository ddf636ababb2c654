import ArgumentParser
import Diagnostics
import Formulas
import ScalingLaws

/// The law to fit, with declarations about its coefficients.
struct LawArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Law by name, file or formula, as in 'E + A / N^alpha + B / D^beta'. (default: chinchilla)",
      discussion: """
        N, D, C, L and names of columns are variables; other names are coefficients. A left side names \
        the fitted column, as in 'accuracy = a + b * log(C)'. 'echelle laws list' lists the names.
        """,
      valueName: "law"))
  var law: String?

  @Option(
    help: ArgumentHelp(
      "Domain of a coefficient: positive, unit-interval or real, as in A=positive (repeatable).",
      valueName: "name=domain"))
  var domain: [String] = []

  @Option(
    help: ArgumentHelp(
      "Bounds of a coefficient, as in E=0.5..1.9, E=0.. or E=..2 (repeatable).",
      discussion: """
        Several are separated by commas. The bounds belong to the range. A coefficient that ends at one \
        gets a remark and a one-sided interval.
        """,
      valueName: "name=low..high,…"))
  var bounds: [String] = []

  @Option(
    help: ArgumentHelp(
      "Fix a coefficient, as in E=1.69 (repeatable).", valueName: "name=value"))
  var fix: [String] = []

  @Option(
    name: .customLong("start-range"),
    help: ArgumentHelp(
      "Range of a coefficient's starting values, as in alpha=0.1..0.8 (repeatable).",
      valueName: "name=low..high"))
  var startRanges: [String] = []

  @Option(
    help: ArgumentHelp(
      "Column to fit in place of the loss, one fit each (repeatable).",
      valueName: "column"))
  var metric: [String] = []

  /// The law for a table with these columns; Chinchilla's where none is named.
  ///
  /// - Throws: `Diagnostic` or `FormulaError` where there is no such law, or a declaration does not fit it.
  func law(columns: [String]) throws -> ScalingLaw {
    let name = law ?? ScalingLaw.chinchilla.name
    let plain = try Self.law(name, columns: columns, option: "--law")
    let said = try declarations()
    guard !said.isEmpty else { return plain }
    try said.check(against: plain)
    return try Self.law(
      name, columns: columns, declarations: said.declarations, option: "--law")
  }

  /// The declarations about the coefficients.
  ///
  /// - Throws: `Diagnostic` where one cannot be read.
  func declarations() throws -> LawDeclarations {
    try LawDeclarations(domains: domain, bounds: bounds, fixed: fix, startRanges: startRanges)
  }

  /// The law that an option gives by name, file or formula, for a table with these columns.
  static func law(
    _ law: String, columns: [String],
    declarations: ScalingLaw.Declarations = ScalingLaw.Declarations(), option: String
  ) throws -> ScalingLaw {
    if let known = ScalingLaw.named(law) { return try known.declaring(declarations) }
    let catalogue = Machine.laws
    if LawCatalogue.isFile(law) || catalogue.names().contains(law) {
      return try catalogue.law(law).law(with: declarations)
    }
    try checkName(law, option: option)
    try checkWord(law, columns: columns, option: option)
    return try ScalingLaw(formula: law, columns: columns, declarations: declarations)
  }

  /// Refuses what is neither the name of a law, nor a file, nor a formula.
  ///
  /// - Throws: `Diagnostic`, or `FormulaError` where a formula cannot be read.
  static func checkName(_ law: String, option: String) throws {
    let names = Set(Machine.laws.names() + ScalingLaw.catalogue.map(\.name)).sorted()
    guard !names.contains(law), !LawCatalogue.isFile(law) else { return }
    let near = nearestNames(to: law, in: names)
    let isWord = law.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
    guard law.contains(where: { "+-*/^(=".contains($0) }), !isWord || near.isEmpty else {
      throw Diagnostic(
        origin: Origin(option: option), what: "no law '\(law)'",
        why: "a law is a formula, a .yml file, or a name that 'echelle laws list' shows",
        fix: near.isEmpty ? "pass its formula" : "did you mean \(near.joined(separator: ", "))?")
    }
    _ = try Formula(parsing: law)
  }

  /// Refuses a word such as `task-accuracy`, which could be a formula, but is one of nothing in the table.
  private static func checkWord(_ law: String, columns: [String], option: String) throws {
    let parts = law.split(separator: "-", omittingEmptySubsequences: false)
    let known = Set(columns + ["N", "D", "C", "L"])
    guard parts.count > 1,
      parts.allSatisfy({ part in
        part.first?.isLetter ?? false && part.allSatisfy { $0.isLetter || $0.isNumber }
          && !known.contains(String(part))
      })
    else { return }
    let names = Set(Machine.laws.names() + ScalingLaw.catalogue.map(\.name)).sorted()
    throw Diagnostic(
      origin: Origin(option: option), what: "no law '\(law)'",
      why:
        "read as a formula, it names no column; the known laws are \(names.joined(separator: ", "))",
      fix: "check the name, or set ECHELLE_DATASETS to the folder with the catalogue's laws")
  }

  /// The options that were given, by name.
  var given: [String] {
    let options: [(String, Bool)] = [
      ("--law", law != nil), ("--domain", !domain.isEmpty), ("--bounds", !bounds.isEmpty),
      ("--fix", !fix.isEmpty), ("--start-range", !startRanges.isEmpty),
      ("--metric", !metric.isEmpty),
    ]
    return options.filter(\.1).map(\.0)
  }

  func validate() throws {
    for (index, column) in metric.enumerated() where metric[..<index].contains(column) {
      throw ValidationError("--metric \(column) is given twice; leave one of them out")
    }
  }
}
