import Diagnostics
import Escaping

/// Training runs, one row each, as columns of the quantities that scaling laws relate.
///
/// It contains the rows that satisfy every ``RowFilter`` and have usable values; the others are in
/// ``excluded``. Rows are in file order. All columns have ``count`` elements; N, D, C and L
/// are finite and positive, weights finite and non-negative.
public struct RunTable: Sendable {
  /// The name: of the dataset, otherwise the file as given; with `/group` if the runs are one
  /// group of it.
  public internal(set) var name: String
  /// The name for a terminal, with control characters, which a group's label may contain, spelled out.
  public var printableName: String { name.escapingControlCharacters() }
  /// The file that was read.
  public internal(set) var path: String
  /// The SHA-256 of the file's bytes, gzipped or not; `nil` if a saved fit does not record it.
  public internal(set) var sha256: String?
  /// The descriptor of the dataset, if there is one.
  public internal(set) var dataset: DatasetDescriptor?

  /// N, parameters.
  ///
  /// N, D and C are NaN if the table lacks them and they are not required.
  public internal(set) var parameterCount: [Double]
  /// D, tokens.
  public internal(set) var tokenCount: [Double]
  /// C, FLOP.
  public internal(set) var compute: [Double]
  /// L, in ``lossUnit``.
  public internal(set) var loss: [Double]
  /// The loss, if it is a variable of a law for another quantity, which is then in ``loss``.
  public internal(set) var lossVariable: [Double]?
  /// Other requested columns, by header or bound symbol; finite.
  public internal(set) var variables: [String: [Double]]
  /// The parameters that N counts, if known from its header or the dataset.
  public internal(set) var parameterCounting: DatasetDescriptor.ParameterCounting?
  /// The only other column with a different parameter count, if there is one.
  public internal(set) var otherParameters: OtherParameters?
  /// The weight of each row in a fit, if a column was chosen for it.
  public internal(set) var weight: [Double]?
  /// The formula of the weights, if they are not a column.
  public internal(set) var weightFormula: String?
  /// The run of each row, if a column names it.
  public internal(set) var run: [String]?
  /// The model family of each row, if a column names it.
  public internal(set) var family: [String]?
  /// The training step of each row, if a column gives it; NaN if a cell is not a number.
  public internal(set) var step: [Double]?
  /// The sort key of the rows, if a column was chosen for it.
  public internal(set) var order: [Double]?
  /// The label of each row's group, if the table is grouped.
  public internal(set) var group: [String]?
  /// The columns that reading has no use for and that have few values, by header; empty for a large table.
  public internal(set) var unusedColumns: [String: [String]] = [:]
  /// The number of each row among the data rows of the file, from 1.
  public internal(set) var rowNumber: [Int]
  /// The starting line of each row in the file, from 1.
  public internal(set) var line: [Int]

  /// The headers of the columns with roles.
  public internal(set) var headers: [ColumnRole: String]
  /// The one of N, D and C computed from the other two, if any.
  public internal(set) var derivedRole: ColumnRole?
  /// k in C = k·N·D, FLOP per parameter and token.
  public internal(set) var flopPerParameterToken: Double
  /// The unit of the loss.
  public internal(set) var lossUnit: String
  /// The column in the role of the loss, in its own units; `nil` if L is a loss.
  public internal(set) var metric: String?

  /// The header of the column of ``lossVariable``.
  var lossVariableHeader: String?
  /// The headers of bound variables, by symbol.
  var bindings: [String: String] = [:]

  /// The number of data rows read, kept or excluded.
  public internal(set) var rowsRead: Int
  /// The excluded rows, in file order.
  public internal(set) var excluded: [ExcludedRows]
  /// The applied conditions, in order.
  public internal(set) var filters: [RowFilter]
  /// The reason of each ``subset(_:name:because:)``, in order.
  public internal(set) var subsets: [String] = []
  /// The rules by which runs were kept for their loss, in order.
  public internal(set) var selections: [RunSelection] = []
  /// The drop rules for a fit, in order.
  ///
  /// They are **not** applied to the
  /// columns: see ``rowsAfterDrops()``.
  public internal(set) var dropRules: [DropRule]
  /// Whether ``dropRules`` are reapplied within each bootstrap replicate.
  public internal(set) var redrawDrops: Bool
  /// What a bootstrap draws.
  public internal(set) var resampling = ResamplingUnit.automatic
  /// The unit of each row, if a column was chosen for it.
  var unitLabels: [String]?
  /// Whether C is a column named only as a budget.
  var computeIsBudget = false
  /// The original units of converted columns.
  var units: [ColumnRole: ColumnUnit] = [:]
  /// The headers of the columns of N, D, C and L with percent signs.
  var percentHeaders: [ColumnRole: String] = [:]
  /// Warnings about fitting the runs as they are, one sentence each; also included in ``notes``.
  public internal(set) var warnings: [String] = []
  /// Assumptions and observations from reading, one sentence each.
  public internal(set) var notes: [String]

  /// The number of rows.
  public var count: Int { loss.count }
}

extension RunTable {
  /// The rows that a fit uses after applying ``dropRules`` in sequence.
  ///
  /// - Returns: `used`, ascending row indices, and the dropped rows.
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

  /// The number of rows excluded by each filter, each rule and the check of cells.
  ///
  /// A row that fails several filters counts for the first. Filters and rules that exclude nothing are included.
  public func exclusionCounts() -> [ExclusionCount] {
    let rows = excluded + rowsAfterDrops().dropped
    func counted(_ cause: ExclusionCause) -> ExclusionCount {
      ExclusionCount(cause: cause, count: rows.filter { $0.cause == cause }.rowCount)
    }
    let invalid = rows.filter { if case .invalid = $0.cause { true } else { false } }.rowCount
    let skipped = ExclusionCount(cause: .invalid("an unusable cell"), count: invalid)
    return filters.map { counted(.filter($0)) } + (invalid > 0 ? [skipped] : [])
      + subsets.map { counted(.subset($0)) } + dropRules.map { counted(.highest($0.rule)) }
  }

  /// The groups as separate tables, sorted by label, with numeric labels by value; the table
  /// itself if it is not grouped.
  ///
  /// Drop rules apply within each group. Groups without remaining rows are omitted.
  /// - Complexity: O(rows).
  public func groups() -> [RunTable] {
    guard let group else { return [self] }
    func number(_ label: String) -> Double? {
      Double(label).flatMap { $0.isFinite ? $0 : nil }
    }
    let rows = Dictionary(grouping: group.indices) { ExactText(group[$0]) }
    // Row order has no meaning.
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
