public import TrainingRuns

extension ReadingOptions {
  /// Asks for what `law` needs of a table: the variables of its formula, and values whose logarithms it
  /// takes.
  public mutating func require(_ law: ScalingLaw) {
    let roles: [(ScalingLaw.Variable, ColumnRole)] = [
      (.parameterCount, .parameters), (.tokenCount, .tokens), (.compute, .compute),
    ]
    requiredRoles = Set(roles.filter { law.variables.contains($0.0) }.map(\.1))
    variables = law.variables.compactMap {
      if case .column(let header) = $0 { header } else { nil }
    }
    lossMayBeAnyNumber = !law.needsPositiveResponse
  }
}
