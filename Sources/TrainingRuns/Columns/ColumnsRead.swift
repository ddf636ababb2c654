import Tables

/// The columns of a reading, with the one of N, D and C that was computed.
struct ColumnsRead {
  let table: Table
  let requests: ColumnRequests
  private let derived: [Double]
  /// The columns with a unit, converted, by where they were read to.
  private let converted: [Int: [Double]]

  /// Converts the columns with a unit, and computes what has no column, with `factor` for k in C = k·N·D.
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
  }

  /// Whether the numbers of a column that is only called a budget can be FLOP.
  ///
  /// They are where the middle one of the rows with numbers is at least 10⁹, and within a factor of ten
  /// of `factor`·N·D where both N and D have columns: a price or a count of tokens is not.
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

  /// The values of a role, read or computed; `nil` where it has no column.
  func numbers(_ role: ColumnRole) -> [Double]? {
    role == requests.derivedRole ? derived : slot(role, .number).map(numbers(slot:))
  }

  private func numbers(slot: Int) -> [Double] { converted[slot] ?? table.numbers(slot) }

  /// The loss, where it is a variable of a law of something else.
  var lossVariable: [Double]? {
    requests.lossVariable.flatMap { requests.slot($0, .number) }.map(numbers(slot:))
  }

  /// The texts of a role; `nil` where it has no column.
  func texts(_ role: ColumnRole) -> TextColumn? {
    slot(role, .text).map { table.texts($0) }
  }

  /// The values of a column that was asked for by name.
  func numbers(named name: String) -> [Double] {
    if case .column(let place) = requests.reference(name), let slot = requests.slot(place, .number)
    {
      return numbers(slot: slot)
    }
    return derived
  }

  /// The texts of a column that was asked for by name.
  func texts(named name: String) -> TextColumn {
    guard case .column(let place) = requests.reference(name),
      let slot = requests.slot(place, .text)
    else { preconditionFailure("the column '\(name)' was asked for as text") }
    return table.texts(slot)
  }

  /// Where the column of a role was read to.
  func slot(_ role: ColumnRole, _ kind: ColumnRequest.Kind) -> Int? {
    requests.assignment.places[role].flatMap { requests.slot($0, kind) }
  }

  /// The headers of the columns of N, D, C and L that have percent signs in the first of `rows`.
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
