import Foundation
import LeastSquares
import SampleFits
import ScalingLaws
import Statistics
import Testing

@Suite("Methods of intervals and the scaled objective")
struct IntervalMethodTests {
  /// Nine runs at three sizes and three token counts.
  static let square = [1e8, 4e8, 1.6e9].flatMap { size in
    [2e9, 8e9, 3.2e10].map { (parameters: size, tokens: $0) }
  }

  @Test("Few degrees of freedom have Wald intervals, many percentiles; each says why.")
  func choices() async throws {
    let few = try await fit(
      runTable(Self.square, losses: losses(of: Self.square, noise: 0.005, seed: 5))
    ) { $0.replicateCount = 200 }
    #expect(few.bootstrap.method == .wald && few.wald?.degreesOfFreedom == 4)
    #expect(few.bootstrap.reason?.contains("4 degrees of freedom") == true)
    #expect(few.coefficients["alpha"]?.interval?.method == .waldT)
    let many = try await fit(hoffmannRuns()) { $0.replicateCount = 20 }
    #expect(many.bootstrap.method == .percentile && many.bootstrap.reason != nil)
    #expect(many.wald == nil && many.jackknife == nil)
    for fit in [few, many] {
      let read = try JSONDecoder().decode(FittedLaw.self, from: JSONEncoder().encode(fit))
      #expect(read == fit)
    }
  }

  @Test("A Wald interval of a coefficient of the solver is ± t standard errors.")
  func waldOfACoefficient() async throws {
    let table = try runTable(isoFLOPDesign, losses: losses(of: isoFLOPDesign, noise: 0.01, seed: 3))
    let fit = try await fit(table) {
      $0.objective = .logSquares
      $0.interval = .wald
      $0.replicateCount = 40_000
    }
    let classical = try #require(fit.classical?.standardErrors)
    // t(25) at 97.5 %.
    #expect(fit.wald?.degreesOfFreedom == 25)
    for symbol in ["alpha", "beta"] {
      let estimate = try #require(fit.coefficients[symbol])
      let interval = try #require(estimate.interval)
      let reach = 2.0595 * (try #require(classical[symbol]))
      #expect(abs(interval.upper - estimate.value - reach) < 0.03 * reach)
      #expect(abs(estimate.value - interval.lower - reach) < 0.03 * reach)
    }
  }

  @Test(
    "BCa of draws without bias and skewness is the percentile interval, and follows a monotone map."
  )
  func acceleratedDraws() throws {
    let values = (1...999).map { Double($0) / 1000 }
    let plain = Draws(values, level: 0.9)
    let symmetric = plain.accelerated(by: [0.4, 0.5, 0.6])
    let interval = try #require(symmetric.estimate(of: 0.5).interval)
    let expected = try #require(plain.estimate(of: 0.5).interval)
    #expect(abs(interval.lower - expected.lower) < 1e-3)
    #expect(abs(interval.upper - expected.upper) < 1e-3)
    #expect(interval.method == .bootstrapAccelerated)
    // A positive acceleration and bias move both ends upwards.
    let skewed = plain.accelerated(by: [0.5, 0.5, 0.5, 0.5, 0.1])
    let moved = try #require(skewed.estimate(of: 0.55).interval)
    #expect(moved.lower > expected.lower && moved.upper > expected.upper)
    let mapped = try #require(skewed.map { -$0 }.estimate(of: -0.55).interval)
    #expect(abs(mapped.lower + moved.upper) < 1e-3 && abs(mapped.upper + moved.lower) < 1e-3)
  }

  @Test("A scaled δ is 1.345 robust standard deviations of the residuals, in any unit of the loss.")
  func scaledDelta() async throws {
    let plain = losses(of: isoFLOPDesign, noise: 0.01, seed: 3)
    var deltas: [Double] = []
    for (text, factor) in [
      ("huber:auto", 1.0), ("level-huber:auto", 1), ("level-huber:auto", 1000),
    ] {
      let objective = try #require(FitObjective(text))
      let table = try runTable(
        isoFLOPDesign, losses: plain.map { $0 * factor }, hasOwnUnits: factor != 1)
      let fit = try await fit(table) { $0.objective = objective }
      #expect(fit.objective.isScaled == true && fit.objective.name == "huber")
      let delta = try #require(fit.objective.delta)
      let largest = fit.residuals.map(abs).sorted().suffix(25)
      #expect(abs(delta / (1.345 * robustScale(of: Array(largest))) - 1) < 1e-4)
      deltas.append(delta)
      let read = try JSONDecoder().decode(FittedLaw.self, from: JSONEncoder().encode(fit))
      #expect(read == fit)
    }
    #expect(abs(deltas[2] / deltas[1] - 1000) < 1)
  }

  @Test("Runs without noise keep the first objective, and have no intervals.")
  func exactFit() async throws {
    let fit = try await fit(
      runTable(Self.square, losses: losses(of: Self.square, noise: 0, seed: 1))
    ) {
      $0.objective = .scaledHuber(space: .log)
    }
    #expect(fit.remarks.contains { $0.code == .exactFit })
    #expect(fit.coefficients["alpha"]?.interval == nil)
    #expect(abs((fit.coefficients["alpha"]?.value ?? 0) - 0.34) < 1e-4)
  }

  @Test("χ² has its mean and variance.", arguments: [1, 2, 4, 25])
  func chiSquared(_ degreesOfFreedom: Int) {
    var stream = RandomStream(seed: 3, purpose: .coefficients)
    let draws = (0..<20_000).map { _ in stream.chiSquared(degreesOfFreedom: degreesOfFreedom) }
    let mean = draws.reduce(0, +) / 20_000
    let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
    let expected = Double(degreesOfFreedom)
    #expect(abs(mean - expected) < 5 * (2 * expected / 20_000).squareRoot())
    #expect(abs(variance / (2 * expected) - 1) < 0.15)
  }
}
