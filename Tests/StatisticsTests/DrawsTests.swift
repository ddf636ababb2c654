import Foundation
import Statistics
import Testing

@Suite struct DrawsTests {
  @Test func interval() {
    let draws = Draws([1, 2, 3], level: 0.5, method: .monteCarloPercentile)
    let estimate = draws.estimate(of: 2)
    #expect(estimate.value == 2 && estimate.standardError == 1 && estimate.reason == nil)
    #expect(
      estimate.interval
        == ConfidenceInterval(level: 0.5, lower: 1.5, upper: 2.5, method: .monteCarloPercentile))
  }

  @Test(arguments: [(0.95, 5.0, 195.0), (0.8, 20, 180), (0.5, 50, 150)])
  func percentiles(_ level: Double, _ lower: Double, _ upper: Double) throws {
    let draws = Draws((0...200).map { Double(($0 * 37) % 201) }, level: level)
    let interval = try #require(draws.estimate(of: 100).interval)
    #expect(interval.level == level && interval.method == .bootstrapPercentile)
    #expect(abs(interval.lower - lower) < 1e-12 && abs(interval.upper - upper) < 1e-12)
  }

  @Test func needsNineInTenDefined() {
    func estimate(missing: Int) -> Estimate {
      Draws(
        (0..<100).map { $0 < missing ? .nan : Double($0) }, level: 0.9,
        orElse: "have no optimum"
      ).estimate(of: 60)
    }
    #expect(estimate(missing: 10).interval != nil)
    #expect(estimate(missing: 10).reason == "10 of 100 replicates have no optimum and are excluded")
    #expect(estimate(missing: 11).interval == nil && estimate(missing: 11).standardError == nil)
    #expect(estimate(missing: 11).reason == "11 of 100 replicates have no optimum")
  }

  @Test func countsReplicatesThatFailed() {
    let draws = Draws(
      [1, 2, .nan], level: 0.9, orElse: "have no optimum", failed: 7,
      failure: "could not be refitted")
    #expect(draws.values.count == 10 && abs(draws.definedShare - 0.2) < 1e-15)
    #expect(
      draws.estimate(of: 1).reason
        == "7 of 10 replicates could not be refitted, 1 of 10 replicates have no optimum")
  }

  @Test func isNeverAroundSomethingElse() {
    let draws = Draws((1...1000).map(Double.init), level: 0.9)
    for value in [0.0, 50, 960, 2000] {
      let estimate = draws.estimate(of: value)
      #expect(estimate.interval == nil)
      #expect(estimate.reason == "the estimate lies outside the bootstrap interval")
    }
  }

  @Test func equalReplicatesSayNothing() {
    let estimate = Draws(Array(repeating: 3, count: 50), level: 0.9).estimate(of: 3)
    #expect(estimate.interval == nil && estimate.basis == .estimate)
    #expect(
      estimate.reason == "all replicates are equal, so the uncertainty is unknown")
  }

  @Test func wildReplicatesMakeNoStandardError() throws {
    let tame = (1...999).map { Double($0) }
    #expect(Draws(tame, level: 0.95).estimate(of: 500).standardError != nil)
    let estimate = Draws(tame + [1e9], level: 0.95).estimate(of: 500)
    #expect(estimate.standardError == nil && estimate.interval != nil)
    #expect(estimate.reason == "a few extreme replicates dominate the standard error")
  }

  @Test func infiniteReplicatesAreValues() throws {
    let draws = Draws(
      (1...90).map(Double.init) + Array(repeating: .infinity, count: 10), level: 0.95)
    let estimate = draws.estimate(of: 40)
    #expect(estimate.standardError == nil && estimate.interval?.upper == .infinity)
    #expect(draws.estimate(of: .infinity).interval?.upper == .infinity)
    #expect(Draws([1, 2, 3], level: 0.95).estimate(of: .infinity).interval == nil)
  }

  @Test func without() {
    let estimate = Draws.none(because: "bootstrap disabled").estimate(of: 2)
    #expect(estimate.value == 2 && estimate.interval == nil)
    #expect(estimate.reason == "bootstrap disabled")
    #expect(Draws([1], level: 0.9).estimate(of: 1).reason == "fewer than two replicates")
  }

  @Test func keepsPlaces() {
    let first = Draws([1, .nan, 3], level: 0.9, orElse: "were lost")
    let doubled = first.map(orElse: "are large") { $0 > 2 ? .nan : 2 * $0 }
    #expect(doubled.values[0] == 2 && doubled.values[1].isNaN && doubled.values[2].isNaN)
    #expect(doubled.undefined.map(\.phrase) == ["were lost", "are large"])
    let pairs = first.paired(with: Draws([10, 20, 30, 40], level: 0.9)) { $0 + $1 }
    #expect(pairs.values.count == 4 && pairs.values[0] == 11 && pairs.values[3] == 41)
    #expect(pairs.values[1].isNaN && pairs.undefined.map(\.count) == [1])
    #expect(first.paired(with: .none(because: "off")) { $0 + $1 }.absence == "off")
  }

  @Test func holdsAnotherInterval() throws {
    let inner = Draws([0, 10], level: 0.9).estimate(of: 5)
    let outer = Draws([4, 6], level: 0.9).estimate(of: 5, holding: inner)
    #expect(outer.interval?.lower == inner.interval?.lower)
    #expect(outer.interval?.upper == inner.interval?.upper)
  }

  @Test func oneSided() throws {
    let draws = Draws((0...100).map { Double($0) }, level: 0.9)
    let interval = try #require(draws.estimate(of: 30, atLowerBound: 0).interval)
    #expect(interval.lower == 0 && interval.isOneSided && abs(interval.upper - 95) < 1e-9)
  }

  /// Of 300 random sets of replicates, whatever is printed holds the estimate and rests on nine in ten.
  @Test func intervalsHoldTheirEstimates() {
    for set in 0..<300 {
      var random = RandomStream(seed: 7, purpose: .resampling, index: set)
      let values = (0..<40).map { _ -> Double in
        let u = random.uniform()
        return u < 0.08 ? .nan : u < 0.12 ? .infinity : (u * 100).rounded()
      }
      let value = random.uniform() * 140 - 20
      let draws = Draws(values, level: 0.9)
      let estimate = draws.estimate(of: value)
      if let interval = estimate.interval {
        #expect(interval.lower <= value && value <= interval.upper)
        #expect(draws.definedShare >= 0.9)
      } else {
        #expect(estimate.reason != nil && estimate.standardError == nil)
      }
    }
  }
}

@Suite struct RandomPurposeTests {
  @Test func streamsAreApart() {
    let firsts = RandomPurpose.allCases.map(\.rawValue).sorted()
    #expect(Set(firsts).count == firsts.count)
    // All but the last purpose have 2⁶¹ streams before the next one's.
    for (first, next) in zip(firsts.dropLast(), firsts.dropFirst().dropLast()) {
      #expect(next - first >= 1 << 61)
    }
  }
}

@Suite struct RemarkTests {
  @Test func gravestFirst() {
    let remarks = [
      Remark(.fewLevels, .note, "b"), Remark(.notIdentified, .severe, "a"),
      Remark(.fewLevels, .note, "b"), Remark(.atBound, .warning, "c"),
    ]
    #expect(remarks.gravestFirst.map(\.text) == ["a", "c", "b"])
    #expect(remarks.gravest == .severe && [Remark]().gravest == nil)
  }

  @Test func readsWhatItWrites() throws {
    let remark = Remark(
      .extrapolation, .warning, "extrapolates", fix: "train it", subjects: ["C"],
      values: ["decadesC": 1.5])
    let data = try JSONEncoder().encode([remark])
    #expect(try JSONDecoder().decode([Remark].self, from: data) == [remark])
  }
}
