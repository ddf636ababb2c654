import SampleFits
import ScalingLaws
import Statistics
import Testing
import TrainingRuns

@Suite("Predictions at many points")
struct PredictionTests {
  private func fit(replicates: Int) async throws -> FittedLaw {
    let runs = try hoffmannRuns()
    return try await SampleFits.fit(runs) { $0.replicateCount = replicates }
  }

  @Test("Many points give what each gives alone, whatever the threads.")
  func many() async throws {
    let fit = try await fit(replicates: 60)
    var stream = RandomStream(seed: 3, stream: 1)
    let points = (0..<90).map { _ -> [ScalingLaw.Variable: Double] in
      [.parameterCount: 1e8 * (1 + 100 * stream.uniform()), .tokenCount: 1e11 * stream.uniform()]
    }
    let one = try await fit.predictions(at: points, threadCount: 1)
    #expect(one == points.map { fit.predict(at: $0) })
    #expect(try await fit.predictions(at: points, threadCount: 3) == one)
  }

  @Test("Quantiles rise with the probability, and those at an interval's level are its ends.")
  func quantiles() async throws {
    let fit = try await fit(replicates: 200)
    let probabilities = [0.01, 0.025, 0.2, 0.5, 0.8, 0.975, 0.99]
    let points: [[ScalingLaw.Variable: Double]] = [1e7, 1e9, 7e10].map {
      [.parameterCount: $0, .tokenCount: 20 * $0]
    }
    for prediction in try await fit.predictions(at: points, quantiles: probabilities) {
      #expect(prediction.quantiles.map(\.probability) == probabilities)
      for (values, estimate) in [
        (prediction.quantiles.compactMap(\.loss), prediction.loss),
        (prediction.quantiles.compactMap(\.newRun), prediction.newRun),
      ] {
        #expect(values.count == probabilities.count && values == values.sorted())
        let interval = try #require(estimate.interval)
        #expect(abs(values[1] - interval.lower) < 1e-12 * interval.lower)
        #expect(abs(values[5] - interval.upper) < 1e-12 * interval.upper)
      }
      // A new run is at least as uncertain as the curve.
      for quantile in prediction.quantiles {
        let (loss, newRun) = (try #require(quantile.loss), try #require(quantile.newRun))
        #expect(
          quantile.probability < 0.5
            ? newRun <= loss : quantile.probability > 0.5 ? newRun >= loss : true)
      }
    }
  }

  @Test(
    "A quantile needs a replicate beyond it, and a share between 0 and 1.",
    arguments: [
      (0.5, 2, true), (0.5, 1, false), (0.01, 100, true), (0.01, 99, false), (0.99, 100, true),
      (0.999, 999, false), (0, 100, false), (1, 100, false), (-0.5, 100, false),
      (Double.nan, 100, false), (0.5, 0, false),
    ] as [(Double, Int, Bool)])
  func refused(_ probability: Double, _ replicates: Int, _ isTaken: Bool) {
    let isRefused = (try? PredictionError.check([probability], replicates: replicates)) == nil
    #expect(isRefused == !isTaken)
  }

  @Test("Why a quantile is refused.")
  func reasons() {
    #expect(
      "\(PredictionError.tooExtreme(0.001, replicates: 200))" == """
        the quantiles: 0.001 is too extreme for 200 replicates
          why: on average fewer than one of them lies beyond it
          fix: give a quantile nearer to 0.5, or fit with at least 1000 as the number of replicates
        """)
  }

  @Test("The scatter of a joint fit counts the coefficients and runs of all groups.")
  func jointScatter() async throws {
    let fits = try await JointFitTests().joint(
      JointFitTests.runs(noise: 0.01), ["E", "alpha", "beta"]
    ) { $0.replicateCount = 50 }
    for var fit in fits {
      let joint = try #require(fit.joint)
      let point: [ScalingLaw.Variable: Double] = [.parameterCount: 1e9, .tokenCount: 2e10]
      let together = fit.predict(at: point).newRun
      fit.joint = nil
      let alone = fit.predict(at: point).newRun
      let spare = Double(joint.used) / Double(joint.used - joint.coefficientCount)
      let own = Double(fit.residuals.count) / Double(fit.residuals.count - 5)
      #expect(spare < own)
      let widths = [together, alone].compactMap { $0.interval.map { $0.upper - $0.lower } }
      #expect(widths.count == 2 && widths[0] < widths[1])
    }
  }
}
