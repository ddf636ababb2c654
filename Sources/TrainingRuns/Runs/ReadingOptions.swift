import Diagnostics

/// Options for reading a table of training runs, in addition to its headers and descriptor.
public struct ReadingOptions: Sendable {
  /// The header of each role's column; an empty text leaves the role unassigned.
  ///
  /// These take precedence
  /// over the descriptor's, which take precedence over recognised headers.
  public var columns: [ColumnRole: String] = [:]
  /// The headers of a law's variables and fitted quantity, by the law's symbol.
  public var bindings: [String: String] = [:]
  /// The units of the columns of N, D, C and L, if not parameters, tokens, FLOP and nats per
  /// token; these take precedence over the descriptor's.
  public var units: [ColumnRole: ColumnUnit] = [:]
  /// The column fitted instead of the loss, in its own units unless its header or the
  /// descriptor identifies a loss; it takes precedence over ``columns``.
  public var metric: String?
  /// Whether the loss is read in addition to ``metric``, as a variable of the law.
  public var needsLossVariable = false
  /// The law's symbol for ``metric``, which may be bound to a column.
  public var responseSymbol: String?
  /// The required ones of N, D and C, read or computed.
  public var requiredRoles: Set<ColumnRole> = [.parameters, .tokens]
  /// Whether the loss, or the column in its role, may be any finite number.
  public var lossMayBeAnyNumber = false
  /// Other numeric columns to read, by header: the variables of a law.
  public var variables: [String] = []
  /// The weights of the runs: a header, or a formula over columns such as `1 / sigma^2`; `nil` for the column in
  /// the role of the weight.
  public var weights: String?
  /// The columns that were swept, of which only the run with the best loss is kept; see
  /// ``RunSelection/bestOver(_:isHighest:)``.
  public var bestOver: [String] = []
  /// Whether only the runs that no run with at most their compute beats are kept.
  public var keepsPareto = false
  /// Whether high values of the fitted quantity are better than low ones; `nil` if unknown.
  public var higherIsBetter: Bool? = false
  /// The factor k of C = k·N·D in FLOP per parameter and token; `nil` uses the descriptor's, or 6.
  public var flopPerParameterToken: Double?
  /// Conditions on rows, after the descriptor's.
  public var filters: [RowFilter] = []
  /// Drop rules, after the descriptor's.
  public var dropHighest: [DropHighest] = []
  /// Whether the descriptor's filters and drops are applied.
  public var useDescriptorFilters = true
  /// The treatment of invalid rows.
  public var invalidRows = InvalidRows.fail
  /// The grouping column, by header or role; `nil` uses the descriptor's.
  public var groupBy: String?
  /// Whether drops are reapplied within bootstrap replicates; `nil` uses the descriptor's.
  public var redrawDrops: Bool?
  /// What a bootstrap of the runs draws.
  public var resampling = ResamplingUnit.automatic

  /// The treatment of a row with an unusable cell.
  public enum InvalidRows: String, Sendable, CaseIterable {
    /// The first such row is an error.
    case fail
    /// Such rows are excluded, counted and listed.
    case skip
  }

  /// ``columns``, with the metric in the role of the loss.
  var chosenColumns: [ColumnRole: String] {
    columns.merging(metric.map { [.loss: $0] } ?? [:]) { $1 }
  }

  /// Default options, which use the descriptor and the headers.
  public init() {}

  /// Sets a column from `ROLE=HEADER`, as in `tokens=train_tokens`, or from `SYMBOL=HEADER` for
  /// a variable of a law, as in `U=unique_tokens`.
  ///
  /// The role is a name of ``ColumnRole`` or its symbol; an empty header leaves it unassigned.
  ///
  /// - Parameters:
  ///   - text: The assignment.
  ///   - mayBeVariable: Whether an unknown role may be a variable, which is checked on reading.
  /// - Throws: `Diagnostic` if the text has another form or there is no such role.
  public mutating func setColumn(parsing text: String, mayBeVariable: Bool = false) throws {
    if mayBeVariable, let equals = text.firstIndex(of: "="), equals > text.startIndex,
      text.index(after: equals) < text.endIndex,
      ColumnRole(name: text[..<equals]) == nil
    {
      bindings[String(text[..<equals])] = String(text[text.index(after: equals)...])
      return
    }
    let (role, header) = try Self.assignment(
      text, setting: .column, form: "ROLE=HEADER", example: "tokens=train_tokens")
    columns[role] = header
  }

  /// Refuses a binding of a name that is not a variable of the law.
  ///
  /// - Throws: `Diagnostic` with the valid roles and variables.
  func checkBindings() throws {
    let symbols = variables + [responseSymbol].compactMap { $0 }
    guard let name = bindings.keys.sorted().first(where: { !symbols.contains($0) }) else { return }
    let roles = ColumnRole.allCases.map(\.rawValue)
    let near = nearestNames(to: name, in: roles + symbols)
    throw Diagnostic(
      origin: Origin(.column),
      what: "unknown role '\(name)'" + (symbols.isEmpty ? "" : ", and not a variable of the law"),
      why: "the roles are \(listed(roles))"
        + (symbols.isEmpty ? "" : "; the variables are \(listed(symbols))"),
      fix: near.isEmpty ? "name one of them" : "did you mean \(listed(near))?")
  }

  /// The rules that keep runs by their loss, in order.
  ///
  /// - Throws: `Diagnostic` if it is unknown which values are better.
  func selections() throws -> [RunSelection] {
    guard !bestOver.isEmpty || keepsPareto else { return [] }
    guard let higherIsBetter else {
      throw Diagnostic(
        origin: Origin(bestOver.isEmpty ? .pareto : .bestOver),
        what:
          "whether low or high values of '\(metric ?? "the fitted quantity")' are better is unknown",
        why: "its name says neither loss nor score, and the better runs are kept",
        fix: "rename the column, as in error or accuracy, or select the runs with \(.filter)")
    }
    return (bestOver.isEmpty ? [] : [.bestOver(bestOver, isHighest: higherIsBetter)])
      + (keepsPareto ? [.pareto(isHighest: higherIsBetter)] : [])
  }

  /// Sets a unit from `ROLE=UNIT`, as in `tokens=billions`.
  ///
  /// - Throws: `Diagnostic` if the text has another form, or there is no such role or unit.
  public mutating func setUnit(parsing text: String) throws {
    let (role, unit) = try Self.assignment(
      text, setting: .unit, form: "ROLE=UNIT", example: "tokens=billions")
    units[role] = try ColumnUnit(parsing: unit, for: role)
  }

  private static func assignment(
    _ text: String, setting: Setting, form: String, example: String
  ) throws -> (ColumnRole, String) {
    let location = Origin(setting)
    let roles = ColumnRole.allCases.map(\.rawValue)
    guard let equals = text.firstIndex(of: "=") else {
      throw Diagnostic(
        origin: location, what: "expected \(form), found '\(text)'",
        why: "the roles are \(listed(roles))", fix: "write it as in \(setting, example)")
    }
    let name = String(text[..<equals])
    guard let role = ColumnRole(name: name) else {
      let near = nearestNames(to: name, in: roles)
      throw Diagnostic(
        origin: location, what: "unknown role '\(name)'", why: "the roles are \(listed(roles))",
        fix: near.isEmpty ? "name one of them" : "did you mean \(listed(near))?")
    }
    return (role, String(text[text.index(after: equals)...]))
  }
}
