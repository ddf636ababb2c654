package import ScalingLaws

package struct FitsDocument: Document {
  package static let identifier = "fits"
  package static let title = "Several fitted scaling laws"
  package static let writers = "`fit`, for several tables or groups, or if some failed"
  package static let summary =
    "What `echelle fit --format json` writes for several datasets or groups, or where "
    + "some failed."

  package let fits: [FittedLaw]
  package let failures: [FailedDataset]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case fits, failures
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .fits:
      Field("The fits, in the order of the paths and groups.", .countAtLeast(1))
    case .failures: "Inputs that could not be fitted."
    }
  }
}
