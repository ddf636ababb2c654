import Diagnostics

/// How a table of training runs is read, where that is not said by its headers or its descriptor.
public struct ReadingOptions: Sendable {
  /// The header of the column that plays a role; an empty text says that none does.
  ///
  /// These come
  /// before the descriptor's, which come before recognised headers.
  public var columns: [ColumnRole: String] = [:]
  /// The headers of the columns that are variables of a law, or what it is of, by the law's symbol.
  public var bindings: [String: String] = [:]
  /// The units of the columns of N, D, C and L, where they are not parameters, tokens, FLOP and nats per
  /// token; these come before the descriptor's.
  public var units: [ColumnRole: ColumnUnit] = [:]
  /// The column that a law is fitted to in place of the loss, in units of its own unless its header or the
  /// descriptor tells a loss; it comes before ``columns``.
  public var metric: String?
  /// Whether the loss is read beside ``metric``, as a variable of a law of something else.
  public var needsLossVariable = false
  /// The symbol of the law for ``metric``, which may be bound to a column.
  public var responseSymbol: String?
  /// Which of N, D and C have to be there, read or computed.
  public var requiredRoles: Set<ColumnRole> = [.parameters, .tokens]
  /// Whether the loss, or what was named for it, may be any finite number.
  public var lossMayBeAnyNumber = false
  /// Further columns of numbers to read, by header: the variables of a law.
  public var variables: [String] = []
  /// The factor k of C = k·N·D in FLOP per parameter and token; `nil` takes the descriptor's, else 6.
  public var flopPerParameterToken: Double?
  /// Conditions that rows have to meet, after the descriptor's.
  public var filters: [RowFilter] = []
  /// Rules of highest rows to drop, after the descriptor's.
  public var dropHighest: [DropHighest] = []
  /// Whether the descriptor's filters and drops are applied.
  public var useDescriptorFilters = true
  /// What is done with a row that a fit cannot use.
  public var invalidRows = InvalidRows.fail
  /// The column that tells groups apart, by header or role; `nil` takes the descriptor's.
  public var groupBy: String?
  /// Whether drops are applied again within bootstrap replicates; `nil` takes the descriptor's.
  public var redrawDrops: Bool?

  /// What is done with a row that has a cell which a fit cannot use.
  public enum InvalidRows: String, Sendable, CaseIterable {
    /// The first such row is an error.
    case fail
    /// Such rows are left out, counted and listed.
    case skip
  }

  /// ``columns``, with the metric in place of the loss.
  var chosenColumns: [ColumnRole: String] {
    columns.merging(metric.map { [.loss: $0] } ?? [:]) { $1 }
  }

  /// Options that leave everything to the descriptor and the headers.
  public init() {}

  /// Sets a column from `ROLE=HEADER`, as in `tokens=train_tokens`, or from `SYMBOL=HEADER` for
  /// a variable of a law, as in `U=unique_tokens`.
  ///
  /// The role is a name of ``ColumnRole`` or its symbol; an empty header says that no column plays it.
  ///
  /// - Parameters:
  ///   - text: The assignment.
  ///   - mayBeVariable: Whether a name that is no role may be a variable, which the reading then checks.
  /// - Throws: `Diagnostic` where the text has another form or there is no such role.
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

  /// Refuses a binding of what is no variable of the law.
  ///
  /// - Throws: `Diagnostic` with the roles and the variables that there are.
  func checkBindings() throws {
    let symbols = variables + [responseSymbol].compactMap { $0 }
    guard let name = bindings.keys.sorted().first(where: { !symbols.contains($0) }) else { return }
    let roles = ColumnRole.allCases.map(\.rawValue)
    let near = nearestNames(to: name, in: roles + symbols)
    throw Diagnostic(
      origin: Origin(.column),
      what: "no role '\(name)'" + (symbols.isEmpty ? "" : ", and no variable of the law"),
      why: "the roles are \(listed(roles))"
        + (symbols.isEmpty ? "" : "; the variables are \(listed(symbols))"),
      fix: near.isEmpty ? "name one of them" : "did you mean \(listed(near))?")
  }

  /// Sets a unit from `ROLE=UNIT`, as in `tokens=billions`.
  ///
  /// - Throws: `Diagnostic` where the text has another form, or there is no such role or unit.
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
        origin: location, what: "no role '\(name)'", why: "the roles are \(listed(roles))",
        fix: near.isEmpty ? "name one of them" : "did you mean \(listed(near))?")
    }
    return (role, String(text[text.index(after: equals)...]))
  }
}
