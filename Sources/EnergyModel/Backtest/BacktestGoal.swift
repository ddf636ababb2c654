public import Statistics

/// The result of a back-test for one goal.
public struct BacktestGoal: Sendable, Equatable {
  /// A figure of a goal.
  public struct Measure: Sendable, Equatable {
    /// Its key in documents, such as `medianError`.
    public var name: String
    /// The figure, with an interval or the reason for its absence.
    public var estimate: Estimate
    /// The target, as text.
    public var aim: String

    /// Makes a figure.
    public init(name: String, estimate: Estimate, aim: String) {
      self.name = name
      self.estimate = estimate
      self.aim = aim
    }
  }

  /// `G0` to `G5`.
  public var name: String
  /// The inputs, the predicted quantity and what is held out.
  public var setting: String
  /// The figures.
  public var measures: [Measure]
  /// The number of rows that count.
  public var rowCount: Int
  /// Rows that do not count, with the reason.
  public var excused: [BacktestRow]

  /// Makes a goal.
  public init(
    name: String, setting: String, measures: [Measure], rowCount: Int, excused: [BacktestRow] = []
  ) {
    self.name = name
    self.setting = setting
    self.measures = measures
    self.rowCount = rowCount
    self.excused = excused
  }
}

extension EnergyBacktest {
  /// The results of `rows` for the goals G0 to G3.
  ///
  /// - Parameters:
  ///   - rows: Rows of ``rows(runs:nodes:)``.
  ///   - level: The level of the intervals.
  /// - Returns: The goals in order.
  public static func goals(_ rows: [BacktestRow], level: Double = 0.95) -> [BacktestGoal] {
    func part(_ goal: String) -> [BacktestRow] { rows.filter { $0.goal == goal } }
    let arithmetic = part("G0")
    let counted = arithmetic.filter { $0.excuse == nil }
    let (rate, power, energy) = (part("G1"), part("G2"), part("G3"))
    func greatest(_ rows: [BacktestRow], aim: String) -> BacktestGoal.Measure {
      BacktestGoal.Measure(
        name: "maxError",
        estimate: .missing(
          rows.maxError ?? .nan,
          because: rows.isEmpty ? "there are no rows" : "the maximum over the rows, not an estimate"
        ),
        aim: aim)
    }
    func share(
      _ name: String, aim: String, _ condition: (BacktestRow) -> Bool
    ) -> BacktestGoal.Measure {
      BacktestGoal.Measure(
        name: name, estimate: energy.share(level: level, condition), aim: aim)
    }
    return [
      BacktestGoal(
        name: "G0", setting: "arithmetic alone, with hours, watts and PUE as inputs",
        measures: [greatest(counted, aim: "≤ 1 %")], rowCount: counted.count,
        excused: arithmetic.filter { $0.excuse != nil }),
      BacktestGoal(
        name: "G1", setting: "energy from compute, achieved FLOP/s, measured watts and PUE",
        measures: [greatest(rate, aim: "≤ 2 %")], rowCount: rate.count),
      BacktestGoal(
        name: "G2",
        setting: "node power from rating and workload class, leaving out one system at a time",
        measures: [
          BacktestGoal.Measure(
            name: "medianError", estimate: power.medianError(level: level), aim: "≤ 10 %"),
          greatest(power, aim: "≤ 25 %"),
        ], rowCount: power.count),
      BacktestGoal(
        name: "G3",
        setting: "energy from N, D (or C), chip and precision, leaving out one study at a time",
        measures: [
          BacktestGoal.Measure(
            name: "medianError", estimate: energy.medianError(level: level), aim: "≤ 25 %"),
          share("within1_5", aim: "≥ 80 %") { $0.factor <= 1.5 },
          share("within2", aim: "100 %") { $0.factor <= 2 },
          share("coverage80", aim: "80 %") { row in
            row.interval.map { $0.lower <= row.published && row.published <= $0.upper } ?? false
          },
        ], rowCount: energy.count),
    ]
  }
}
