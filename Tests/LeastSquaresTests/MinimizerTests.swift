import Foundation
import LeastSquares
import Statistics
import Testing

/// Minima of the published runs of Hoffmann and others without the five highest losses.
@Suite struct PublishedMinimaTests {
  @Test(
    arguments: [
      (1e-3, [1.8172181, 477.8259, 2143.417, 0.3473105, 0.3671724], 2e-7),
      (1e-4, [1.81582, 478.69, 2065.41, 0.34741, 0.36538], 2e-5),
      (1e-2, [1.83808, 538.75, 2905.60, 0.35442, 0.38154], 2e-5),
      (.infinity, [1.86455, 593.32, 4875.64, 0.36025, 0.40588], 2e-5),
    ] as [(Double, [Double], Double)])
  func inLogSpace(_ delta: Double, _ expected: [Double], _ tolerance: Double) throws {
    let law = try Runs.published().law
    let minimum = try law.minimum(delta: delta)
    #expect(minimum.termination == .converged)
    for (found, value) in zip(law.coefficients(minimum.coefficients), expected) {
      #expect(abs(found / value - 1) < tolerance, "\(found), \(value)")
    }
  }

  @Test func inLevels() throws {
    let law = try Runs.published().law
    let minimum = try law.minimum(.level, delta: .infinity)
    #expect(minimum.termination == .converged)
    let expected = [1.88281, 567.81, 7581.85, 0.35762, 0.42762]
    for (found, value) in zip(law.coefficients(minimum.coefficients), expected) {
      #expect(abs(found / value - 1) < 2e-5, "\(found), \(value)")
    }
  }

  @Test(arguments: [(5, 1.0182740175e-3, 1e-10), (0, 1.8260105e-3, 3e-8)])
  func objectives(_ dropped: Int, _ expected: Double, _ tolerance: Double) throws {
    let minimum = try Runs.published(dropping: dropped).law.minimum()
    #expect(abs(minimum.value / expected - 1) < tolerance)
    #expect(minimum.largestGradient <= 1e-11)
  }

  @Test func everyKernelFindsTheSameMinimum() throws {
    let law = try Runs.published().law
    let minima = try VectorKernel.available.map { try law.minimum(kernel: $0) }
    for minimum in minima {
      #expect(relativeDistance(minimum.coefficients, minima[0].coefficients) < 1e-9)
      #expect(abs(minimum.value / minima[0].value - 1) < 1e-12)
    }
  }

  /// The 482.01 and 2085.43 published by Besiroglu and others are this minimum, not Huber's.
  @Test func absoluteDeviations() throws {
    let law = try Runs.published().law
    let smooth = try law.minimum(delta: 1e-6, stages: [1, 0.1, 0.01, 1e-3, 1e-4, 1e-5])
    let found = law.objective(delta: 1e-6).absoluteDeviationsMinimum(near: smooth)
    let expected = [1.816864, 482.0061, 2085.436, 0.347813, 0.365854]
    for (found, value) in zip(law.coefficients(found.coefficients), expected) {
      #expect(abs(found / value - 1) < 2e-6, "\(found), \(value)")
    }
    #expect(abs(found.value / 1.12949465 - 1) < 1e-8)
    expectCertified(found, law.objective())
  }

  /// Points that count for nothing must not become kinks.
  @Test func absoluteDeviationsIgnorePointsWithoutWeight() throws {
    let runs = try Runs.published()
    let law = runs.law
    let stages = [1, 0.1, 0.01, 1e-3, 1e-4, 1e-5]
    let smooth = try law.minimum(delta: 1e-6, stages: stages)
    let plain = law.objective(delta: 1e-6).absoluteDeviationsMinimum(near: smooth)
    // The same points, and as many again that lie almost on the curve, without weight.
    var padded = law
    padded.sum.columns = law.sum.columns.map { $0 + $0 }
    padded.sum.observed += values(of: law.sum, at: plain.coefficients).map { $0 * (1 + 5e-7) }
    padded.sum.weights += law.sum.weights.map { _ in 0 }
    let found = padded.objective(delta: 1e-6).absoluteDeviationsMinimum(
      near: try padded.minimum(delta: 1e-6, stages: stages))
    #expect(relativeDistance(found.coefficients, plain.coefficients) < 1e-9)
    expectCertified(found, padded.objective())
  }

