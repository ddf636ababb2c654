package import ScalingLaws
package import Statistics
package import Studies

package struct ApproachesDocument: Document {
  package static let identifier = "approaches"
  package static let title = "The three approaches side by side"
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
      Field("What limits the fitted laws of all comparisons, the gravest first.", added: [])
    case .comparisons: "The comparisons, in the order of the groups."
    case .provenance: "With what the document was made."
    }
  }
}

extension ApproachesDocument {
  package struct Comparison: Described {
    package static let summary = "The approaches on a table or group."

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
      case .resampling: "How the intervals were found."
      case .approaches: "The approaches in order; the IsoFLOP profiles by either curve."
      case .remarks: "Why the approaches differ, a sentence or two each."
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
      case .refusal: "Why it gives none; null where it does."
      case .remarks:
        Field(
          "What limits the fitted law, the gravest first; empty for an approach without "
            + "one.", added: [])
      }
    }
  }
}
