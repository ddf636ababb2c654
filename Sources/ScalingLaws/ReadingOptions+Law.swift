import Diagnostics
public import TrainingRuns

extension ReadingOptions {
  /// Asks for the columns that any of `laws` depends on, and for what they are of.
  ///
  /// - Parameters:
  ///   - laws: The laws, all of one quantity.
  ///   - metric: The column that is fitted in place of the loss; `nil` for what the laws are of.
  /// - Throws: `Diagnostic` where a law of the loss has the loss among its variables, or `metric` is not
  ///   the column that the laws are of.
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
        what: "'\(metric)' contradicts the law, which is of '\(symbol)'",
        why: "both say what is fitted",
        fix: "leave out \(.metric), or write the law without its left side")
    }
    self.metric = metric ?? responseSymbol.map { bindings[$0] ?? $0 }
    needsLossVariable = needed.contains(.loss)
    try checkLossOptions()
    if needsLossVariable, self.metric == nil {
      let law = laws.first { $0.variables.contains(.loss) } ?? laws[0]
      throw Diagnostic(
        origin: Origin(.law),
        what: "'\(law.name)' explains the loss by the loss",
        why: "L is on its right side, and no other column is named as what the law is of",
        fix: "write what it is of, as in 'accuracy = \(law.formula)', or name it by \(.metric)")
    }
  }

  /// Refuses what is said of the loss where no loss is read.
  private func checkLossOptions() throws {
    guard let metric, !needsLossVariable else { return }
    if let symbol = responseSymbol, let header = columns[.loss] {
      throw Diagnostic(
        origin: Origin(.column),
        what: "loss=\(header) has no effect: the law is of '\(symbol)'",
        why: "its left side names the column that is fitted",
        fix: header == metric
          ? "leave it out" : "name the column of '\(symbol)': \(.column, of: symbol, header)")
    }
    if units[.loss] != nil, namesScore(metric) {
      throw Diagnostic(
        origin: Origin(.unit),
        what: "a unit of the loss has no effect: '\(metric)' is fitted",
        why: "'\(metric)' is no loss in nats, bits or as a perplexity", fix: "leave it out")
    }
  }

  /// The names that a formula may use for columns: the headers, and the symbols bound to one.
  public func symbols(besides headers: [String]) -> [String] { headers + bindings.keys.sorted() }
}
