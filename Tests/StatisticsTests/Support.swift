import Testing

/// Expects `actual` within `ulps` units in the last place of `expected`.
func expectClose(
  _ actual: Double, _ expected: Double, ulps: Double = 4, _ comment: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let error = abs(actual - expected) / expected.ulp
  #expect(
    actual == expected || error <= ulps, "\(actual) and \(expected): \(error) ulp",
    sourceLocation: sourceLocation)
}

/// The mean of `values`.
func mean(of values: [Double]) -> Double {
  values.reduce(0, +) / Double(values.count)
}
