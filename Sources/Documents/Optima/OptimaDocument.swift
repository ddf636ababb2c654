package import ScalingLaws
package import Studies

package struct OptimaDocument: Document {
  package static let identifier = "optima"
  package static let title = "Power laws through given optima"
  package static let writers = "`isoflop --optima`"
  package static let summary = "What `echelle isoflop --optima --format json` writes."

  package let fits: [Fit]
  package let failures: [FailedDataset]
  package let provenance: MethodProvenance

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case fits, failures, provenance
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .fits: "The fits, in the order of the groups."
    case .failures: "Inputs that could not be fitted."
    case .provenance: "The software and settings that produced the document."
    }
  }
}

extension OptimaDocument {
  package struct Fit: Described {
    package static let summary = "The power laws of a table or group."

    package let dataset: DatasetSummary
    package let resampling: ResamplingOptions
    package let laws: [AllocationForm]
    package let refusal: Nullable<String>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case dataset, resampling, laws, refusal
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .dataset: "The optima."
      case .resampling:
        Field(
          "How the intervals were computed: optima are resampled, or perturbed by their "
            + "standard errors.")
      case .laws:
        Field("The law with equal weights, then, where standard errors were given, by variance.")
      case .refusal: "Why there is no power law; null where there is one."
      }
    }
  }
}
