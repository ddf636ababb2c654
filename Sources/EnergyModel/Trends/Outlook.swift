public import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Where frontier training is heading: its compute against the efficiency of doing it.
///
///     E(t) = E₀ (g_C / (g_eff · g_MFU · g_prec))^t       energy of a run
///     P(t) = P₀ (g_C / (g_eff · g_MFU · g_prec · g_run))^t   power while it runs
///
/// with a factor g a year for each quantity, constant over the years of one draw.
public struct Outlook: Sendable {
  /// The run that the outlook starts from.
  public var base: FrontierRun
  /// A row for each year, from that of the base.
  public var years: [Year]
  /// The growth of power that follows from the trends, a factor a year.
  public var powerGrowth: Estimate
  /// The growth of the energy of a run, a factor a year.
  public var energyGrowth: Estimate
  /// The growth of efficiency, all parts together, a factor a year.
  public var efficiencyGrowth: Estimate
  /// The growth of compute, a factor a year.
  public var computeGrowth: Estimate
  /// The efficiency growth at which the power of runs would stay as it is.
  public var efficiencyForConstantPower: Estimate
  /// The share of the draws in which efficiency outgrows compute.
  public var shareThatTurns: Double

  /// What a year is to bring.
  public struct Year: Sendable {
    /// The year.
    public var year: Int
    /// The power of a frontier run, in W.
    public var power: Estimate
    /// The energy of a run over that of the base.
    public var relativeEnergy: Estimate
    /// C over that of the base.
    public var relativeCompute: Estimate
    /// FLOP per joule over those of the base.
    public var relativeEfficiency: Estimate
  }

  /// The growth of one draw.
  private struct Draw {
    let compute: Double
    let efficiency: Double
    let runLength: Double

    var energy: Double { compute / efficiency }
    var power: Double { energy / runLength }
  }

  /// The outlook to a year.
  ///
  /// - Parameters:
  ///   - trends: The growth of each quantity, and runs to start from: the latest counts.
  ///   - year: The last year, after that of the base.
  ///   - count: How many draws are made.
  ///   - seed: The seed of the draws.
  ///   - level: The level of the intervals.
  /// - Throws: ``EnergyModelError/outlookInThePast(_:base:)``.
  public init(
    _ trends: Trends, to year: Int, count: Int = 4000, seed: UInt64, level: Double
  ) throws(EnergyModelError) {
    guard let base = trends.frontier.max(by: { $0.year < $1.year }), year > base.year else {
      throw .outlookInThePast(year, base: trends.frontier.map(\.year).max() ?? 0)
    }
    func growth(_ value: (TrendQuantity) -> Double) -> Draw {
      Draw(
        compute: value(.trainingCompute),
        efficiency: value(.hardwareEfficiency) * value(.utilization) * value(.precision),
        runLength: value(.runLength))
    }
    let point = growth { trends.growth[$0]?.distribution.median ?? 1 }
    let draws = (0..<count).map { index -> Draw in
      var stream = RandomStream(seed: seed, purpose: .outlook, index: index)
      let values = Dictionary(
        uniqueKeysWithValues: TrendQuantity.allCases.map { quantity in
          (quantity, trends.growth[quantity]?.distribution.quantile(stream.uniform()) ?? 1)
        })
      return growth { values[$0] ?? 1 }
    }
    func estimate(_ quantity: (Draw) -> Double) -> Estimate {
      Draws(draws.map(quantity), level: level, method: .monteCarloPercentile)
        .estimate(of: quantity(point))
    }
    self.base = base
    years = (base.year...year).map { year in
      let years = Double(year - base.year)
      // The base is the run that was observed.
      guard year > base.year else {
        return Year(
          year: year, power: .input(base.power), relativeEnergy: .computed(1),
          relativeCompute: .computed(1), relativeEfficiency: .computed(1))
      }
      return Year(
        year: year, power: estimate { base.power * pow($0.power, years) },
        relativeEnergy: estimate { pow($0.energy, years) },
        relativeCompute: estimate { pow($0.compute, years) },
        relativeEfficiency: estimate { pow($0.efficiency, years) })
    }
    powerGrowth = estimate(\.power)
    energyGrowth = estimate(\.energy)
    efficiencyGrowth = estimate(\.efficiency)
    computeGrowth = estimate(\.compute)
    efficiencyForConstantPower = estimate { $0.compute / $0.runLength }
    shareThatTurns = Double(draws.count { $0.power <= 1 }) / Double(max(draws.count, 1))
  }
}
