import Statistics
import Testing

@Suite struct QuantileTests {
  static let values = [3.5, -1.25, 7, 2, 0.125, 11, 4.75]

  /// `numpy.quantile(values, p)`, NumPy 2.4.
  @Test(
    arguments: [
      (0, -1.25), (0.01, -1.1675), (0.025, -1.04375), (0.1, -0.4249999999999998), (0.25, 1.0625),
      (1.0 / 3, 2), (0.5, 3.5), (0.6, 4.25), (0.75, 5.875), (0.9, 8.600000000000001),
      (0.975, 10.399999999999999), (0.99, 10.759999999999998), (1, 11),
    ] as [(Double, Double)])
  func agreesWithNumPy(_ p: Double, _ expected: Double) {
    expectClose(quantile(p, ofSorted: Self.values.sorted()), expected)
  }

  @Test(arguments: [0, 0.3, 0.5, 1])
  func ofOneValue(_ p: Double) {
    #expect(quantile(p, ofSorted: [2.5]) == 2.5)
  }

  @Test func infinitiesAreNotInterpolated() {
    let sorted = [-Double.infinity, -.infinity, 1, 2, .infinity]
    #expect(quantile(0, ofSorted: sorted) == -.infinity)
    #expect(quantile(0.1, ofSorted: sorted) == -.infinity)
    #expect(quantile(0.3, ofSorted: sorted) == -.infinity)
    #expect(quantile(0.45, ofSorted: sorted) == 1)
    #expect(quantile(0.625, ofSorted: sorted) == 1.5)
    #expect(quantile(0.8, ofSorted: sorted) == 2)
    #expect(quantile(0.95, ofSorted: sorted) == .infinity)
    #expect(quantile(1, ofSorted: sorted) == .infinity)
  }

  @Test func medianOfUnsortedValues() {
    #expect(median(of: [3, 1, 2]) == 2)
    #expect(median(of: [4, 1, 3, 2]) == 2.5)
  }

  @Test(
    arguments: [
      ([1.0, 2, 3, 4], 1.290994448735805628393),
      ([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16], 5.477225575051661134569),
      ([5, 5, 5], 0),
    ] as [([Double], Double)])
  func standardDeviations(_ values: [Double], _ expected: Double) {
    expectClose(standardDeviation(of: values), expected)
  }

  @Test(arguments: [[], [1], [1, .infinity], [1, .nan, 2]] as [[Double]])
  func standardDeviationThatIsNotThere(_ values: [Double]) {
    #expect(standardDeviation(of: values).isNaN)
  }
}
