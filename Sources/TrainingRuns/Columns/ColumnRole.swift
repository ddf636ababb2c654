/// What a column of a table of training runs stands for.
public enum ColumnRole: String, Sendable, CaseIterable {
  /// The parameter count N.
  case parameters
  /// The training tokens D.
  case tokens
  /// The training compute C, in FLOP.
  case compute
  /// The loss L.
  case loss
  /// The weight of a row in a fit. Never recognised from a header: weights are asked for.
  case weight
  /// The name of the run that a row belongs to.
  case run
  /// The family of models that a row belongs to.
  case family
  /// The training step at which a row was taken.
  case step
  /// A number by which the rows are put in order. Never recognised from a header: without it, the order
  /// is that of their values.
  case order

  /// The symbol of the papers, where there is one.
  public var symbol: String? {
    switch self {
    case .parameters: "N"
    case .tokens: "D"
    case .compute: "C"
    case .loss: "L"
    case .weight, .run, .family, .step, .order: nil
    }
  }

  /// The role with this name: `rawValue` or ``symbol``, as written.
  public init?(name: some StringProtocol) {
    guard
      let role = Self.allCases.first(where: { $0.rawValue == name || $0.symbol == name.description }
      )
    else { return nil }
    self = role
  }

  /// Whether a column with this header holds a loss, if its name is right.
  public static func namesLoss(_ header: String) -> Bool { loss.pattern.matches(header) }

  /// The role as it stands in a sentence, such as `the parameters N`.
  var phrase: String { symbol.map { "the \(rawValue) \($0)" } ?? "the \(rawValue)" }

  /// What its numbers are in a fit.
  var standardUnit: String {
    switch self {
    case .parameters: "parameters"
    case .tokens: "tokens"
    case .compute: "FLOP of forward and backward passes"
    case .loss: "nats per token"
    case .weight, .run, .family, .step, .order: "what the column has"
    }
  }

  /// Whether headers that could all be this role must be told apart by the user, since a fit uses it.
  var isAskedFor: Bool { symbol != nil }
}
