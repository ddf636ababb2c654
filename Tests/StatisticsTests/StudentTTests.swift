import Testing

@testable import Statistics

/// Expected values are those of SciPy 1.16, `scipy.stats.t`.
@Suite struct StudentTTests {
  @Test(
    arguments: [
      (1.0, -3.0, 0.10241638234956672, -3.447314978843446),
      (2.5, 0.7, 0.728297528405226, -1.32985924063522),
      (3, -12.5, 0.0005518156655480292, -8.944614861191836),
      (9, 2.262157162798205, 0.975, -3.197561553606745),
      (120, 1.2, 0.8837484531165911, -1.642700379776398),
      (1e6, -1.96, 0.024998033792634926, -2.839737014537792),
      (0.5, 40, 0.9492951000352529, -7.3639468308889064),
    ])
  func probabilityAndDensity(_ nu: Double, _ t: Double, _ share: Double, _ density: Double) {
    let distribution = StudentT(degreesOfFreedom: nu)
    #expect(abs(distribution.cumulative(t) / share - 1) < 1e-9)
    #expect(abs(distribution.logDensity(t) - density) < 1e-9)
  }

  @Test(
    arguments: [
      (1.0, 0.975, 12.706204736174694), (2, 0.975, 4.302652729749462),
      (3, 0.025, -3.1824463052837086), (8, 0.995, 3.355387331333395),
      (30, 0.6, 0.2556053649519128), (2.5, 0.0001, -34.86796932112477),
    ])
  func quantiles(_ nu: Double, _ p: Double, _ expected: Double) {
    #expect(abs(StudentT(degreesOfFreedom: nu).quantile(p) / expected - 1) < 1e-9)
  }

  @Test func quantilesInvertTheProbability() {
    for nu in [0.7, 1, 3, 12.5, 400] {
      for p in stride(from: 0.003, to: 1, by: 0.06) {
        let distribution = StudentT(degreesOfFreedom: nu)
        #expect(abs(distribution.cumulative(distribution.quantile(p)) - p) < 1e-11)
      }
    }
  }
}
