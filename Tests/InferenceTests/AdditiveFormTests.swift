import SampleFits
import ScalingLaws
import Testing
import TrainingRuns

@testable import Inference

@Suite struct AdditiveFormTests {
  private func rejections(power: Double, sets: Int) async throws -> Int {
    let law = try #require(EnsembleLaws.coupledPower)
    let fitter = MemberFitter(options: FitOptions(), version: "test")
    var rejections = 0
    for seed in 0..<sets {
      let runs = try runTable(
        wideDesign,
        losses: joinedLosses(wideDesign, power: power, noise: 0.005, seed: UInt64(seed)))
      let fit = try #require(try await fitter.fit(law, to: runs))
      let test = try #require(
        AdditiveFormTest(fit, runCount: runs.count, level: 0.95))
      if test.isRejected { rejections += 1 }
    }
    return rejections
  }

  /// Of 10 sets of runs with k = 1, at most 3 are rejected at 95 %: more in one of a thousand.
  @Test func acceptsTheAdditiveFormWhereItIsTrue() async throws {
    let rejections = try await rejections(power: 1, sets: 10)
    #expect(rejections <= 3, "\(rejections) of 10")
  }

  @Test func rejectsTheAdditiveFormWhereItIsNot() async throws {
    let rejections = try await rejections(power: 0.5, sets: 4)
    #expect(rejections >= 3, "\(rejections) of 4")
  }
}
