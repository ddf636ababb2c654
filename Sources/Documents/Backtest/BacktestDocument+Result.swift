package import EnergyModel
package import Statistics

extension BacktestDocument {
  /// Goals and the rows they rest on.
  package init(goals: [BacktestGoal], rows: [BacktestRow]) {
    self.goals = Dictionary(uniqueKeysWithValues: goals.map { ($0.name, Goal($0)) })
    self.rows = rows.map(Row.init)
  }
}

extension BacktestDocument.Goal {
  fileprivate init(_ goal: BacktestGoal) {
    setting = goal.setting
    rowCount = goal.rowCount
    excused = goal.excused.map { .init(name: $0.name, error: $0.error, reason: $0.excuse ?? "") }
    func byName<Value>(_ value: (BacktestGoal.Measure) -> Value) -> [String: Value] {
      Dictionary(uniqueKeysWithValues: goal.measures.map { ($0.name, value($0)) })
    }
    figures = byName { Nullable(finite($0.estimate.value)) }
    intervals = byName { Nullable($0.estimate.interval.map(BacktestDocument.Interval.init)) }
    aims = byName(\.aim)
  }
}

extension BacktestDocument.Interval {
  fileprivate init(_ interval: ConfidenceInterval) {
    level = interval.level
    lower = interval.lower
    upper = interval.upper
    method = interval.method.rawValue
  }

  /// The interval as one of an estimate; `nil` if its method is unknown.
  package var interval: ConfidenceInterval? {
    ConfidenceInterval.Method(rawValue: method).map {
      ConfidenceInterval(level: level, lower: lower, upper: upper, method: $0)
    }
  }
}

extension BacktestDocument.Row {
  fileprivate init(_ row: BacktestRow) {
    goal = row.goal
    name = row.name
    evidence = row.evidence
    leftOut = Nullable(row.leftOut)
    quantity = row.quantity
    unit = row.unit
    predicted = row.predicted
    published = row.published
    error = row.error
    interval = Nullable(row.interval.map(BacktestDocument.Interval.init))
    excuse = Nullable(row.excuse)
  }
}
