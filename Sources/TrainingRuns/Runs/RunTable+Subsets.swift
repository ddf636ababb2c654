extension RunTable {
  /// A subset of the rows; the others are in ``excluded``, with the reason.
  ///
  /// ``dropRules`` stay, and apply to the rows that are left.
  ///
  /// - Parameters:
  ///   - rows: Indices of rows, ascending.
  ///   - name: The subset's name; `nil` keeps the name.
  ///   - reason: Why the other rows are excluded, such as `C above 1e21`.
  /// - Returns: The rows, with all their columns.
  /// - Precondition: The indices are ascending and in 0 ..< ``count``.
  /// - Complexity: O(rows · log rows).
  public func subset(_ rows: [Int], name: String? = nil, because reason: String) -> RunTable {
    precondition(
      zip(rows, rows.dropFirst()).allSatisfy(<) && rows.first ?? 0 >= 0
        && rows.last ?? -1 < count, "a subset takes rows of the table, each once and in order")
    var table = picking(rows)
    table.name = name ?? self.name
    table.subsets.append(reason)
    let kept = Set(rows)
    let cause = ExclusionCause.subset(reason)
    var left: [ExcludedRows] = []
    for row in 0..<count where !kept.contains(row) {
      left.append(row: rowNumber[row], cause: cause, group: group?[row])
    }
    table.excluded = (excluded + left).inOrder
    return table
  }

  /// The same rows, with a fit dropping only the `count` with the highest loss.
  ///
  /// - Parameter count: The number to drop; 0 for none.
  /// - Returns: The runs with that one rule, or none.
  /// - Complexity: O(rows · log rows).
  public func droppingHighestLosses(_ count: Int) -> RunTable {
    var table = self
    let rule = DropHighest(column: ColumnRole.loss.rawValue, count: count)
    table.dropRules = count > 0 ? [DropRule(rule: rule, keys: loss)] : []
    return table
  }

  /// The same rows with other values in place of the observed losses.
  ///
  /// - Parameter loss: One per row, as it would have been observed.
  /// - Returns: The runs, without the rules that drop the highest rows.
  /// - Precondition: There is one value per row.
  public func observing(_ loss: [Double]) -> RunTable {
    precondition(loss.count == count, "a run has one loss")
    var table = self
    table.loss = loss
    table.dropRules = []
    return table
  }

  /// All columns at some rows, with everything else unchanged.
  func picking(_ rows: [Int]) -> RunTable {
    func pick<Value>(_ column: [Value]) -> [Value] { rows.map { column[$0] } }
    var table = self
    table.parameterCount = pick(parameterCount)
    table.otherParameters?.values = pick(otherParameters?.values ?? [])
    table.tokenCount = pick(tokenCount)
    table.compute = pick(compute)
    table.loss = pick(loss)
    table.lossVariable = lossVariable.map(pick)
    table.variables = variables.mapValues { pick($0) }
    table.weight = weight.map(pick)
    table.run = run.map(pick)
    table.family = family.map(pick)
    table.step = step.map(pick)
    table.order = order.map(pick)
    table.group = group.map(pick)
    table.unitLabels = unitLabels.map(pick)
    table.unusedColumns = unusedColumns.mapValues { pick($0) }
    table.rowNumber = pick(rowNumber)
    table.line = pick(line)
    table.dropRules = dropRules.map { DropRule(rule: $0.rule, keys: pick($0.keys)) }
    return table
  }
}
