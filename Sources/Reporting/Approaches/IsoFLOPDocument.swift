import ScalingLaws
import Statistics
import Studies

/// IsoFLOP profiles as JSON, and as rows in tidy form.
struct IsoFLOPDocument: Encodable {
  let dataset: DatasetSummary
  let curve: String
  let tolerance: Double
  let window: Nullable<Double>
  let tokenSource: TokenSource
  let largestTokenDeviation: Double
  let weighted: Bool
  let weighting: AllocationLaw.Weighting
  let resampling: ResamplingOptions
  let redrawsDrops: Bool
  let budgets: [Budget]
  let laws: [AllocationListing.Form]
  let refusal: Nullable<String>
  let replicatesWithFewerBudgets: Int
  let parabolaAgainstCubic: Nullable<Difference>
  /// The rows of a tidy table: kind, curve, weighting, FLOP, quantity, then the estimate's cells.
  let rows: [[String?]]

  private enum CodingKeys: String, CodingKey {
    case dataset, curve, tolerance, window, tokenSource, largestTokenDeviation, weighted, weighting
    case resampling, redrawsDrops, budgets, laws, refusal
    case replicatesWithFewerBudgets, parabolaAgainstCubic
  }

  struct Budget: Encodable {
    let compute: Double
    let computeSpan: DatasetSummary.Extent
    let runs: Int
    let sizes: Int
    let parameterSpan: DatasetSummary.Extent
    let cubic: Outcome
    let parabola: Outcome

    init(_ profile: IsoFLOPProfile, lossUnit: String) {
      compute = profile.compute
      computeSpan = profile.computeSpan
      runs = profile.runCount
      sizes = profile.sizeCount
      parameterSpan = profile.parameterSpan
      cubic = Outcome(profile.outcomes[.cubic], lossUnit: lossUnit)
      parabola = Outcome(profile.outcomes[.parabola], lossUnit: lossUnit)
    }
  }

  /// The optimum, or why there is none.
  struct Outcome: Encodable {
    let parameters: Nullable<UnitEstimate>
    let tokens: Nullable<UnitEstimate>
    let loss: Nullable<UnitEstimate>
    let standardErrorOfLogParameters: Nullable<Double>
    let refusal: Nullable<String>
    /// The rows of a tidy table: the quantity, then the estimate's cells.
    let rows: [(quantity: String, cells: [String?])]

    private enum CodingKeys: String, CodingKey {
      case parameters, tokens, loss, standardErrorOfLogParameters, refusal
    }

    init(_ outcome: IsoFLOPOutcome?, lossUnit: String) {
      let optimum = outcome?.optimum
      let figures = [
        ("parameters", optimum?.parameterCount, "parameters"),
        ("tokens", optimum?.tokenCount, "tokens"), ("loss", optimum?.loss, lossUnit),
      ].map { name, estimate, unit in
        (quantity: name, estimate: estimate.map { UnitEstimate(estimate: $0, unit: unit) })
      }
      parameters = Nullable(figures[0].estimate)
      tokens = Nullable(figures[1].estimate)
      loss = Nullable(figures[2].estimate)
      standardErrorOfLogParameters = Nullable(optimum?.logStandardError)
      let reason = outcome?.refusal?.description
      refusal = Nullable(reason)
      rows =
        reason.map { [("parameters", Array(repeating: nil, count: 5) + ["parameters", $0])] }
        ?? figures.compactMap { name, estimate in estimate.map { (name, $0.cells) } }
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
    window = Nullable(fit.window)
    tokenSource = fit.tokenSource
    largestTokenDeviation = fit.largestTokenDeviation
    weighted = fit.isWeighted
    weighting = fit.weighting
    resampling = fit.resampling
    redrawsDrops = fit.redrawsDrops
    refusal = Nullable(fit.refusal)
    replicatesWithFewerBudgets = fit.replicatesWithFewerBudgets
    budgets = fit.profiles.map { Budget($0, lossUnit: fit.dataset.lossUnit) }
    let entries = [fit.curve, fit.curve.other].flatMap { curve in
      (fit.laws[curve] ?? []).map { (curve, $0) }
    }
    laws = entries.map { AllocationListing.Form($1, method: $0.name) }
    parabolaAgainstCubic = Nullable(
      fit.curveDifference.map {
        Difference(
          budgets: $0.budgetCount, exponent: UnitEstimate(estimate: $0.exponent, unit: "1"),
          parameterRatio: UnitEstimate(estimate: $0.parameterRatio, unit: "1"))
      })

    var rows: [[String?]] = []
    for budget in budgets {
      for (curve, outcome) in [("cubic", budget.cubic), ("parabola", budget.parabola)] {
        for row in outcome.rows {
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
