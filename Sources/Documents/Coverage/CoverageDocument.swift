package import ScalingLaws
package import Statistics
import Studies

package struct CoverageDocument: Document {
  package static let identifier = "coverage"
  package static let title = "Coverage of intervals"
  package static let writers = "`coverage`"
  package static let summary = "What `echelle coverage --format json` writes."

  package let studies: [Study]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case studies
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .studies:
      Field("A study for each dataset or group.", .countAtLeast(1))
    }
  }
}

extension CoverageDocument {
  package struct Study: Described {
    package static let summary = "The simulated sets of one dataset or group."

    package let dataset: String
    package let law: String
    package let formula: String
    package let truth: String
    package let objective: String
    package let level: Double
    package let noise: String
    package let sigma: Double
    package let sigmaIsRelative: Bool
    package let sets: Int
    package let failedSets: Int
    package let runs: Int
    package let replicates: Int
    package let compute: Double
    package let chosen: [String: Int]
    package let figures: [Figure]
    package let provenance: Provenance
    package let remarks: [Remark]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case dataset, law, formula, truth, objective, level, noise, sigma, sigmaIsRelative, sets
      case failedSets, runs, replicates, compute, chosen, figures, provenance, remarks
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .dataset: "The name of the dataset."
      case .law: "The name of the law that is fitted."
      case .formula: "That law."
      case .truth: "The law that is true."
      case .objective: "The objective, such as huber:0.001."
      case .level:
        Field("The level of the intervals.", .positive, .below(1))
      case .noise:
        Field("The distribution of the noise.", .among(CoverageNoise.allCases.map(\.rawValue)))
      case .sigma:
        Field("The standard deviation of the noise.", .positive)
      case .sigmaIsRelative:
        Field("Whether it is that of the logarithm; otherwise it has the unit of the loss.")
      case .sets:
        Field("The number of simulated sets.", .atLeast(1))
      case .failedSets:
        Field("The number of sets that could not be fitted.", .nonNegative)
      case .runs:
        Field("The number of runs in each set.", .atLeast(1))
      case .replicates:
        Field("The number of replicates, or draws, of each fit.", .atLeast(2))
      case .compute:
        Field("The budget of N* and L, in FLOP.", .positive)
      case .chosen: "The number of sets in which auto chose each method."
      case .figures:
        Field("The figures.", .countAtLeast(1))
      case .provenance: "The software and settings of the fit to the runs."
      case .remarks: "Caveats about that fit, most severe first."
      }
    }
  }
}

extension CoverageDocument {
  package struct Figure: Described {
    package static let summary = "A figure with known true value."

    package let name: String
    package let truth: Double
    package let widthIsLogarithmic: Bool
    package let idealWidth: Nullable<Double>
    package let methods: [Score]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case name, truth, widthIsLogarithmic, idealWidth, methods
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .name: "A coefficient, a, b, N* or L."
      case .truth: "Its true value."
      case .widthIsLogarithmic: "Whether widths are those of its natural logarithm."
      case .idealWidth:
        Field(
          "The width of an interval from the true covariance by least squares; null where there is none.",
          .positive)
      case .methods:
        Field("How each method of intervals does.", .countAtLeast(1))
      }
    }
  }
}

extension CoverageDocument {
  package struct Score: Described {
    package static let summary = "How often the intervals of one method contain the true value."

    package let method: String
    package let intervals: Int
    package let hits: Int
    package let coverage: Nullable<Estimate>
    package let medianWidth: Nullable<Double>
    package let relativeWidth: Nullable<Double>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case method, intervals, hits, coverage, medianWidth, relativeWidth
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .method:
        Field("The method.", .among(IntervalMethod.allCases.map(\.rawValue)))
      case .intervals:
        Field("The number of sets with an interval.", .nonNegative)
      case .hits:
        Field("The number of intervals that contain the true value.", .nonNegative)
      case .coverage: "The share that does, with its Wilson interval; null without intervals."
      case .medianWidth:
        Field("The median width; null where it is infinite or there is none.", .nonNegative)
      case .relativeWidth:
        Field("The median width over the ideal one; null where there is none.", .nonNegative)
      }
    }
  }
}
