import Statistics

extension EnergyBacktest {
  /// The accelerator of the inference back-test.
  private static let servingAccelerator = "h100-sxm"

  /// The result of the inference back-test: the goal G4, and one row per measurement.
  ///
  /// The terms of the energy model were chosen knowing the errors for held-out models; errors for held-out
  /// families are the better guide for a new kind of model.
  ///
  /// - Parameters:
  ///   - measurements: Measured serving configurations.
  ///   - tables: The reference tables.
  ///   - level: The level of the intervals.
  /// - Returns: The goal, and the predictions without throughput for held-out models.
  /// - Throws: ``InferenceError``, ``EnergyModelError``.
  public static func inference(
    _ measurements: [InferenceMeasurement], tables: ReferenceTables, level: Double = 0.95
  ) throws -> (goal: BacktestGoal, rows: [BacktestRow]) {
    func test(
      _ fold: InferenceBacktest.Fold, knowsThroughput: Bool
    ) throws -> InferenceBacktest {
      try InferenceBacktest(
        measurements, on: servingAccelerator, tables: tables, knowsThroughput: knowsThroughput,
        leavingOut: fold)
    }
    let (model, family) = try (
      test(.model, knowsThroughput: false), test(.family, knowsThroughput: false)
    )
    let known = try test(.model, knowsThroughput: true)
    func measure(
      _ name: String, _ test: InferenceBacktest, _ quantile: Double, aim: String
    ) -> BacktestGoal.Measure {
      BacktestGoal.Measure(
        name: name, estimate: test.error(quantile: quantile, level: level), aim: aim)
    }
    let goal = BacktestGoal(
      name: "G4",
      setting:
        "energy per output token on H100, leaving out one model at a time; the energy model's terms were "
        + "chosen knowing these errors",
      measures: [
        measure("medianError", model, 0.5, aim: "≤ 20 %"),
        measure("p90Error", model, 0.9, aim: "≤ 50 %"),
        measure("medianErrorWithThroughput", known, 0.5, aim: "≤ 10 %"),
        measure("medianErrorFamilyLeftOut", family, 0.5, aim: "none"),
        measure("p90ErrorFamilyLeftOut", family, 0.9, aim: "none"),
      ], rowCount: model.rows.count)
    let rows = model.rows.map { row in
      BacktestRow(
        goal: "G4",
        name: "\(row.measurement.model), \(row.measurement.workload), "
          + "batch \(Int(row.measurement.configuration.batch.rounded()))",
        evidence: "measured", leftOut: row.measurement.model, quantity: "energy-per-output-token",
        unit: "J", predicted: row.predicted, published: row.measurement.joulesPerOutputToken)
    }
    return (goal, rows)
  }
}
