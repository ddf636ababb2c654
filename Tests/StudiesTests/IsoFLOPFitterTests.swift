import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Studies
import Testing
import TrainingRuns

@Suite struct IsoFLOPFitterTests {
  /// Parabolas with known minima: both curves find them, and the exponents, exactly.
  @Test(arguments: ProfileCurve.allCases)
  func findsExactParabolas(_ curve: ProfileCurve) async throws {
    let runs = try runTable(profiles { 2.5 + 0.1 * $0 * $0 })
    let fit = try await fitProfiles(runs) { $0.curve = curve }
    let law = try #require(fit.law)
    #expect(abs(law.parameterExponent.value - 0.53) < 1e-10)
    #expect(abs(law.tokenExponent.value - 0.47) < 1e-10)
    #expect(law.pointCount == 6)
    expectClose(
      fit.profiles.compactMap { $0.outcomes[curve]?.optimum?.parameterCount.value },
      fit.profiles.map { 0.3 * pow($0.compute, 0.53) }, tolerance: 1e-9)
    expectClose(
      fit.profiles.compactMap { $0.outcomes[curve]?.optimum?.tokenCount.value },
      fit.profiles.map { pow($0.compute, 0.47) / 1.8 }, tolerance: 1e-9)
    expectClose(
      fit.profiles.compactMap { $0.outcomes[curve]?.optimum?.loss.value },
      Array(repeating: 2.5, count: 6), tolerance: 1e-12)
  }

  /// A leaning profile: the cubic finds its minimum, the parabola misses it by a known amount.
  @Test func cubicsFollowLeaningProfiles() async throws {
    let rows = profiles { 2.5 + 0.1 * $0 * $0 - 0.012 * $0 * $0 * $0 }
    let fit = try await fitProfiles(try runTable(rows))
    for profile in fit.profiles {
      let best = 0.3 * pow(profile.compute, 0.53)
      let cubic = try #require(profile.outcomes[.cubic]?.optimum)
      let parabola = try #require(profile.outcomes[.parabola]?.optimum)
      #expect(abs(cubic.parameterCount.value / best - 1) < 1e-9)
      // On u = −2, −1.5 … 2, least squares puts u³ as (Σu⁴/Σu²)·u = 2.95u: the minimum is where
      // 0.2u = 0.012 · 2.95.
      #expect(abs(log(parabola.parameterCount.value / best) - 0.012 * 2.95 / 0.2) < 1e-9)
    }
    let difference = try #require(fit.curveDifference)
    #expect(difference.budgetCount == 6)
    #expect(abs(difference.parameterRatio.value - exp(0.177)) < 1e-8)
    #expect(abs(difference.exponent.value) < 1e-9)
  }

  @Test func dependsNeitherOnTheOrderOfRowsNorOnThreads() async throws {
    let rows = profiles { 2.5 + 0.1 * $0 * $0 - 0.012 * $0 * $0 * $0 }.enumerated().map {
      index, row in
      ProfileRow(
        parameters: row.parameters, compute: row.compute * jitter(index * 7),
        loss: row.loss * jitter(index))
    }
    var shuffled = rows
    var order = SystemRandomNumberGenerator()
    shuffled.shuffle(using: &order)
    let first = try await fitProfiles(try runTable(rows)) {
      $0.resampling.replicateCount = 400
      $0.weighting = .inverseVariance
    }
    let second = try await fitProfiles(try runTable(shuffled)) {
      $0.resampling.replicateCount = 400
      $0.resampling.threadCount = 3
      $0.weighting = .inverseVariance
    }
    #expect(first.laws[.cubic]?.count == 2)
    #expect(first.law?.parameterExponent.interval != nil)
    #expect(first.laws == second.laws)
    #expect(first.profiles == second.profiles)
    #expect(first.curveDifference == second.curveDifference)
  }

  /// Runs within the tolerance are one budget, however they scatter, and others are not.
  @Test func dividesComputeIntoBudgets() async throws {
    let rows = profiles { 2.5 + 0.1 * $0 * $0 }.enumerated().map { index, row in
      ProfileRow(
        parameters: row.parameters,
        compute: row.compute * (1 + 0.045 * sin(Double(index))), loss: row.loss)
    }
    let stray = ProfileRow(parameters: 1e8, compute: 1.12e18, loss: 3)
    let runs = try runTable(rows + [stray])
    let wide = try await fitProfiles(runs)
    #expect(wide.profiles.map(\.runCount) == [9, 1, 9, 9, 9, 9, 9])
    #expect(wide.profiles.allSatisfy { $0.computeSpan.upper <= 1.1 * $0.computeSpan.lower })
    let narrow = try await fitProfiles(runs) { $0.tolerance = 0 }
    #expect(narrow.profiles.count == 55)
    #expect(narrow.law == nil)
    #expect(
      narrow.refusal == "0 of 55 budgets have an optimum; a power law needs 3")
  }

  /// Rows dropped by a rule that is not redrawn count like rows that are not there.
  @Test func honoursDrops() async throws {
    var rows = profiles { 2.5 + 0.1 * $0 * $0 }
    for index in rows.indices { rows[index].loss *= jitter(index) }
    let outlier = ProfileRow(parameters: 2e8, compute: 1e18, loss: 9)
    let without = try await fitProfiles(try runTable(rows))
    let dropped = try await fitProfiles(
      try runTable(rows + [outlier], dropHighest: ["loss:1"], redrawDrops: false))
    #expect(without.profiles == dropped.profiles)
    #expect(without.laws == dropped.laws)
    #expect(dropped.dataset.dropped.count == 1)
    let redrawn = try await fitProfiles(try runTable(rows + [outlier], dropHighest: ["loss:1"]))
    #expect(redrawn.redrawsDrops)
    #expect(redrawn.law?.parameterExponent.value == without.law?.parameterExponent.value)
    #expect(redrawn.law != without.law)
  }

  /// Models far from the best run are left out of its curve.
  @Test func fitsWithinAWindow() async throws {
    // A parabola near the minimum, and wings that no polynomial follows.
    let runs = try runTable(
      profiles(sizes: (0..<17).map { -4 + 0.5 * Double($0) }) {
        abs($0) < 1.9 ? 2.5 + 0.1 * $0 * $0 : 2.8 + 0.3 * exp($0)
      })
    let all = try await fitProfiles(runs)
    let near = try await fitProfiles(runs) { $0.window = 6 }
    let best = 0.3 * pow(1e18, 0.53)
    #expect(near.profiles.map(\.sizeCount) == Array(repeating: 7, count: 6))
    let windowed = try #require(near.profiles.first?.outcomes[.cubic]?.optimum)
    #expect(abs(windowed.parameterCount.value / best - 1) < 1e-9)
    let optimum = all.profiles.first?.outcomes[.cubic]?.optimum
    #expect(abs((optimum?.parameterCount.value ?? 0) / best - 1) > 0.1)
  }

  @Test func withoutBootstrapSaysSo() async throws {
    let fit = try await fitProfiles(try runTable(profiles { 2.5 + 0.1 * $0 * $0 })) {
      $0.resampling.replicateCount = 0
      $0.weighting = .inverseVariance
    }
    let exponent = try #require(fit.laws[.cubic]?.first?.parameterExponent)
    #expect(exponent.interval == nil)
    #expect(exponent.reason == "bootstrap disabled")
    #expect(
      fit.refusal
        == "0 of 6 budgets have an optimum with a standard error; a power law needs 3")
  }
}
