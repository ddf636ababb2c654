public import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The outlook for frontier training: growth of compute against growth of efficiency.
///
///     E(t) = E₀ (g_C / (g_eff · g_MFU · g_prec))^t       energy of a run
///     P(t) = P₀ (g_C / (g_eff · g_MFU · g_prec · g_run))^t   power of a run
///
/// with an annual growth factor g for each quantity, constant over the years of one draw.
public struct Outlook: Sendable {
  /// The run that the outlook starts from.
  public var base: FrontierRun
  /// One row per year, from that of the base.
  public var years: [Year]
  /// The growth of power implied by the trends, a factor per year.
  public var powerGrowth: Estimate
  /// The growth of the energy of a run, a factor per year.
  public var energyGrowth: Estimate
  /// The total growth of efficiency, a factor per year.
  public var efficiencyGrowth: Estimate
  /// The growth of compute, a factor per year.
  public var computeGrowth: Estimate
  /// The efficiency growth that would keep the power of runs constant.
  public var efficiencyForConstantPower: Estimate
  /// The share of the draws in which efficiency outgrows compute.
  public var shareThatTurns: Double

  /// The projection for one year.
  public struct Year: Sendable {
    /// The year.
    public var year: Int
    /// The power of a frontier run, in W.
    public var power: Estimate
    /// The energy of a run over that of the base.
    public var relativeEnergy: Estimate
    /// C over that of the base.
    public var relativeCompute: Estimate
    /// FLOP per joule over that of the base.
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
  ///   - trends: The growth of each quantity, and runs to start from, of which the latest is used.
  ///   - year: The last year, after that of the base.
  ///   - count: The number of draws.
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
      // The base is an observed run.
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
