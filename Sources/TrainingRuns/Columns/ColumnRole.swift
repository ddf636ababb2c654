/// The role of a column in a table of training runs.
public enum ColumnRole: String, Sendable, CaseIterable {
  /// The parameter count N.
  case parameters
  /// The training tokens D.
  case tokens
  /// The training compute C, in FLOP.
  case compute
  /// The loss L.
  case loss
  /// The weight of a row in a fit. Never recognised from a header: weights must be requested.
  case weight
  /// The name of a row's run.
  case run
  /// The model family of a row.
  case family
  /// The training step of a row.
  case step
  /// A sort key for the rows. Never recognised from a header: without it, the order
  /// is that of their values.
  case order

  /// The usual symbol, if there is one.
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

  /// Whether a column with this header is a loss by its name.
  public static func namesLoss(_ header: String) -> Bool { loss.pattern.matches(header) }

  /// The role in a sentence, such as `the parameters N`.
  var phrase: String { symbol.map { "the \(rawValue) \($0)" } ?? "the \(rawValue)" }

  /// The unit of its numbers in a fit.
  var standardUnit: String {
    switch self {
    case .parameters: "parameters"
    case .tokens: "tokens"
    case .compute: "FLOP of forward and backward passes"
    case .loss: "nats per token"
    case .weight, .run, .family, .step, .order: "the column's own unit"
    }
  }

  /// Whether the user must choose between several candidates for this role, since a fit uses it.
  var isAskedFor: Bool { symbol != nil }
}
