import ArgumentParser
import Diagnostics
import Reporting
import ScalingLaws

struct LawsEvaluate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Evaluate a law with its published coefficients.",
    discussion: """
      Evaluates the law with every complete published set of coefficients, or with one of them. \
      These are point values without intervals; intervals need a fit to your own runs. The range \
      next to a value shows what the rounding of the coefficients leaves open.

      EXAMPLES
        echelle laws evaluate chinchilla --params 70B --tokens 1.4T
        echelle laws evaluate chinchilla --params 7B,70B --tokens 2T \\
          --coefficients besiroglu2024
        echelle laws evaluate data-constrained --params 6.34B --tokens 242B \\
          --at U=25e9
        echelle laws evaluate clip-error --at C=1e11 --set b=2 --set alpha=-0.1
      """)

  @Argument(help: "Name of a law, or a .yml file.")
  var name: String

  @OptionGroup(title: "Model") var model: ModelArguments

  @Option(
    help: ArgumentHelp("Use only the published set with this label.", valueName: "label"))
  var coefficients: String?

  @Option(
    help: ArgumentHelp(
      "Value of a coefficient, published or not, as in alpha=0.34 (repeatable).",
      valueName: "name=value"))
  var set: [String] = []

  @OptionGroup(title: "Output") var output: OutputArguments

  func validate() throws {
    try model.require()
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let law = try Machine.laws.law(name)
      let points = try points(of: law)
      let given = try given(for: law)
      let rows = try sets(of: law, given: given).flatMap { set in
        try points.map { point in
          let value = law.value(at: point, coefficients: set.values)
          guard value.isFinite else {
            throw PredictionError.undefined(
              law: law.name, point: Dictionary(uniqueKeysWithValues: point.map { ($0.symbol, $1) }),
              value: value, at: Origin(.variable))
          }
          return LawValuesReport.Row(
            label: set.label, point: point, value: value,
            rounding: law.roundingEffect(set, at: point))
        }
      }
      try output.write(LawValuesReport(law, rows: rows))
    }
  }

  /// The models, with the variables that the law has.
  private func points(of law: CataloguedLaw) throws -> [[ScalingLaw.Variable: Double]] {
    try model.models().map { model in
      for variable in law.law.variables where model[variable] == nil {
        let (option, example) =
          switch variable {
          case .parameterCount: ("--params", "--params 70B")
          case .tokenCount: ("--tokens", "--tokens 1.4T")
          default: ("--at", "--at \(variable.symbol)=VALUE")
          }
        let description = law.variables.first { $0.symbol == variable.symbol }?.description
        throw Diagnostic(
          origin: Origin(option: option),
          what: "the law depends on \(variable.symbol), which is missing",
          why: "\(law.name) depends on \(variable.symbol): \(description ?? "")",
          fix: "pass a value, as in \(example)")
      }
      for variable in model.keys.sorted(by: { $0.symbol < $1.symbol })
      where !law.law.variables.contains(variable) {
        throw Diagnostic(
          origin: Origin(option: "--at"),
          what: "\(law.name) has no variable '\(variable.symbol)'",
          fix: "its variables are \(law.law.variables.map(\.symbol).joined(separator: ", "))")
      }
      return model
    }
  }

  /// The coefficients of `--set`.
  private func given(for law: CataloguedLaw) throws -> [String: WrittenNumber] {
    var given: [String: WrittenNumber] = [:]
    for text in set {
      guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
        throw Diagnostic(
          origin: Origin(option: "--set"), what: "expected NAME=VALUE, found '\(text)'",
          fix: "write it as in --set alpha=0.34")
      }
      let symbol = String(text[..<equals])
      guard law.law.coefficients.contains(symbol) else {
        throw Diagnostic(
          origin: Origin(option: "--set"),
          what: "\(law.name) has no coefficient '\(symbol)'",
          fix: "its coefficients are \(law.law.coefficients.joined(separator: ", "))")
      }
      let number = try WrittenNumber(parsing: String(text[text.index(after: equals)...]))
      let domain = law.law.domains[symbol] ?? .real
      guard domain.contains(number.value) else {
        throw Diagnostic(
          origin: Origin(option: "--set"),
          what: "\(number.text) is outside the domain of '\(symbol)', \(domain.rawValue)",
          fix: "pass a value inside it")
      }
      guard given.updateValue(number, forKey: symbol) == nil else {
        throw Diagnostic(
          origin: Origin(option: "--set"), what: "'\(symbol)' is named twice",
          why: "a coefficient has one value", fix: "leave one of them out")
      }
    }
    return given
  }

  /// The complete sets to evaluate, with the coefficients of `--set` in place of theirs.
  private func sets(
    of law: CataloguedLaw, given: [String: WrittenNumber]
  ) throws -> [PublishedCoefficients] {
    var sets = law.published
    if let label = coefficients {
      guard let named = law.published(labelled: label) else {
        throw Diagnostic(
          origin: Origin(option: "--coefficients"),
          what: "\(law.name) has no published set '\(label)'",
          fix: sets.isEmpty
            ? "pass the coefficients with --set" : "the sets are \(labels(sets))")
      }
      guard !law.missing(in: given.mapValues(\.value)).isEmpty else {
        throw Diagnostic(
          origin: Origin(option: "--coefficients"), what: "has no effect here",
          why: "--set gives every coefficient", fix: "leave out one of the two")
      }
      sets = [named]
    } else if law.missing(in: given.mapValues(\.value)).isEmpty {
      sets = []
    }
    if sets.isEmpty {
      // Numbers given by the user are exact.
      sets = [
        PublishedCoefficients(label: "as given", coefficients: [:], isRounded: false, source: "")
      ]
    }
    let merged = sets.map { set in
      var merged = set
      merged.coefficients.merge(given) { $1 }
      if !given.isEmpty, !set.coefficients.isEmpty {
        merged.label += " with \(self.set.joined(separator: ", "))"
        merged.isRounded = false
      }
      return merged
    }
    let complete = merged.filter { law.missing(in: $0.values).isEmpty }
    guard !complete.isEmpty else {
      let missing = law.missing(in: merged[0].values)
      throw Diagnostic(
        origin: Origin(option: "--coefficients"),
        what: "the coefficients \(missing.joined(separator: ", ")) of \(law.name) are unknown",
        why: law.published.isEmpty
          ? "none were published with the law" : "the source does not give them",
        fix: "pass them, as in " + missing.map { "--set \($0)=VALUE" }.joined(separator: " "))
    }
    return complete
  }

  private func labels(_ sets: [PublishedCoefficients]) -> String {
    sets.map(\.label).joined(separator: ", ")
  }
}
