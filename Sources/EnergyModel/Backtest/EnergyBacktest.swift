/// Predicted compared with published energy and power.
///
/// No parameter is fitted to a row it is scored on: the row's study or system is
/// held out when the row is predicted.
public struct EnergyBacktest: Sendable {
  /// The level of the intervals that are checked for coverage.
  public static let predictionLevel = 0.8

  private let tables: ReferenceTables

  /// A back-test with the accelerators of `tables`.
  public init(tables: ReferenceTables) {
    self.tables = tables
  }

  /// All rows of the goals G0 to G3, in that order.
  ///
  /// - Parameters:
  ///   - runs: Published training runs.
  ///   - nodes: Measured node powers.
  /// - Returns: The rows that have the inputs their goal needs.
  /// - Throws: ``EnergyModelError`` for an accelerator missing from the tables.
  public func rows(
    runs: [PublishedRun], nodes: [NodePowerMeasurement]
  ) throws -> [BacktestRow] {
    ArithmeticBacktest.accounting(runs) + ArithmeticBacktest.achievedRate(runs)
      + (try NodePowerBacktest(tables: tables).rows(nodes))
      + (try measured(runs: runs, nodes: nodes))
  }

  /// Runs with measured power, predicted from compute, size, chip and precision without their study.
  private func measured(
    runs: [PublishedRun], nodes: [NodePowerMeasurement]
  ) throws -> [BacktestRow] {
    let scored = runs.filter { $0.kind == .measured && $0.energy != nil && $0.compute != nil }
    let studies = Set(scored.map(\.study)).sorted()
    let predictors = try Dictionary(
      uniqueKeysWithValues: studies.map { study in
        (
          study,
          try EnergyPredictor(
            tables: tables, runs: runs.filter { $0.study != study },
            nodes: nodes.filter { $0.study != study })
        )
      })
    return try scored.compactMap { run in
      guard let energy = run.energy,
        let predicted = try predictors[run.study]?.energy(of: run, level: Self.predictionLevel)
      else { return nil }
      return BacktestRow(
        goal: "G3", name: run.model, evidence: run.kind.rawValue, leftOut: run.study,
        quantity: "energy", unit: "MWh", predicted: predicted.value, published: energy,
        interval: predicted.interval)
    }
  }
}
