package import ScalingLaws
package import Statistics
package import Studies

package struct ApproachesDocument: Document {
  package static let identifier = "approaches"
  package static let title = "The three Chinchilla approaches compared"
  package static let writers = "`approaches`"
  package static let summary = "What `echelle approaches --format json` writes."

  package let remarks: [Remark]
  package let comparisons: [Comparison]
  package let provenance: MethodProvenance

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case remarks, comparisons, provenance
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .remarks:
      Field("Caveats about the fitted laws of all comparisons, most severe first.", added: [])
    case .comparisons: "The comparisons, in the order of the groups."
    case .provenance: "The software and settings that produced the document."
    }
  }
}

extension ApproachesDocument {
  package struct Comparison: Described {
    package static let summary = "The approaches applied to a table or group."

    package let dataset: DatasetSummary
    package let resampling: ResamplingOptions
    package let approaches: [Approach]
    package let remarks: [String]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case dataset, resampling, approaches, remarks
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .dataset: "The runs."
      case .resampling: "How the intervals were computed."
      case .approaches: "The approaches in order; IsoFLOP profiles with both curves."
      case .remarks: "Why the approaches differ, in one or two sentences each."
      }
    }
  }
}

extension ApproachesDocument {
  package struct Approach: Described {
    package static let summary = "An approach."

    package let approach: Int
    package let name: String
    package let a: Nullable<UnitEstimate>
    package let b: Nullable<UnitEstimate>
    package let refusal: Nullable<String>
    package let remarks: [Remark]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case approach, name, a, b, refusal, remarks
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .approach:
        Field("Its number in the Chinchilla paper.", .atLeast(1), .atMost(3))
      case .name: "What it is."
      case .a: "The exponent of N* in C; null where the approach gives none."
      case .b: "The exponent of D* in C; null where the approach gives none."
      case .refusal: "Why it gives no exponents; null where it does."
      case .remarks:
        Field(
          "Caveats about the fitted law, most severe first; empty for an approach without "
            + "one.", added: [])
      }
    }
  }
}
