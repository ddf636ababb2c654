import Diagnostics
import Tables
import TrainingRuns

extension RunLog {
  /// N of the run: given, otherwise from its log, otherwise from the model described by its settings.
  ///
  /// - Parameters:
  ///   - options: The options.
  ///   - used: Receives the option that took effect.
  /// - Returns: N, with notes.
  /// - Throws: `Diagnostic` if several settings could be N.
  func parameterCount(
    _ options: LogOptions, noting used: inout Set<LogOptions.Use>
  ) throws -> (count: Double?, notes: [String]) {
    if let chosen = options.columns[.parameters], !chosen.isEmpty {
      guard let value = constant(chosen) else {
        throw Diagnostic(
          origin: location(),
          what:
            "no setting or column '\(chosen)' with a single number for the parameters N",
          why: "it has \(listed(constantNames))",
          fix: "give N directly: \(.parameters, of: name, "COUNT")")
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
      throw Diagnostic(
        origin: location(),
        what: "several counts could be the parameters N (\(listed(candidates)))",
        why: "they differ in meaning, and a guess would change the fit",
        fix: "choose one: \(ColumnRole.parameters.column(candidates[0]))")
    }
    if let value = values.first { return (value, []) }
    guard let counted = options.countingParameters?(constants) else {
      let note: Phrase =
        "N is unknown: give \(.parameters), or \(.configuration) with the model's configuration"
      return (nil, [spelled(note)])
    }
    used.insert(.countingParameters)
    return (counted.count, [counted.note])
  }
}
