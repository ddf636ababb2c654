public import TrainingRuns

extension ReadingOptions {
  /// Asks for the columns that any of `laws` depends on, and for what they are of.
  public mutating func require(_ laws: [ScalingLaw]) {
    let needed = laws.flatMap(\.variables)
    let roles: [(ScalingLaw.Variable, ColumnRole)] = [
      (.parameterCount, .parameters), (.tokenCount, .tokens), (.compute, .compute),
    ]
    requiredRoles = Set(roles.filter { needed.contains($0.0) }.map(\.1))
    variables = []
    for case .column(let header) in needed where !variables.contains(header) {
      variables.append(header)
    }
    lossMayBeAnyNumber = !laws.contains(where: \.needsPositiveResponse)
  }
}
