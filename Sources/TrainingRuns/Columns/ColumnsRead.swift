import Formulas
import Tables

/// The columns read, with the computed one of N, D and C.
struct ColumnsRead {
  let table: Table
  let requests: ColumnRequests
  private let derived: [Double]
  /// The converted columns, by request index.
  private let converted: [Int: [Double]]
  /// The weights by a formula, if there is one.
  private var weights: [Double]?

  /// Converts units, and computes the role without a column, with `factor` as k in C = k·N·D.
  init(
    table: Table, requests: ColumnRequests, factor: Double, units: [ColumnRole: ColumnUnit] = [:]
  ) {
    self.table = table
    self.requests = requests
    var converted: [Int: [Double]] = [:]
    for (role, unit) in units {
      let place =
        role == .loss
        ? requests.lossVariable ?? requests.assignment.places[role]
        : requests.assignment.places[role]
      guard let slot = place.flatMap({ requests.slot($0, .number) }) else { continue }
      converted[slot] = table.numbers(slot).map(unit.converted)
    }
    self.converted = converted
    func column(_ role: ColumnRole) -> [Double] {
      requests.assignment.places[role].flatMap { requests.slot($0, .number) }
        .map { converted[$0] ?? table.numbers($0) } ?? []
    }
    derived =
      switch requests.derivedRole {
      case .compute: zip(column(.parameters), column(.tokens)).map { factor * $0 * $1 }
      case .tokens: zip(column(.compute), column(.parameters)).map { $0 / (factor * $1) }
      case .parameters: zip(column(.compute), column(.tokens)).map { $0 / (factor * $1) }
      default: []
      }
  }

  /// Reads the columns that `plan` needs.
  init(_ reader: TableReader, _ plan: ReadingPlan) throws {
    self.init(
      table: try reader.read(plan.requests.requests), requests: plan.requests,
      factor: plan.factor, units: plan.units)
    weights = plan.weightFormula.map(values(of:))
  }

  /// Whether the numbers of a column named only as a budget can be FLOP.
  ///
  /// They are if their median is at least 10⁹, and within a factor of ten
  /// of `factor`·N·D if both N and D have columns: a price or a token count is not.
  func budgetsAreCompute(factor: Double) -> Bool {
    guard let budgets = numbers(.compute) else { return false }
    let rows = budgets.indices.filter { budgets[$0] > 0 && budgets[$0].isFinite }
    guard rows.count * 2 > budgets.count else { return false }
    let sorted = rows.map { budgets[$0] }.sorted()
    guard sorted[sorted.count / 2] >= 1e9 else { return false }
    guard requests.derivedRole == nil, let parameters = numbers(.parameters),
      let tokens = numbers(.tokens)
    else { return true }
    let ratios = rows.map { budgets[$0] / (factor * parameters[$0] * tokens[$0]) }
      .filter { !$0.isNaN }.sorted()
    return !ratios.isEmpty && (0.1...10).contains(ratios[ratios.count / 2])
  }

  /// The values of a role, read or computed; `nil` without a column.
  func numbers(_ role: ColumnRole) -> [Double]? {
    if role == .weight, let weights { return weights }
    return role == requests.derivedRole ? derived : slot(role, .number).map(numbers(slot:))
  }

  private func numbers(slot: Int) -> [Double] { converted[slot] ?? table.numbers(slot) }

  /// The loss, if it is a variable of a law for another quantity.
  var lossVariable: [Double]? {
    requests.lossVariable.flatMap { requests.slot($0, .number) }.map(numbers(slot:))
  }

  /// The texts of a role; `nil` without a column.
  func texts(_ role: ColumnRole) -> TextColumn? {
    slot(role, .text).map { table.texts($0) }
  }

  /// The values of a column requested by name.
  func numbers(named name: String) -> [Double] {
    if case .column(let place) = requests.reference(name), let slot = requests.slot(place, .number)
    {
      return numbers(slot: slot)
    }
    return derived
  }

  /// The texts of a column requested by name.
  func texts(named name: String) -> TextColumn {
    guard case .column(let place) = requests.reference(name),
      let slot = requests.slot(place, .text)
    else { preconditionFailure("the column '\(name)' was requested as text") }
    return table.texts(slot)
  }

  /// The request index of a role's column.
  func slot(_ role: ColumnRole, _ kind: ColumnRequest.Kind) -> Int? {
    requests.assignment.places[role].flatMap { requests.slot($0, kind) }
  }

  /// The headers of the columns of N, D, C and L with percent signs in the first of `rows`.
  func percentHeaders(in rows: [Int]) -> [ColumnRole: String] {
    var headers: [ColumnRole: String] = [:]
    for role in [ColumnRole.parameters, .tokens, .compute, .loss] {
      guard let place = requests.assignment.places[role], let slot = slot(role, .number),
        rows.prefix(100).contains(where: { table.cellText(row: $0, column: slot).contains("%") })
      else { continue }
      headers[role] = requests.names[place]
    }
    return headers
  }
}
