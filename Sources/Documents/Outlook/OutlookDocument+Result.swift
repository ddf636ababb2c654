package import EnergyModel
import Statistics

extension OutlookDocument {
  /// An outlook and the trends it rests on.
  package init(_ outlook: Outlook, trends: Trends) {
    func factor(_ estimate: Estimate) -> UnitEstimate {
      UnitEstimate(estimate: estimate, unit: "1")
    }
    let wattsPerMegawatt = 1e6
    base = Base(
      name: outlook.base.name, year: outlook.base.year,
      power: outlook.base.power / wattsPerMegawatt, source: outlook.base.source.citation)
    years = outlook.years.map {
      Year(
        year: $0.year,
        power: UnitEstimate(estimate: $0.power.scaled(by: 1 / wattsPerMegawatt), unit: "MW"),
        relativeEnergy: factor($0.relativeEnergy), relativeCompute: factor($0.relativeCompute),
        relativeEfficiency: factor($0.relativeEfficiency))
    }
    growth = Growth(
      power: factor(outlook.powerGrowth), energy: factor(outlook.energyGrowth),
      efficiency: factor(outlook.efficiencyGrowth), compute: factor(outlook.computeGrowth),
      efficiencyForConstantPower: factor(outlook.efficiencyForConstantPower))
    shareThatTurns = outlook.shareThatTurns
    observed = trends.observed.map {
      Observed(
        name: $0.name, value: $0.value, lower: $0.lower, upper: $0.upper,
        source: $0.source.citation)
    }
    sectors = trends.sectors.map {
      Sector(
        scope: $0.scope, year: $0.year, lower: $0.terawattHours.lowerBound,
        upper: $0.terawattHours.upperBound, source: $0.source.citation)
    }
    assumptions = TrendQuantity.allCases.compactMap { quantity in
      trends.growth[quantity].map {
        Assumption(
          quantity: quantity.rawValue, median: $0.distribution.median,
          source: $0.source.citation, evidence: $0.source.evidence.rawValue)
      }
    }
  }
}
