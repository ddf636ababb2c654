import Diagnostics
public import TrainingRuns

extension ReadingOptions {
  /// Requests the columns that any of `laws` depends on, and the fitted column.
  ///
  /// - Parameters:
  ///   - laws: The laws, all fitted to one quantity.
  ///   - metric: The column fitted instead of the loss; `nil` for the laws' own quantity.
  /// - Throws: `Diagnostic` if a law for the loss has the loss among its variables, or `metric` is not
  ///   the laws' fitted column.
  public mutating func require(_ laws: [ScalingLaw], metric: String? = nil) throws {
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
    responseSymbol = laws.first?.responseColumn
    if let metric, let symbol = responseSymbol, metric != bindings[symbol] ?? symbol {
      throw Diagnostic(
        origin: Origin(.metric),
        what: "'\(metric)' contradicts the law, which is fitted to '\(symbol)'",
        why: "both choose the fitted quantity",
        fix: "omit \(.metric), or write the law without a left side")
    }
    self.metric = metric ?? responseSymbol.map { bindings[$0] ?? $0 }
    higherIsBetter =
      self.metric == nil
      ? false : laws.first?.direction(ofMetric: self.metric).map { $0 == .higher }
    needsLossVariable = needed.contains(.loss)
    try checkLossOptions()
    if needsLossVariable, self.metric == nil {
      let law = laws.first { $0.variables.contains(.loss) } ?? laws[0]
      throw Diagnostic(
        origin: Origin(.law),
        what: "'\(law.name)' explains the loss by the loss",
        why: "L is on the right side, and no other fitted quantity is named",
        fix: "name the fitted quantity, as in 'accuracy = \(law.formula)', or with \(.metric)")
    }
  }

  /// Refuses settings of the loss if no loss is read.
  private func checkLossOptions() throws {
    guard let metric, !needsLossVariable else { return }
    if let symbol = responseSymbol, let header = columns[.loss] {
      throw Diagnostic(
        origin: Origin(.column),
        what: "loss=\(header) has no effect: the law is fitted to '\(symbol)'",
        why: "its left side names the column that is fitted",
        fix: header == metric
          ? "omit it" : "name the column of '\(symbol)': \(.column, of: symbol, header)")
    }
    if units[.loss] != nil, namesScore(metric) {
      throw Diagnostic(
        origin: Origin(.unit),
        what: "a unit of the loss has no effect: '\(metric)' is fitted",
        why: "'\(metric)' is not a loss in nats, in bits or as perplexity", fix: "omit it")
    }
  }

  /// The names that a formula may use for columns: the headers, and the symbols bound to one.
  public func symbols(besides headers: [String]) -> [String] { headers + bindings.keys.sorted() }
}
