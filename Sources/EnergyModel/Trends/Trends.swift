import Diagnostics
public import Statistics

/// The components of the growth of frontier training, and observations of it.
public struct Trends: Sendable {
  /// The annual growth factor of each quantity.
  public var growth: [TrendQuantity: Growth]
  /// Observed growth of power.
  public var observed: [ObservedGrowth]
  /// The power of large training runs, by year.
  public var frontier: [FrontierRun]
  /// Electricity use of whole sectors.
  public var sectors: [SectorFigure]

  /// An annual growth factor, with its source.
  public struct Growth: Sendable, Equatable {
    /// The distribution of the factor.
    public var distribution: Distribution
    /// Its source.
    public var source: Source
  }
}

/// A quantity that grows from year to year.
public enum TrendQuantity: String, CaseIterable, Sendable {
  /// C of frontier training runs.
  case trainingCompute = "training-compute"
  /// FLOP per joule of accelerators, at 16 bits.
  case hardwareEfficiency = "hardware-efficiency"
  /// Model FLOP utilization.
  case utilization
  /// The efficiency gain of lower precision.
  case precision
  /// The duration of a training run.
  case runLength = "run-length"
}

/// An observed growth.
public struct ObservedGrowth: Sendable, Equatable {
  /// The observed quantity.
  public var name: String
  /// The factor per year.
  public var value: Double
  /// The ends of the reported range.
  public var lower: Double
  /// The ends of the reported range.
  public var upper: Double
  /// Its source.
  public var source: Source
}

/// The power of a large training run.
public struct FrontierRun: Sendable, Equatable {
  /// The model.
  public var name: String
  /// The year.
  public var year: Int
  /// W.
  public var power: Double
  /// Its source.
  public var source: Source
}

/// Electricity use of a sector in a year.
public struct SectorFigure: Sendable, Equatable {
  /// The sector.
  public var scope: String
  /// The year, past or future.
  public var year: Int
  /// The ends, in TWh; equal if one figure was given.
  public var terawattHours: ClosedRange<Double>
  /// Its source.
  public var source: Source
}

extension Trends {
  /// Reads the tables from the first folder that has them.
  ///
  /// - Throws: ``EnergyModelError/missingTable(path:searched:)``; `Diagnostic` for errors in a
  ///   file, with their location.
  public static func load(from directories: [String]) throws -> Trends {
    func table(_ name: String, texts: [String], numbers: [String]) throws -> ReferenceTable {
      try ReferenceTable(
        path: try ReferenceTables.locate("energy-trends/\(name).csv", in: directories),
        texts: texts + ["source", "evidence"], numbers: numbers)
    }
    let growth = try table(
      "trends", texts: ["quantity", "kind"], numbers: ["value", "lower", "upper", "level"])
    try growth.requireUnique(["quantity"])
    let observed = try table(
      "observed", texts: ["name"], numbers: ["value", "lower", "upper"])
    let frontier = try table("frontier", texts: ["name"], numbers: ["year", "power_mw"])
    let sectors = try table(
      "sectors", texts: ["scope"], numbers: ["year", "lower_twh", "upper_twh"])
    let trends = Trends(
      growth: try Dictionary(
        uniqueKeysWithValues: (0..<growth.rowCount).map { row in
          (
            try growth.choice("quantity", row) as TrendQuantity,
            Growth(
              distribution: try readDistribution(growth, row), source: try growth.source(row))
          )
        }),
      observed: try (0..<observed.rowCount).map { row in
        ObservedGrowth(
          name: try observed.requiredText("name", row),
          value: try observed.requiredNumber("value", row),
          lower: try observed.requiredNumber("lower", row),
          upper: try observed.requiredNumber("upper", row), source: try observed.source(row))
      },
      frontier: try (0..<frontier.rowCount).map { row in
        FrontierRun(
          name: try frontier.requiredText("name", row), year: try frontier.year("year", row),
          power: try frontier.requiredNumber("power_mw", row) * 1e6,
          source: try frontier.source(row))
      },
      sectors: try (0..<sectors.rowCount).map { row in
        let lower = try sectors.requiredNumber("lower_twh", row)
        let upper = try sectors.requiredNumber("upper_twh", row)
        guard lower <= upper else {
          throw sectors.fault("upper_twh", row, "expected at least \(lower), found \(upper)")
        }
        return SectorFigure(
          scope: try sectors.requiredText("scope", row), year: try sectors.year("year", row),
          terawattHours: lower...upper, source: try sectors.source(row))
      })
    for quantity in TrendQuantity.allCases where trends.growth[quantity] == nil {
      throw growth.fault(
        "quantity", 0, "missing row for '\(quantity.rawValue)'",
        why: "the growth of power is computed from all quantities", fix: "add the row")
    }
    return trends
  }
}
