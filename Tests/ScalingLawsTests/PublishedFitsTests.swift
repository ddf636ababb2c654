import SampleFits
import ScalingLaws
import Statistics
import Testing
import TrainingRuns

/// Fits to published runs, against the figures found for the same runs when the published fits were
/// reproduced.
///
/// The descriptor of the dataset says what was published.
@Suite struct PublishedFitsTests {
  struct Expected: Sendable {
    var objective: FitObjective
    var useFilters = true
    /// E, A, B, α, β.
    var coefficients: [Double]?
    var tolerance = 1e-4
    var value: Double?
    /// D*/N* at 5.76e23 FLOP, to a tenth.
    var tokensPerParameter: Double?
  }

  @Test(arguments: [
    Expected(
      objective: .huber(delta: 1e-3),
      coefficients: [1.8172181, 477.8259, 2143.417, 0.3473105, 0.3671724], tolerance: 2e-7,
      value: 1.0182740175e-3, tokensPerParameter: 17.9),
    Expected(
      objective: .huber(delta: 1e-4),
      coefficients: [1.81582, 478.69, 2065.41, 0.34741, 0.36538], tolerance: 2e-5),
    Expected(
      objective: .huber(delta: 1e-2),
      coefficients: [1.83808, 538.75, 2905.60, 0.35442, 0.38154], tolerance: 2e-5),
    Expected(
      objective: .leastAbsoluteDeviations,
      coefficients: [1.816864, 482.0061, 2085.436, 0.347813, 0.365854], tolerance: 2e-6,
      value: 1.12949465),
    Expected(
      objective: .logSquares,
      coefficients: [1.86455, 593.32, 4875.64, 0.36025, 0.40588], tolerance: 2e-5,
      tokensPerParameter: 14.3),
    Expected(
      objective: .squares,
      coefficients: [1.88281, 567.81, 7581.85, 0.35762, 0.42762], tolerance: 2e-5,
      tokensPerParameter: 10.4),
    Expected(
      objective: .huber(delta: 1e-3), useFilters: false,
      coefficients: [1.891339, 495.73, 12845.61, 0.349313, 0.453049], tolerance: 2e-5,
      value: 1.8260105e-3, tokensPerParameter: 6.8),
    Expected(objective: .logSquares, useFilters: false, tokensPerParameter: 2.0),
    Expected(objective: .squares, useFilters: false, tokensPerParameter: 1.2),
  ])
  func hoffmann(_ expected: Expected) async throws {
    let runs = try hoffmannRuns(useFilters: expected.useFilters)
    let fitted = try await fit(runs) { $0.objective = expected.objective }
    #expect(fitted.dataset.used == (expected.useFilters ? 240 : 245))
    #expect(fitted.certificate.converged && fitted.certificate.gradient <= 1e-9)
    if let coefficients = expected.coefficients {
      expectClose(fitted.values, coefficients, tolerance: expected.tolerance)
    }
    if let value = expected.value {
      #expect(abs(fitted.objective.value / value - 1) < 3e-8)
    }
    if let ratio = expected.tokensPerParameter {
      let optimum = try #require(ComputeOptimum(fitted.law))
      let found = optimum.allocation(
        compute: 5.76e23, flopPerParameterToken: 6, values: fitted.values)
      #expect(abs(found.tokensPerParameter - ratio) < 0.05)
    }
  }

  @Test func theCertificateOfTheDefaultFit() async throws {
    let fitted = try await fit(hoffmannRuns())
    #expect(fitted.objective.value <= 1.0182740180e-3)
    #expect(fitted.objective.name == "huber" && fitted.objective.delta == 1e-3)
    let certificate = fitted.certificate
    #expect(certificate.termination == "converged" && certificate.starts == 16)
    #expect(certificate.shareOfStartsAtBest > 0.5)
    #expect(try #require(certificate.smallestEigenvalue) > 0)
    let condition = try #require(certificate.conditionNumber)
    // By NumPy, of the Jacobian in centred logarithms with columns of unit length.
    #expect(abs(condition / 33.000287 - 1) < 1e-6)
    #expect(certificate.coefficientsAtBound.isEmpty && certificate.largestMultiplier == nil)
  }

