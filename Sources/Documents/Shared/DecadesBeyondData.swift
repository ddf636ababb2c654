package import ScalingLaws

/// How far a point lies beyond the runs, in decades: above 0 beyond the largest, below 0 under the
/// smallest, 0 within.
package struct DecadesBeyondData: Described {
  package let compute: Nullable<Double>
  package let parameterCount: Nullable<Double>
  package let tokenCount: Nullable<Double>

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case compute, parameterCount, tokenCount
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .compute:
      Field(
        "In C: above 0 beyond the largest run, below 0 below the smallest; "
          + "null where C is absent or unbounded.")
    case .parameterCount:
      Field(
        "In N: above 0 beyond the largest run, below 0 below the smallest; "
          + "null where N is absent or unbounded.")
    case .tokenCount:
      Field(
        "In D: above 0 beyond the largest run, below 0 below the smallest; "
          + "null where D is absent or unbounded.")
    }
  }
}

extension DecadesBeyondData {
  package init(_ distance: RunDistance) {
    compute = Nullable(distance.compute)
    parameterCount = Nullable(distance.parameterCount)
    tokenCount = Nullable(distance.tokenCount)
  }

  /// The cells of N, D and C.
  package var cells: [String?] {
    [parameterCount, tokenCount, compute].map { CSVText.number($0.value) }
  }
}
