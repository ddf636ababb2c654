import ArgumentParser
import Diagnostics
import ScalingLaws

/// The models to predict.
struct ModelArguments: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: "N, the number of parameters (repeatable; takes lists).", transform: QuantityList.init)
  var params: [QuantityList] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: "D, training tokens (repeatable; takes lists): one for all, or one per N.",
    transform: QuantityList.init)
  var tokens: [QuantityList] = []

  @Option(
    help: ArgumentHelp(
      "Value of another variable of the law, as in C=1e21 (repeatable; takes lists).",
      valueName: "name=values"))
  var at: [String] = []

  func validate() throws {
    let columns = try columns()
    for (index, column) in columns.enumerated()
    where columns[..<index].contains(where: { $0.variable == column.variable }) {
      throw ValidationError(
        "\(column.variable.symbol) is given twice; list its values, as in --at width=512,1024")
    }
    let most = columns.map(\.values.count).max()
    guard columns.allSatisfy({ $0.values.count == 1 || $0.values.count == most }) else {
      let counts = columns.map { "\($0.values.count) of \($0.variable.symbol)" }
      throw ValidationError(
        "\(counts.joined(separator: " and ")): give as many values of each, or one for all")
    }
  }

  /// Whether no model is named.
  var isEmpty: Bool { params.isEmpty && tokens.isEmpty && at.isEmpty }

  /// Refuses a command line without a model.
  ///
  /// - Parameter orTable: Whether a table may have the models.
  /// - Throws: `ValidationError`.
  func require(orTable: Bool = false) throws {
    guard isEmpty else { return }
    throw ValidationError(
      "name a model: --params 7B --tokens 2T, "
        + (orTable ? "--at NAME=VALUE, or --points FILE" : "or --at NAME=VALUE"))
  }

  /// The variables of each model; a single value goes with all of the others.
  func models() throws -> [[ScalingLaw.Variable: Double]] {
    let columns = try columns()
    return (0..<(columns.map(\.values.count).max() ?? 0)).map { index in
      Dictionary(
        columns.map { ($0.variable, $0.values[$0.values.count == 1 ? 0 : index]) },
        uniquingKeysWith: { first, _ in first })
    }
  }

  /// Refuses a model that lacks a variable of `law`, or has one too many.
  ///
  /// One of N, D and C = kND may follow from the other two.
  ///
  /// - Throws: `Diagnostic`.
  static func check(_ model: [ScalingLaw.Variable: Double], for law: ScalingLaw) throws {
    let completed = law.completing(model, flopPerParameterToken: 6)
    if let variable = law.variables.first(where: { completed[$0] == nil }) {
      let (option, example) =
        switch variable {
        case .parameterCount: ("--params", "--params 70B")
        case .tokenCount: ("--tokens", "--tokens 1.4T")
        default: ("--at", "--at \(variable.symbol)=VALUE")
        }
      throw Diagnostic(
        origin: Origin(option: option),
        what: "the law depends on \(variable.symbol), which is missing",
        why:
          "the variables of \(law.name) are \(law.variables.map(\.symbol).joined(separator: ", "))",
        fix: "pass a value, as in \(example)")
    }
    let triple: [ScalingLaw.Variable] = [.parameterCount, .tokenCount, .compute]
    let completes = law.variables.contains { triple.contains($0) && model[$0] == nil }
    for variable in model.keys.sorted(by: { $0.symbol < $1.symbol })
    where !law.variables.contains(variable) && !(triple.contains(variable) && completes) {
      throw VariableArgument.unknown(variable.symbol, of: law)
    }
  }

  private func columns() throws -> [(variable: ScalingLaw.Variable, values: [Double])] {
    let further = try at.map { text in
      guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
        throw ValidationError("--at needs NAME=VALUE, such as width=1024; found '\(text)'")
      }
      let variable = ScalingLaw.Variable(symbol: String(text[..<equals]))
      let list = String(text[text.index(after: equals)...])
      // N, D and C are counts; a law may be of the logarithm, or the level, of anything else.
      let isCount = [.parameterCount, .tokenCount, .compute].contains(variable)
      return (variable, try isCount ? QuantityList(list).values : NumberList(list).values)
    }
    let named = [
      (ScalingLaw.Variable.parameterCount, params.flatMap(\.values)),
      (.tokenCount, tokens.flatMap(\.values)),
    ]
    return named.filter { !$0.1.isEmpty } + further
  }
}
