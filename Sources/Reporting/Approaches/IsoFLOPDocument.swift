import ScalingLaws
import Statistics

/// IsoFLOP profiles as JSON, and as rows in tidy form.
struct IsoFLOPDocument: Encodable {
  let dataset: DatasetSummary
  let curve: String
  let tolerance: Double
  let window: Double?
  let weighting: AllocationLaw.Weighting
  let resampling: ResamplingOptions
  let redrawsDrops: Bool
  let budgets: [Budget]
  let laws: [AllocationListing.Form]
  let refusal: String?
  let replicatesWithFewerBudgets: Int
  let parabolaAgainstCubic: Difference?
  /// The rows of a tidy table: kind, curve, weighting, FLOP, quantity, then the estimate's cells.
  let rows: [[String?]]

  private enum CodingKeys: String, CodingKey {
    case dataset, curve, tolerance, window, weighting, resampling, redrawsDrops, budgets, laws,
      refusal
    case replicatesWithFewerBudgets, parabolaAgainstCubic
  }

  struct Budget: Encodable {
    let compute: Double
    let computeSpan: DatasetSummary.Extent
    let runs: Int
    let sizes: Int
    let parameterSpan: DatasetSummary.Extent
    let cubic: Outcome?
    let parabola: Outcome?

    init(_ profile: IsoFLOPProfile, lossUnit: String) {
      compute = profile.compute
      computeSpan = profile.computeSpan
      runs = profile.runCount
      sizes = profile.sizeCount
      parameterSpan = profile.parameterSpan
      cubic = profile.outcomes[.cubic].map { Outcome($0, lossUnit: lossUnit) }
      parabola = profile.outcomes[.parabola].map { Outcome($0, lossUnit: lossUnit) }
    }
  }

  /// The optimum, or why there is none.
  struct Outcome: Encodable {
    var parameters: UnitEstimate?
    var tokens: UnitEstimate?
    var loss: UnitEstimate?
    var standardErrorOfLogParameters: Double?
    var refusal: String?

    init(_ outcome: IsoFLOPOutcome, lossUnit: String) {
      refusal = outcome.refusal?.description
      guard let optimum = outcome.optimum else { return }
      parameters = UnitEstimate(estimate: optimum.parameterCount, unit: "parameters")
      tokens = UnitEstimate(estimate: optimum.tokenCount, unit: "tokens")
      loss = UnitEstimate(estimate: optimum.loss, unit: lossUnit)
      standardErrorOfLogParameters = optimum.logStandardError
    }

    var rows: [(quantity: String, cells: [String?])] {
      let figures = [("parameters", parameters), ("tokens", tokens), ("loss", loss)]
      if let refusal {
        return [("parameters", Array(repeating: nil, count: 5) + ["parameters", refusal])]
      }
      return figures.compactMap { name, figure in figure.map { (name, $0.cells) } }
    }
  }

  struct Difference: Encodable {
    let budgets: Int
    let exponent: UnitEstimate
    let parameterRatio: UnitEstimate
  }

  init(_ fit: IsoFLOPFit) {
    dataset = fit.dataset
    curve = fit.curve.name
    tolerance = fit.tolerance
    window = fit.window
    weighting = fit.weighting
    resampling = fit.resampling
    redrawsDrops = fit.redrawsDrops
    refusal = fit.refusal
    replicatesWithFewerBudgets = fit.replicatesWithFewerBudgets
    budgets = fit.profiles.map { Budget($0, lossUnit: fit.dataset.lossUnit) }
    let entries = [fit.curve, fit.curve.other].flatMap { curve in
      (fit.laws[curve] ?? []).map { (curve, $0) }
    }
    laws = entries.map { AllocationListing.Form($1, method: $0.name) }
    parabolaAgainstCubic = fit.curveDifference.map {
      Difference(
        budgets: $0.budgetCount, exponent: UnitEstimate(estimate: $0.exponent, unit: "1"),
        parameterRatio: UnitEstimate(estimate: $0.parameterRatio, unit: "1"))
    }

    var rows: [[String?]] = []
    for budget in budgets {
      for (curve, outcome) in [("cubic", budget.cubic), ("parabola", budget.parabola)] {
        for row in outcome?.rows ?? [] {
          let place = ["budget", curve, nil, CSVText.number(budget.compute), row.quantity]
          rows.append(place + row.cells)
        }
      }
    }
    for (curve, law) in entries {
      for figure in AllocationListing.figures(law) {
        let place = [
          "law", curve.name, law.weighting.rawValue, CSVText.number(law.referenceCompute),
          figure.quantity,
        ]
        rows.append(place + figure.estimate.cells)
      }
    }
    self.rows = rows
  }
}
