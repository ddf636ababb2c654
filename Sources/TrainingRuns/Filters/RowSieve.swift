import Diagnostics
import Tables

/// Separates usable rows from others: filters first, then checks of cells.
struct RowSieve {
  /// The rows kept, from 0, ascending.
  private(set) var kept: [Int] = []
  /// The excluded rows, ascending.
  private(set) var excluded: [ExcludedRows] = []
  /// The group of every row, if rows are grouped.
  let labels: TextColumn?

  /// - Throws: `Diagnostic` at the first unusable cell, unless such rows are skipped.
  init(
    columns: ColumnsRead, filters: [RowFilter], drops: [DropHighest], variables: [String],
    lossMayBeAnyNumber: Bool, weightFormula: String?, grouping: String?, skipsInvalid: Bool
  ) throws {
    let table = columns.table
    labels = grouping.map(columns.texts(named:))
    let verdicts = filters.map { filter in
      filter.expression.evaluate(
        rowCount: table.rowCount, numbers: columns.numbers(named:), texts: columns.texts(named:))
    }
    let checks = Self.checks(
      columns: columns, ranked: drops.map(\.column), variables: variables,
      lossNeed: lossMayBeAnyNumber ? .response : .loss, weightFormula: weightFormula)
    let causes = filters.map(ExclusionCause.filter)
    for row in 0..<table.rowCount {
      if let failed = filters.indices.first(where: { !verdicts[$0][row] }) {
        excluded.append(row: row + 1, cause: causes[failed], group: labels?[row])
      } else if let check = checks.first(where: { !$0.accepts($0.values[row]) }) {
        let error = check.error(row: row, columns: columns)
        guard skipsInvalid else { throw error }
        excluded.append(row: row + 1, cause: .invalid(error.what.text()), group: labels?[row])
      } else {
        kept.append(row)
      }
    }
  }

  private static func checks(
    columns: ColumnsRead, ranked: [String], variables: [String], lossNeed: CellCheck.Need,
    weightFormula: String?
  ) -> [CellCheck] {
    let names = columns.requests.names
    var checks: [CellCheck] = []
    for role in [ColumnRole.parameters, .tokens, .compute, .loss, .weight] {
      guard let values = columns.numbers(role) else { continue }
      let place = columns.requests.assignment.places[role]
      checks.append(
        CellCheck(
          header: place.map { names[$0] }, values: values, slot: columns.slot(role, .number),
          need: role == .weight ? .weight : role == .loss ? lossNeed : .power, role: role,
          formula: role == .weight ? weightFormula : nil))
    }
    if let place = columns.requests.lossVariable, let values = columns.lossVariable {
      checks.append(
        CellCheck(
          header: names[place], values: values, slot: columns.requests.slot(place, .number),
          need: .variable, role: .loss))
    }
    let further = ranked.map { ($0, CellCheck.Need.rank) } + variables.map { ($0, .variable) }
    for (name, need) in further {
      guard case .column(let place) = columns.requests.reference(name) else { continue }
      checks.append(
        CellCheck(
          header: names[place], values: columns.numbers(named: name),
          slot: columns.requests.slot(place, .number), need: need, role: nil))
    }
    return checks
  }
}
