import Diagnostics
public import Statistics

/// What the growth of frontier training is made of, and what was observed of it.
public struct Trends: Sendable {
  /// By what factor each quantity grows in a year.
  public var growth: [TrendQuantity: Growth]
  /// Growth of power that was observed.
  public var observed: [ObservedGrowth]
  /// The power of large training runs, by year.
  public var frontier: [FrontierRun]
  /// The electricity of whole sectors.
  public var sectors: [SectorFigure]

  /// A factor a year, and where it comes from.
  public struct Growth: Sendable, Equatable {
    /// What is known of the factor.
    public var distribution: Distribution
    /// Where that comes from.
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
  /// What formats of fewer bits add to the efficiency.
  case precision
  /// How long a training run takes.
  case runLength = "run-length"
}

/// A growth that was observed.
public struct ObservedGrowth: Sendable, Equatable {
  /// Of what.
  public var name: String
  /// The factor a year.
  public var value: Double
  /// The ends of what is told of it.
  public var lower: Double
  /// The ends of what is told of it.
  public var upper: Double
  /// Where it comes from.
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
  /// Where it comes from.
  public var source: Source
}

/// The electricity of a sector in a year.
public struct SectorFigure: Sendable, Equatable {
  /// Which sector.
  public var scope: String
  /// The year, past or to come.
  public var year: Int
  /// The ends, in TWh; the same where one figure was given.
  public var terawattHours: ClosedRange<Double>
  /// Where it comes from.
  public var source: Source
}

extension Trends {
  /// Reads the tables of the first directory that has them.
  ///
  /// - Throws: ``EnergyModelError/missingTable(path:searched:)``; `Diagnostic` for faults in a
  ///   file, with their place.
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
        "quantity", 0, "there is no row for '\(quantity.rawValue)'",
        why: "the growth of power follows from all of them", fix: "add one")
    }
    return trends
  }
}