  /// A subgradient vanishes, and at least as many runs as coefficients are met exactly.
  private func expectCertified(
    _ minimum: AbsoluteDeviationsMinimum, _ objective: PowerSumObjective,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(minimum.largestMultiplier <= 1, sourceLocation: sourceLocation)
    let slope = minimum.subgradient.reduce(0) { max($0, abs($1)) }
    #expect(slope < 1e-9, sourceLocation: sourceLocation)
    let met = objective.residuals(at: minimum.coefficients).filter { abs($0) < 1e-13 }
    #expect(met.count >= 5, sourceLocation: sourceLocation)
  }
}

@Suite struct MinimizerPropertiesTests {
  @Test func theOrderOfThePointsDoesNotMatter() throws {
    let runs = try Runs.published()
    let expected = try runs.law.minimum()
    let shuffled = runs.taking(runs.losses.indices.map { ($0 * 77 + 13) % runs.losses.count })
    let found = try shuffled.law.minimum()
    #expect(abs(found.value / expected.value - 1) < 1e-13)
    #expect(relativeDistance(found.coefficients, expected.coefficients) < 1e-9)
  }

  @Test func aWeightOfTwoIsTheSamePointTwice() throws {
    let runs = try Runs.published()
    let indices = Array(runs.losses.indices)
    let doubled = runs.taking(indices + indices.filter { $0.isMultiple(of: 3) }).law
    let weighted = CenteredLaw(runs, weights: indices.map { $0.isMultiple(of: 3) ? 2 : 1 })
    let (first, second) = (try doubled.minimum(), try weighted.minimum())
    #expect(abs(first.value / second.value - 1) < 1e-13)
    #expect(
      relativeDistance(
        doubled.coefficients(first.coefficients), weighted.coefficients(second.coefficients)) < 1e-8
    )
  }

  /// In other units of N, A/N^α keeps its value with A·s^α.
  @Test(arguments: [1e-9, 1e6, 1e200])
  func theUnitOfTheParametersMovesOnlyA(_ scale: Double) throws {
    var runs = try Runs.published()
    let law = runs.law
    let before = law.coefficients(try law.minimum().coefficients)
    runs.parameters = runs.parameters.map { $0 * scale }
    let after = runs.law.coefficients(try runs.law.minimum().coefficients)
    for index in [0, 2, 3, 4] { #expect(abs(after[index] / before[index] - 1) < 1e-8) }
    #expect(abs(after[1] / (before[1] * pow(scale, before[3])) - 1) < 1e-6)
  }

  @Test(arguments: [1e-3, 0.5, Double.infinity], [ResidualSpace.log, .level])
  func exactDataAreRecovered(_ delta: Double, _ space: ResidualSpace) throws {
    let truth = [1.69, 406.4, 410.7, 0.34, 0.28]
    let law = Runs.exact(truth).law
    let minimum = try law.minimum(space, delta: delta)
    #expect(minimum.termination == .converged && minimum.value < 1e-24)
    for (found, value) in zip(law.coefficients(minimum.coefficients), truth) {
      #expect(abs(found / value - 1) < 1e-8)
    }
  }

  @Test(arguments: [1.0, 1e-5, 1e5])
  func equalLossesLeaveOnlyTheConstant(_ loss: Double) throws {
    var runs = Runs.exact()
    runs.losses = runs.losses.map { _ in loss }
    let minimum = try runs.law.minimum()
    #expect(minimum.termination == .converged && minimum.value < 1e-12)
    let fitted = values(of: runs.law.sum, at: minimum.coefficients)
    #expect(fitted.allSatisfy { abs($0 / loss - 1) < 1e-6 })
  }

  @Test(
    arguments: [
      [800, 0, 0.3, 0, 0.3], [.nan, 0, 0.3, 0, 0.3], [0, .infinity, 0.3, 0, 0.3],
      [-800, -800, 0, -800, 0],
    ] as [[Double]])
  func startsWithoutAFiniteObjective(_ start: [Double]) {
    let law = Runs.exact().law
    var objective = law.objective()
    let minimum = NewtonMinimizer(delta: 1e-3, stages: [1]).minimize(&objective, from: start)
    #expect(minimum.termination == .notFinite)
    #expect(MultiStartOutcome([minimum], negligibleValue: 0) == nil)
  }

  /// Where all terms are subnormal beside the observations, their shares are not defined.
  @Test func aGradientThatIsNotFiniteIsNotAMinimum() {
    var law = Runs.exact().law
    law.sum.columns = law.sum.columns.map { $0.map { _ in 0 } }
    for kernel in VectorKernel.available {
      var objective = law.objective(kernel: kernel)
      let minimum = NewtonMinimizer(delta: 1e-3).minimize(
        &objective, from: [-712, -800, 0, -800, 0])
      #expect(minimum.termination != .converged)
    }
  }

  @Test func iterationsRunOut() throws {
    let law = try Runs.published().law
    var objective = law.objective()
    var minimizer = NewtonMinimizer(delta: 1e-3)
    minimizer.iterationLimit = 3
    let minimum = minimizer.minimize(&objective, from: [0, 0, 0.5, 0, 0.5])
    #expect(minimum.termination == .iterationLimit && minimum.iterations == 3)
  }
}

