package import ScalingLaws
package import Studies

package struct IsoFLOPDocument: Document {
  package static let identifier = "isoflop"
  package static let title = "IsoFLOP profiles"
  package static let writers = "`isoflop`"
  package static let summary = "What `echelle isoflop --format json` writes."

  package let fits: [Fit]
  package let provenance: MethodProvenance

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case fits, provenance
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .fits: "The fits, in the order of the groups."
    case .provenance: "The software and settings that produced the document."
    }
  }
}

extension IsoFLOPDocument {
  package struct Fit: Described {
    package static let summary = "The profiles of a table or group."

    package let dataset: DatasetSummary
    package let curve: String
    package let tolerance: Double
    package let window: Nullable<Double>
    package let tokenSource: String
    package let largestTokenDeviation: Double
    package let weighted: Bool
    package let weighting: String
    package let resampling: ResamplingOptions
    package let redrawsDrops: Bool
    package let budgets: [Budget]
    package let laws: [AllocationForm]
    package let refusal: Nullable<String>
    package let replicatesWithFewerBudgets: Int
    package let parabolaAgainstCubic: Nullable<Difference>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case dataset, curve, tolerance, window, tokenSource, largestTokenDeviation, weighted
      case weighting, resampling, redrawsDrops, budgets, laws, refusal, replicatesWithFewerBudgets
      case parabolaAgainstCubic
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .dataset: "The runs."
      case .curve:
        Field("The curve whose minima give the result.", .among(["cubic", "parabola"]))
      case .tolerance:
        Field(
          "How far the compute of a budget's runs may exceed the smallest, as a "
            + "fraction.", .nonNegative)
      case .window:
        Field(
          "The factor of N around a budget's best run within which runs are fitted; null "
            + "for all.", .above(1))
      case .tokenSource:
        Field(
          "The source of D*: given, the D of the runs interpolated in log N at N*; or "
            + "from-compute, C/(k·N*), where the runs have no other D.",
          .among(["given", "from-compute"]), added: "from-compute")
      case .largestTokenDeviation:
        Field(
          "The largest |C/(k·N·D) − 1| over the runs; 0 where one of N, D and C was "
            + "computed from the others.", .nonNegative, added: .number(0))
      case .weighted:
        Field("Whether runs have unequal weights.", added: false)
      case .weighting:
        Field(
          "The weights of the optima in the resulting power law.",
          .cases(of: AllocationLaw.Weighting.self))
      case .resampling:
        Field("How the intervals were computed: runs are resampled within budgets.")
      case .redrawsDrops:
        Field(
          "Whether the rules that drop the highest rows were applied again within "
            + "replicates.")
      case .budgets: "The budgets, by increasing compute."
      case .laws: "The power laws: those of the chosen curve, then those of the other."
      case .refusal:
        Field("Why the chosen curve and weighting give no power law; null where they do.")
      case .replicatesWithFewerBudgets:
        Field(
          "The number of replicates that omit a budget because its curve had no interior minimum "
            + "in them.", .nonNegative)
      case .parabolaAgainstCubic:
        Field(
          "The effect of the choice of curve; null where fewer than three budgets have "
            + "both optima.")
      }
    }
  }
}

extension IsoFLOPDocument {
  package struct Budget: Described {
    package static let summary = "The runs of one compute budget."

    package let compute: Double
    package let computeSpan: DatasetSummary.Extent
    package let runs: Int
    package let sizes: Int
    package let parameterSpan: DatasetSummary.Extent
    package let cubic: Outcome
    package let parabola: Outcome

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case compute, computeSpan, runs, sizes, parameterSpan, cubic, parabola
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .compute:
        Field("C, the geometric mean of the runs' compute, in FLOP.", .positive)
      case .computeSpan: "The smallest and the largest compute of the runs, in FLOP."
      case .runs:
        Field("The number of runs.", .nonNegative)
      case .sizes:
        Field("The number of fitted model sizes that differ by 5 % or more.", .nonNegative)
      case .parameterSpan: "The smallest and the largest fitted model, in parameters."
      case .cubic: "The optimum of the cubic."
      case .parabola: "The optimum of the parabola."
      }
    }
  }
}

extension IsoFLOPDocument {
  package struct Outcome: Described {
    package static let summary = "The minimum of a budget's curve, or why it has none."

    package let parameters: Nullable<UnitEstimate>
    package let tokens: Nullable<UnitEstimate>
    package let loss: Nullable<UnitEstimate>
    package let standardErrorOfLogParameters: Nullable<Double>
    package let refusal: Nullable<String>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case parameters, tokens, loss, standardErrorOfLogParameters, refusal
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .parameters: "N*; null where the budget has no optimum."
      case .tokens: "D*, in tokens; null where there is no optimum."
      case .loss: "L*, the curve's value at N*; null where the budget has no optimum."
      case .standardErrorOfLogParameters:
        Field(
          "σ of log N*: half the central 68.27 % of its replicates; null where it could "
            + "not be estimated.", .positive)
      case .refusal:
        Field("Why the curve has no reliable minimum; null where it has one.")
      }
    }
  }
}

extension IsoFLOPDocument {
  package struct Difference: Described {
    package static let summary = "The parabola compared with the cubic."

    package let budgets: Int
    package let exponent: UnitEstimate
    package let parameterRatio: UnitEstimate

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case budgets, exponent, parameterRatio
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .budgets:
        Field("The number of budgets with both optima.", .nonNegative)
      case .exponent: "a of the parabola minus a of the cubic."
      case .parameterRatio:
        Field("The geometric mean of N* of the parabola divided by N* of the cubic.")
      }
    }
  }
}
