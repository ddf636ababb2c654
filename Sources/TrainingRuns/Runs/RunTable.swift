import Diagnostics
import Escaping

/// Training runs, a row each, as columns of the quantities that scaling laws relate.
///
/// A row is here when it meets every ``RowFilter`` and has values that can be used; the others are in
/// ``excluded``. Rows keep the order of the file. All columns have ``count`` elements; N, D, C and L
/// are finite and positive, weights finite and not negative.
public struct RunTable: Sendable {
  /// The name: of the dataset, else the file as it was named; with `/group` where the runs are one
  /// group of it.
  public internal(set) var name: String
  /// The name for a terminal: control characters, which a group's label may hold, are spelt out.
  public var printableName: String { name.escapingControlCharacters() }
  /// The file that was read.
  public internal(set) var path: String
  /// The SHA-256 of the file's bytes, gzipped or not; `nil` where a saved fit does not record it.
  public internal(set) var sha256: String?
  /// The dataset that the runs belong to, where it has a descriptor.
  public internal(set) var dataset: DatasetDescriptor?

  /// N, parameters.
  ///
  /// N, D and C are NaN where the table does not tell them and they are not required.
  public internal(set) var parameterCount: [Double]
  /// D, tokens.
  public internal(set) var tokenCount: [Double]
  /// C, FLOP.
  public internal(set) var compute: [Double]
  /// L, in ``lossUnit``.
  public internal(set) var loss: [Double]
  /// The loss where it is a variable of a law of something else, which then stands in ``loss``.
  public internal(set) var lossVariable: [Double]?
  /// Further columns that were asked for, by header or by the symbol bound to one; finite.
  public internal(set) var variables: [String: [Double]]
  /// Which parameters N counts, where its header or the dataset tells.
  public internal(set) var parameterCounting: DatasetDescriptor.ParameterCounting?
  /// The one other column that counts parameters as N does not, where there is one.
  public internal(set) var otherParameters: OtherParameters?
  /// The weight of each row in a fit, where a column was named for it.
  public internal(set) var weight: [Double]?
  /// The run that each row belongs to, where a column tells.
  public internal(set) var run: [String]?
  /// The family of models that each row belongs to, where a column tells.
  public internal(set) var family: [String]?
  /// The training step of each row, where a column tells; NaN where a cell is not a number.
  public internal(set) var step: [Double]?
  /// A number by which the rows are put in order, where a column was named for it.
  public internal(set) var order: [Double]?
  /// The label of each row's group, where the table is grouped.
  public internal(set) var group: [String]?
  /// The number of each row among the data rows of the file, from 1.
  public internal(set) var rowNumber: [Int]
  /// The line of the file on which each row starts, from 1.
  public internal(set) var line: [Int]

  /// The headers of the columns that play a role.
  public internal(set) var headers: [ColumnRole: String]
  /// Which of N, D and C was computed from the other two, if one was.
  public internal(set) var derivedRole: ColumnRole?
  /// k in C = k·N·D, FLOP per parameter and token.
  public internal(set) var flopPerParameterToken: Double
  /// The unit of the loss.
  public internal(set) var lossUnit: String
  /// The column that stands in place of the loss, in units of its own; `nil` where L is a loss.
  public internal(set) var metric: String?

  /// The header of the column of ``lossVariable``.
  var lossVariableHeader: String?
  /// The headers of the law's variables that were bound to a column, by symbol.
  var bindings: [String: String] = [:]

  /// The number of data rows read, here or excluded.
  public internal(set) var rowsRead: Int
  /// The rows read that are not here, in the order of the file.
  public internal(set) var excluded: [ExcludedRows]
  /// The conditions that were applied, in order.
  public internal(set) var filters: [RowFilter]
  /// Why each ``subset(_:name:because:)`` left out rows, in order.
  public internal(set) var subsets: [String] = []
  /// The rules of highest rows to drop before a fit, in order.
  ///
  /// They are **not** applied to the
  /// columns: see ``rowsAfterDrops()``.
  public internal(set) var dropRules: [DropRule]
  /// Whether ``dropRules`` are applied again within each bootstrap replicate.
  public internal(set) var redrawDrops: Bool
  /// Whether C is a column that is only called a budget.
  var computeIsBudget = false
  /// The units that columns were converted from.
  var units: [ColumnRole: ColumnUnit] = [:]
  /// The headers of the columns of N, D, C and L that have percent signs.
  var percentHeaders: [ColumnRole: String] = [:]
  /// What speaks against fitting the runs as they are, a sentence each; ``notes`` have these too.
  public internal(set) var warnings: [String] = []
  /// What was assumed or noticed on reading, a sentence each.
  public internal(set) var notes: [String]

  /// The number of rows.
  public var count: Int { loss.count }
}

extension RunTable {
  /// The rows that a fit uses once ``dropRules`` are applied, each to what the one before has left.
  ///
  /// - Returns: `used`, indices of rows in ascending order, and the rows dropped.
  /// - Complexity: O(rows) per rule.
  public func rowsAfterDrops() -> (used: [Int], dropped: [ExcludedRows]) {
    var copies = Array(repeating: 1.0, count: count)
    var dropped: [ExcludedRows] = []
    for rule in dropRules {
      let before = copies
      rule.apply(to: &copies)
      let cause = ExclusionCause.highest(rule.rule)
      var highest: [ExcludedRows] = []
      for row in copies.indices where copies[row] < before[row] {
        highest.append(row: rowNumber[row], cause: cause, group: group?[row])
      }
      dropped += highest
    }
    return (copies.indices.filter { copies[$0] > 0 }, dropped)
  }

  /// How many rows each filter, rule and the check of cells left out.
  ///
  /// A row that fails several filters counts for the first. Filters and rules that left out none are there too.
  public func exclusionCounts() -> [ExclusionCount] {
    let rows = excluded + rowsAfterDrops().dropped
    func counted(_ cause: ExclusionCause) -> ExclusionCount {
      ExclusionCount(cause: cause, count: rows.filter { $0.cause == cause }.rowCount)
    }
    let invalid = rows.filter { if case .invalid = $0.cause { true } else { false } }.rowCount
    let skipped = ExclusionCount(cause: .invalid("a cell that cannot be used"), count: invalid)
    return filters.map { counted(.filter($0)) } + (invalid > 0 ? [skipped] : [])
      + subsets.map { counted(.subset($0)) } + dropRules.map { counted(.highest($0.rule)) }
  }

  /// The groups as tables of their own, in the order of their labels, numbers by their values; the table
  /// itself where it is not grouped.
  ///
  /// Drop rules apply within each group. Groups of which no row is left are not among them.
  /// - Complexity: O(rows).
  public func groups() -> [RunTable] {
    guard let group else { return [self] }
    func number(_ label: String) -> Double? {
      Double(label).flatMap { $0.isFinite ? $0 : nil }
    }
    let rows = Dictionary(grouping: group.indices) { ExactText(group[$0]) }
    // The order of the rows says nothing.
    let labels = rows.keys.sorted { left, right in
      switch (number(left.text), number(right.text)) {
      case (let one?, let other?) where one != other: one < other
      case (_?, nil): true
      case (nil, _?): false
      default: left < right
      }
    }
    let excluded = Dictionary(grouping: excluded) { $0.group.map(ExactText.init) }
    return labels.map { label in
      var table = picking(rows[label] ?? [])
      table.name = "\(name)/\(label)"
      table.excluded = excluded[label] ?? []
      table.rowsRead = table.count + table.excluded.rowCount
      return table
    }
  }
}
