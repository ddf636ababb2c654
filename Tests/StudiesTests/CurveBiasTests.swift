import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Studies
import Testing

/// What the curves do to profiles of Chinchilla's law without noise.
///
/// Nine sizes in each budget, over `decades`, their middle at the optimum over `drift` in the first
/// budget and at the optimum times `drift` in the last.
///
/// The numbers were computed independently with NumPy's polynomials.
@Suite struct CurveBiasTests {
  private let truth = 0.28 / (0.34 + 0.28)

  private func fit(decades: Double, drift: Double) async throws -> IsoFLOPFit {
    let rows = chinchillaProfiles { budget in
      (0..<9).map { pow(10, (Double($0) - 4) / 8 * decades) * pow(drift, Double(budget) / 3 - 1) }
    }
    return try await fitProfiles(try runTable(rows)) { $0.resampling.replicateCount = 0 }
  }

  /// a by a curve, less the true one.
  private func bias(_ curve: ProfileCurve, _ fit: IsoFLOPFit) throws -> Double {
    try #require(fit.laws[curve]?.first?.parameterExponent.value) - truth
  }

  /// Sizes about the optimum: a wide parabola puts N* 4 % too high, the cubic .1 % too low; over half a
  /// decade both are right.
  @Test(arguments: [(2, 0.0391, -0.0008), (1, 0.0098, -0.0001), (0.5, 0.0024, 0)])
  func wideParabolasMissTheLevel(_ decades: Double, _ parabola: Double, _ cubic: Double)
    async throws
  {
    let fit = try await fit(decades: decades, drift: 1)
    let difference = try #require(fit.curveDifference)
    #expect(abs(log(difference.parameterRatio.value) - (parabola - cubic)) < 1.5e-4)
    #expect(abs(try bias(.parabola, fit)) < 1e-6)
    #expect(abs(try bias(.cubic, fit)) < 1e-6)
  }

  /// Sizes whose middle drifts past the optimum over the budgets bias the exponent too: by a decade's
  /// width the parabola five times as much as the cubic, both little by a quarter of that.
  @Test(arguments: [(1, 3, 0.00760, -0.00154), (0.5, 1.5, 0.00034, 0.00008)])
  func driftingSizesBiasTheExponent(
    _ decades: Double, _ drift: Double, _ parabola: Double, _ cubic: Double
  ) async throws {
    let fit = try await fit(decades: decades, drift: drift)
    #expect(abs(try bias(.parabola, fit) - parabola) < 1e-5)
    #expect(abs(try bias(.cubic, fit) - cubic) < 1e-5)
  }

  /// No curve is safe: over two decades the cubic, too, is drawn away, here more than the parabola.
  ///
  /// Fitting the models near the best run mends it.
  @Test func wideCubicsErrToo() async throws {
    let wide = try await fit(decades: 2, drift: 2)
    #expect(abs(try bias(.cubic, wide) - 0.00788) < 1e-5)
    #expect(abs(try bias(.parabola, wide) + 0.00108) < 1e-5)
    let rows = chinchillaProfiles { budget in
      (0..<25).map { pow(10, (Double($0) - 12) / 12) * pow(2, Double(budget) / 3 - 1) }
    }
    let near = try await fitProfiles(try runTable(rows)) {
      $0.window = 2.5
      $0.resampling.replicateCount = 0
    }
    #expect(abs(try bias(.cubic, near)) < 0.0005)
  }
}
