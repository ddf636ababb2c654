import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Studies
import Tables
import Testing
import TrainingRuns

private func law(_ formula: String, columns: [String] = []) throws -> ScalingLaw {
  try ScalingLaw(formula: formula, columns: columns)
}

private func compare(
  _ runs: RunTable, _ laws: [ScalingLaw], _ change: (inout FitOptions) -> Void = { _ in }
) async throws -> LawComparisonResult {
  var options = FitOptions()
  options.replicateCount = 400
  change(&options)
  return try await LawComparison(
    fitter: LawFitter(options: options, version: "test"), laws: laws
  ).run(runs)
}

private let sharedExponent = "E + A / N^alpha + B / D^alpha"
private let computeLaw = "E + A / C^alpha"

@Suite struct ComparisonTests {
  /// The criteria by their definitions, for numbers that can be checked by hand.
  @Test func criteria() {
    let criteria = InformationCriteria(logLikelihood: 100, parameterCount: 6, runCount: 20)
    #expect(criteria.aic == -188)
    #expect(abs(criteria.aicc - (-188 + 84.0 / 13)) < 1e-12)
    #expect(abs(criteria.bic - (6 * log(20) - 200)) < 1e-12)
    let other = InformationCriteria(logLikelihood: 99, parameterCount: 6, runCount: 20)
    let weights = InformationCriteria.weights(of: [criteria, other])
    #expect(abs(weights[0] - 1 / (1 + exp(-1))) < 1e-15)
    #expect(abs(weights[0] + weights[1] - 1) < 1e-15)
  }

  /// σ̂ = mean |r|, at which ℓ is higher than at scales beside it, and ℓ = −n(log 2σ̂ + 1).
  @Test func laplace() throws {
    let residuals = [0.01, -0.03, 0.02, 0, -0.04]
    let likelihood = try #require(LaplaceLikelihood(of: residuals))
    #expect(abs(likelihood.scale - 0.02) < 1e-15)
    func logLikelihood(_ scale: Double) -> Double {
      residuals.reduce(0) { $0 - log(2 * scale) - abs($1) / scale }
    }
    #expect(abs(likelihood.logLikelihood - logLikelihood(0.02)) < 1e-12)
    #expect(abs(likelihood.logLikelihood + 5 * (log(0.04) + 1)) < 1e-12)
    #expect(likelihood.logLikelihood > max(logLikelihood(0.0199), logLikelihood(0.0201)))
    #expect(LaplaceLikelihood(of: [0, 0]) == nil && LaplaceLikelihood(of: []) == nil)
  }

  /// Runs that follow Chinchilla's law with α ≠ β: that law has nearly all the weight, and the
  /// intervals of the others' differences lie below 0.
  @Test func trueLawWins() async throws {
    let values = [1.7, 480, 8000, 0.36, 0.44]
    let runs = try runTable(
      isoFLOPDesign, losses: losses(of: isoFLOPDesign, values, noise: 0.0005, seed: 3))
    let result = try await compare(
      runs, [law(computeLaw), law(sharedExponent), .chinchilla])
    #expect(result.best.fit.law == .chinchilla && result.best.weight > 0.99)
    #expect(abs(result.laws.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
    #expect(result.notSeparated.isEmpty)
    for law in result.laws.dropFirst() {
      let interval = try #require(law.difference.interval)
      #expect(interval.upper < 0 && interval.lower < law.difference.value)
      #expect(law.aiccDifference > 10)
    }
    #expect(result.best.difference.value == 0 && result.best.difference.interval == nil)
  }