@Suite struct LinearStartTests {
  /// With the true exponents the amplitudes are exact.
  @Test func theTrueExponentsGiveTheTrueAmplitudes() throws {
    let law = Runs.exact([1.7, 400, 2000, 0.34, 0.37]).law
    let start = try #require(law.sum.linearStart(exponents: [[], [0.34], [0.37]]))
    #expect(relativeDistance(law.coefficients(start), [1.7, 400, 2000, 0.34, 0.37]) < 1e-10)
  }

  /// A rising loss gives A < 0 by plain least squares; the term starts small instead.
  @Test func negativeAmplitudesAreTakenOut() throws {
    var runs = Runs.exact([1.7, 400, 2000, 0.34, 0.37])
    runs.losses = zip(runs.losses, runs.parameters).map { $0 + 0.3 * log($1) }
    let start = try #require(runs.law.sum.linearStart(exponents: [[], [0.34], [0.37]]))
    #expect(start.allSatisfy { $0.isFinite })
    let share = zip(runs.law.sum.columns[0], runs.losses).map { exp(start[1] + 0.34 * $0) / $1 }
    #expect(abs((share.max() ?? 0) - 1e-3) < 1e-12)
  }

  @Test func whereThereIsNone() {
    let law = Runs.exact([1.7, 400, 2000, 0.34, 0.37]).law
    #expect(law.sum.linearStart(exponents: [[], [1e4], [0.37]]) == nil)
    var weightless = law.sum
    weightless.weights = weightless.weights.map { _ in 0 }
    #expect(weightless.linearStart(exponents: [[], [0.34], [0.37]]) == nil)
  }
}

@Suite struct MultiStartTests {
  /// A minimum that ended with `value`.
  private func minimum(_ value: Double, _ termination: TerminationReason = .converged) -> Minimum {
    let (sum, theta) = Structure.constant.problem(count: 3, seed: 1)
    var objective = PowerSumObjective(sum, space: .log, delta: .infinity, kernel: .best)
    var minimum = NewtonMinimizer(delta: .infinity).minimize(&objective, from: theta)
    (minimum.value, minimum.termination) = (value, termination)
    return minimum
  }

  @Test func startsAreCounted() throws {
    let outcome = try #require(
      MultiStartOutcome(
        [
          minimum(2), minimum(1), minimum(1 + 1e-12), minimum(1.5, .stalled),
          minimum(.nan, .notFinite),
        ], negligibleValue: 0))
    #expect(outcome.startCount == 5 && outcome.countAtBest == 2 && outcome.best.value == 1)
    #expect(outcome.shareAtBest == 0.4 && outcome.runnerUpValue == 2)
  }

  @Test func minimaNearTheBestAreNoStarts() throws {
    var outcome = try #require(MultiStartOutcome([minimum(1), minimum(1)], negligibleValue: 0))
    outcome.add([minimum(1), minimum(1.1)], negligibleValue: 0)
    #expect(outcome.best.value == 1 && outcome.countAtBest == 2 && outcome.runnerUpValue == 1.1)
    outcome.add([minimum(0.9), minimum(.nan, .notFinite)], negligibleValue: 0)
    #expect(outcome.best.value == 0.9 && outcome.startCount == 2 && outcome.countAtBest == 0)
    #expect(outcome.runnerUpValue == 1)
  }

  @Test func withoutARunnerUp() throws {
    let outcome = MultiStartOutcome([minimum(1), minimum(3, .stalled)], negligibleValue: 0)
    #expect(try #require(outcome).runnerUpValue == nil)
  }

  @Test func withoutAMinimum() {
    #expect(MultiStartOutcome([], negligibleValue: 0) == nil)
    #expect(MultiStartOutcome([minimum(.infinity, .notFinite)], negligibleValue: 0) == nil)
  }

  @Test func whatIsRoundingIsEquallyGood() throws {
    let outcome = try #require(
      MultiStartOutcome([minimum(1e-30), minimum(0), minimum(1e-3)], negligibleValue: 1e-24))
    #expect(outcome.countAtBest == 2 && outcome.runnerUpValue == 1e-3)
  }
}
