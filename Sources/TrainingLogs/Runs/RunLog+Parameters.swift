import Tables
import TrainingRuns

extension RunLog {
  /// N of the run: as said, else as its log tells, else as its settings describe the model.
  ///
  /// - Parameters:
  ///   - options: The options.
  ///   - used: Gets the option that decided.
  /// - Returns: N, and what is to be said of it.
  /// - Throws: `InputError` where several settings could be N.
  func parameterCount(
    _ options: LogOptions, noting used: inout Set<LogOptions.Use>
  ) throws -> (count: Double?, notes: [String]) {
    if let chosen = options.columns[.parameters], !chosen.isEmpty {
      guard let value = constant(chosen) else {
        throw InputError(
          location: location(),
          what:
            "no setting or column '\(chosen)' with one number, which is named for the parameters N",
          why: "it has \(listed(constantNames))", fix: "give N itself: --params \(name)=COUNT")
      }
      return (value, [])
    }
    if let place = options.parameters.firstIndex(where: { $0.fits(name) }) {
      let rule = options.parameters[place]
      used.insert(.parameters(place))
      return (rule.count, rule.note.map { [$0] } ?? [])
    }
    guard options.columns[.parameters] == nil else { return (nil, []) }
    let pattern = ColumnRole.parameters.pattern
    let candidates = constantNames.filter { key in
      let last = key.split(whereSeparator: { $0 == "." || $0 == "/" }).last.map(String.init) ?? key
      return (pattern.matches(key) || pattern.matches(last)) && (constant(key) ?? 0) > 0
    }
    let values = Set(candidates.compactMap(constant))
    if values.count > 1 {
      throw InputError(
        location: location(),
        what: "several counts could be the parameters N (\(listed(candidates)))",
        why: "they differ in meaning, and a guess would change the fit",
        fix: "say which: \(columnsOption(.parameters, candidates[0]))")
    }
    if let value = values.first { return (value, []) }
    guard let counted = options.countingParameters?(constants) else {
      return (nil, ["N is not told: give --params, or --config with the model's configuration"])
    }
    used.insert(.countingParameters)
    return (counted.count, [counted.note])
  }
}