  @Test func theCertificateOfLeastAbsoluteDeviations() async throws {
    let fitted = try await fit(hoffmannRuns()) { $0.objective = .leastAbsoluteDeviations }
    #expect(try #require(fitted.certificate.largestMultiplier) <= 1)
    #expect(fitted.certificate.smallestEigenvalue == nil)
    #expect(fitted.residuals.count { abs($0) < 1e-13 } >= 5)
  }

  /// The other stationary points are those of a term that is dead and of the constant.
  @Test func theStartsOfThePaper() async throws {
    let fitted = try await fit(hoffmannRuns()) {
      $0.starts = .hoffmann
      $0.threadCount = 2
    }
    #expect(fitted.certificate.starts == 4500)
    #expect(fitted.certificate.shareOfStartsAtBest >= 0.8)
    #expect(abs(fitted.objective.value / 1.0182740175e-3 - 1) < 1e-10)
    #expect(fitted.provenance.starts == "hoffmann")
  }

  /// Where starts end whose term in D is dead.
  @Test func theStationaryPointOfADeadTerm() async throws {
    let law = try ScalingLaw(formula: "E + A / N^alpha", columns: [])
    let fitted = try await fit(hoffmannRuns()) { $0.law = law }
    #expect(abs(fitted.objective.value / 0.011298429 - 1) < 1e-8)
  }

  @Test func planAtTheComputeOfChinchilla() async throws {
    let fitted = try await fit(hoffmannRuns())
    let optimum = try #require(ComputeOptimum(fitted.law))
    let found = optimum.allocation(
      compute: 5.76e23, flopPerParameterToken: 6, values: fitted.values)
    #expect(abs(found.parameterCount / 7.319e10 - 1) < 1e-4)
    #expect(abs(found.tokensPerParameter - 17.92) < 0.005)
    #expect(abs(try #require(fitted.derived["a"]).value - 0.51390) < 5e-6)
  }

  @Test func standardErrorsOfFourThousandReplicates() async throws {
    let fitted = try await fit(hoffmannRuns()) {
      $0.replicateCount = 4000
      $0.threadCount = 2
    }
    #expect(fitted.draws.count == 4000 && fitted.bootstrap.failed == 0)
    for (symbol, expected, tolerance) in [
      ("E", 0.02566, 0.06), ("A", 124.5, 0.06), ("B", 1293, 0.15), ("alpha", 0.01540, 0.06),
      ("beta", 0.02059, 0.06),
    ] {
      let found = try #require(fitted.coefficients[symbol]?.standardError)
      #expect(abs(found / expected - 1) < tolerance, "\(symbol) ± \(found)")
    }
    for (symbol, lower, upper) in [
      ("alpha", 0.316, 0.371), ("beta", 0.335, 0.417), ("E", 1.771, 1.871), ("a", 0.482, 0.558),
    ] {
      let estimate = fitted.coefficients[symbol] ?? fitted.derived[symbol]
      let interval = try #require(estimate?.interval)
      // A tenth of the width: the published ends come from other draws.
      let tolerance = 0.1 * (upper - lower)
      #expect(interval.level == 0.95 && interval.method == .bootstrapPercentile)
      #expect(abs(interval.lower - lower) < tolerance && abs(interval.upper - upper) < tolerance)
    }
  }

  @Test(
    arguments: [
      ("epoch-chinchilla", 240, 1.0182740175e-3), ("kyo-takano", 234, 8.4009205481e-4),
      ("gemstones", 220, 0.0019816128), ("datablations", 29, 5.8454891858e-4),
      ("farseer", 404, 0.0024884108113), ("misfitting-final", 260, 0.0050209930399),
      ("misfitting-dense", 220, 0.0076932187787), ("olmo-ladder", 16, 3.2093860691e-05),
    ] as [(String, Int, Double)])
  func otherPublishedRuns(_ name: String, _ count: Int, _ value: Double) async throws {
    let fitted = try await fit(carriedRuns(name))
    #expect(fitted.dataset.used == count && fitted.certificate.converged)
    #expect(abs(fitted.objective.value / value - 1) < 1e-7, "\(fitted.objective.value)")
  }
}