  /// Runs of one exponent: the law with two cannot be likelier by much, never less likely, and pays
  /// exactly 2 of AIC for its coefficient.
  @Test func nestedLawPaysForItsCoefficient() async throws {
    let values = [1.7, 480, 8000, 0.36, 0.36]
    let runs = try runTable(
      isoFLOPDesign, losses: losses(of: isoFLOPDesign, values, noise: 0.003, seed: 1))
    let result = try await compare(runs, [.chinchilla, law(sharedExponent)])
    let wide = try #require(result.laws.first { $0.fit.law == .chinchilla })
    let narrow = try #require(result.laws.first { $0.fit.law.formula == sharedExponent })
    let gain = wide.criteria.logLikelihood - narrow.criteria.logLikelihood
    #expect(gain >= -1e-9)
    #expect(wide.criteria.parameterCount == 6 && narrow.criteria.parameterCount == 5)
    #expect(abs(wide.criteria.aic - narrow.criteria.aic - (2 - 2 * gain)) < 1e-9)
    let penalty = 2 * 6.0 * 7 / (30 - 7) - 2 * 5.0 * 6 / (30 - 6)
    #expect(
      abs(wide.criteria.aicc - narrow.criteria.aicc - (2 - 2 * gain + penalty)) < 1e-9)
    #expect(abs(wide.criteria.bic - narrow.criteria.bic - (log(30) - 2 * gain)) < 1e-9)
    // The fit is that of least absolute deviations, and its likelihood that of its residuals.
    let alone = try await fit(runs) { $0.objective = .leastAbsoluteDeviations }
    #expect(abs(wide.likelihood.scale - alone.objective.value / 30) < 1e-12)
  }

  /// The runs of Hoffmann and others: Chinchilla's law far ahead of a power law in C, whose minimum
  /// Σ|r| was found independently.
  @Test func publishedRuns() async throws {
    let result = try await compare(
      hoffmannRuns(), [law(computeLaw), .chinchilla, law(sharedExponent)])
    #expect(result.quantity == "log(L)" && result.runs.used == 240)
    #expect(result.laws.allSatisfy { $0.fit.certificate.converged })
    let chinchilla = try #require(result.laws.first { $0.fit.law == .chinchilla })
    #expect(abs(chinchilla.likelihood.scale - 1.12949465 / 240) < 1e-8)
    #expect(result.laws.last?.fit.law.formula == computeLaw)
    #expect(try #require(result.laws.last?.difference.interval).upper < 0)
    #expect(try #require(result.laws.last).weight < 1e-6)
    // The single exponent is as good as two, and within the runs, not beyond them, C alone is worst.
    #expect(result.notSeparated.count == 1 && result.laws[1].weight > 0.4)
    #expect(result.laws.allSatisfy { $0.rolloutScore?.count == 74 })
    // Beyond the cut-off are the runs that a rollout by itself has there.
    let rollout = try await Rollout(fitter: LawFitter(options: lad, version: "test"))
      .run(hoffmannRuns())
    let trial = try #require(rollout.cutoffs[2].trial)
    let score = try #require(RolloutScore(.law, of: trial.forecasts, level: 0.95))
    #expect(rollout.cutoffs[2].quantile == 0.7 && chinchilla.rolloutScore == score)
  }

  private var lad: FitOptions {
    var options = FitOptions()
    options.replicateCount = 0
    options.objective = .leastAbsoluteDeviations
    return options
  }

  /// log(L) = a + b·log C and L = A/C^α are one law in two forms: the same likelihood.
  @Test func twoFormsOfOneLaw() async throws {
    // A seed with which the fits to the smaller runs converge too.
    let runs = try runTable(
      isoFLOPDesign, losses: losses(of: isoFLOPDesign, noise: 0.01, seed: 2))
    let result = try await compare(
      runs, [law("A / C^alpha"), law("log(L) = a + b * log(C)")])
    #expect(abs(result.laws[1].aiccDifference) < 1e-6 && abs(result.laws[1].weight - 0.5) < 1e-6)
    // Beyond the cut-off both predict the loss.
    let errors = result.laws.map { $0.rolloutScore?.medianAbsoluteError ?? .nan }
    expectClose([errors[0]], [errors[1]], tolerance: 1e-6)
  }

  /// What cannot be compared is refused.
  @Test func refusals() async throws {
    let values = losses(of: isoFLOPDesign, noise: 0.01)
    let runs = try runTable(isoFLOPDesign, losses: values)
    let laws = [ScalingLaw.chinchilla, try law(computeLaw)]
    await #expect(throws: ComparisonError.tooFewLaws(count: 1)) {
      try await compare(runs, [.chinchilla])
    }
    await #expect(throws: ComparisonError.sameLaw(law: computeLaw)) {
      try await compare(runs, laws + [law(computeLaw)])
    }
    await #expect(throws: ComparisonError.differentResponses(responses: ["L", "accuracy"])) {
      try await compare(
        runs, [.chinchilla, law("accuracy = a + b * log(C)", columns: ["accuracy"])])
    }
    let squared = "L^2 = a + b * log(C)"
    await #expect(
      throws: ComparisonError.differentQuantities(
        laws: ["chinchilla", squared], quantities: ["log(L)", "L^2"])
    ) { try await compare(runs, [.chinchilla, law(squared)]) }
    let weighted = try runTable(
      isoFLOPDesign, losses: values, weights: values.map { $0 > 3 ? 2 : 1 })
    await #expect(throws: ComparisonError.weightedRuns(dataset: "runs")) {
      try await compare(weighted, laws)
    }
    let few = try runTable(Array(isoFLOPDesign.prefix(7)), losses: Array(values.prefix(7)))
    let wide = try law("E + A / N^alpha + G / C^gamma")
    await #expect(
      throws: ComparisonError.nothingRanked(
        dataset: "runs",
        reasons: ["chinchilla", wide.name].map {
          "'\($0)': 7 runs are too few: AICc needs 8, two more than coefficients and scale together"
        })
    ) { try await compare(few, [.chinchilla, wide]) }
  }

  /// The order of the laws and the threads change nothing.
  @Test func orderAndThreads() async throws {
    let runs = try runTable(isoFLOPDesign, losses: losses(of: isoFLOPDesign, noise: 0.003))
    let laws = [ScalingLaw.chinchilla, try law(computeLaw)]
    let one = try await compare(runs, laws)
    let two = try await compare(runs, laws.reversed()) { $0.threadCount = 2 }
    #expect(one.laws.map(\.difference) == two.laws.map(\.difference))
    #expect(one.laws.map(\.criteria) == two.laws.map(\.criteria))
  }
}
