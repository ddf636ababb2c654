import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Studies
import Testing

/// Budgets without an interior minimum, and what is said of them.
@Suite struct IsoFLOPRefusalTests {
  /// The refusal of the only budget of a table.
  private func refusal(
    _ curve: ProfileCurve = .cubic, sizes: [Double], loss: (Double) -> Double
  ) async throws -> String? {
    let rows = profiles(compute: [1e18], sizes: sizes, loss: loss).enumerated().map { index, row in
      ProfileRow(
        parameters: Double(index + 1) * 1e6, compute: row.compute, loss: row.loss)
    }
    let fit = try await fitProfiles(try runTable(rows)) { $0.curve = curve }
    #expect(fit.law == nil)
    #expect(fit.refusal?.hasSuffix("of 1 budget have an optimum; a power law needs 3") == true)
    return fit.profiles.first?.outcomes[curve]?.refusal?.description
  }

  private let seven = (0..<7).map { Double($0) }

  @Test func tellsTheReason() async throws {
    #expect(
      try await refusal(sizes: seven) { 3 - 0.1 * $0 }
        == """
        the minimum is at the largest model, N = 7000000: the optimum may lie above it
        """)
    #expect(
      try await refusal(sizes: seven) { 3 + 0.1 * $0 }
        == """
        the minimum is at the smallest model, N = 1000000: the optimum may lie below it
        """)
    #expect(
      try await refusal(.parabola, sizes: seven) { 3 - 0.1 * ($0 - 3.5) * ($0 - 3.5) }
        == "the parabola opens downwards and has no minimum")
    #expect(
      try await refusal(sizes: Array(seven.prefix(4))) { 3 + 0.1 * ($0 - 2) * ($0 - 2) }
        == "4 model sizes; a cubic needs 5, one more than its coefficients")
    #expect(
      try await refusal(.parabola, sizes: Array(seven.prefix(1))) { _ in 3 }
        == "1 model size; a parabola needs 4, one more than its coefficients")
  }

  /// Sizes that differ by less than 5 % are one.
  @Test func nearlyEqualSizesAreOne() async throws {
    let rows = profiles(
      compute: [1e18], sizes: [-1, -0.99, -0.98, 0, 0.01, 1, 1.01]
    ) { 2.5 + 0.1 * $0 * $0 }
    let fit = try await fitProfiles(try runTable(rows))
    #expect(fit.profiles.first?.sizeCount == 3)
    #expect(fit.profiles.first?.runCount == 7)
  }

  /// A refused budget takes no part in the power law, and the others do.
  @Test func otherBudgetsStand() async throws {
    var rows = profiles { 2.5 + 0.1 * $0 * $0 }
    rows += profiles(compute: [1e22], sizes: [-3, -2.5, -2, -1.5, -1]) { 2.5 + 0.1 * $0 * $0 }
    let fit = try await fitProfiles(try runTable(rows))
    #expect(fit.profiles.count == 7)
    #expect(fit.profiles.last?.outcomes[.cubic]?.optimum == nil)
    let law = try #require(fit.law)
    #expect(law.pointCount == 6)
    #expect(abs(law.parameterExponent.value - 0.53) < 1e-10)
  }

  /// A minimum that some resamples do not have: the interval is unbounded on that side, and says so.
  @Test func unboundedIntervalsAreTold() async throws {
    let rows = profiles(sizes: [-2, -1.6, -1.2, -0.8, -0.4, 0, 0.05, 0.1]) {
      2.5 + 0.1 * $0 * $0
    }.enumerated().map { index, row in
      ProfileRow(
        parameters: row.parameters, compute: row.compute, loss: row.loss * jitter(index))
    }
    let fit = try await fitProfiles(try runTable(rows)) {
      $0.curve = .parabola
      $0.resampling.replicateCount = 400
    }
    let optima = fit.profiles.compactMap { $0.outcomes[.parabola]?.optimum?.parameterCount }
    let unbounded = try #require(optima.first { $0.interval?.upper == .infinity })
    #expect(unbounded.standardError == nil)
    #expect(
      unbounded.reason?.hasPrefix("the optimum lies beyond the data in ") == true)
    #expect(fit.replicatesWithFewerBudgets > 0)
  }
}
