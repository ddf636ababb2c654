import Diagnostics
internal import LeastSquares
public import ScalingLaws
internal import Statistics
public import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Compares laws on the same runs by their likelihoods.
///
/// The residuals are modelled as independent Laplace draws with a scale for each
/// law, estimated along with its coefficients; see ``LaplaceLikelihood``. Every law is therefore refitted by
/// least absolute deviations, whatever objective a fit of it would have by default: a criterion from the
/// minimum of Huber's function would not correspond to a likelihood.
///
/// Only laws with a maximised likelihood are ranked: a law whose fit did not converge, that the
/// runs do not determine, or that fits them exactly is listed with the reason.
///
/// The comparison also gives the difference in log density per run from the best law, with the interval
/// of a bootstrap over the runs, and each law's rollout errors on larger runs.
///
/// Reference: Vuong 1989, "Likelihood ratio tests for model selection and non-nested hypotheses",
/// doi:10.2307/1912557, for the differences.
public struct LawComparison: Sendable {
  /// The quantile of C that is the cut-off of the rollouts.
  public static let rolloutQuantile = 0.7

  /// The fitter of the laws; its own law and objective are ignored.
  public var fitter: LawFitter
  /// The laws.
  public var laws: [ScalingLaw]

  /// A comparison of `laws` with the options of `fitter`.
  ///
  /// - Throws: ``ComparisonError`` if there are fewer than two, one is given twice, or they are fitted to
  ///   different columns.
  public init(fitter: LawFitter, laws: [ScalingLaw]) throws(ComparisonError) {
    guard laws.count >= 2 else { throw .tooFewLaws(count: laws.count) }
    for (index, law) in laws.enumerated()
    where laws[..<index].contains(where: { $0.equation == law.equation }) {
      throw .sameLaw(law: law.name)
    }
    let responses = laws.map { $0.responseColumn ?? "L" }
    guard Set(responses).count == 1 else { throw .differentResponses(responses: responses) }
    self.fitter = fitter
    self.laws = laws
  }

  /// Fits every law to `runs`, and compares.
  ///
  /// - Parameters:
  ///   - table: The runs, with the variables of every law, so that all laws use the same rows.
  ///   - progress: Called with the number of laws done.
  /// - Returns: The laws by increasing AICc, and those that cannot be ranked.
  /// - Throws: ``ComparisonError`` if the likelihoods cannot be compared, or no law can be ranked;
  ///   `FitError.noRuns(dataset:rowsRead:)` if there are no runs.
  /// - Complexity: Six fits per law, and O(n) per law and replicate for n runs.
  public func run(_ table: RunTable, progress: FitProgress? = nil) async throws
    -> LawComparisonResult
  {
    let runs = table.inCanonicalOrder()
    let used = runs.rowsAfterDrops().used
    guard runs.weight.map({ weight in used.allSatisfy { weight[$0] == 1 } }) ?? true else {
      throw ComparisonError.weightedRuns(dataset: runs.printableName)
    }
    guard !used.isEmpty else {
      throw FitError.noRuns(dataset: runs.printableName, rowsRead: runs.rowsRead)
    }
    var candidates: [Candidate] = []
    var unranked: [UnrankedLaw] = []
    for (index, law) in laws.enumerated() {
      do throws(Obstacle) {
        candidates.append(try await candidate(law, runs, count: used.count))
      } catch {
        switch error {
        case .unranked(let law): unranked.append(law)
        case .other(let error): throw error
        }
      }
      progress?(index + 1, laws.count)
    }
    guard !candidates.isEmpty else {
      throw ComparisonError.nothingRanked(
        dataset: runs.printableName,
        reasons: unranked.map { "'\($0.law.name)': \($0.reason)" })
    }
    let quantity = try quantity(
      of: candidates.map(\.fit) + unranked.compactMap(\.fit), runs)
    candidates.sort { $0.criteria.aicc < $1.criteria.aicc }
    let best = candidates[0]
    let weights = InformationCriteria.weights(of: candidates.map(\.criteria))
    let compared = zip(candidates, weights).enumerated().map { place, element in
      let (candidate, weight) = element
      return ComparedLaw(
        fit: candidate.fit, likelihood: candidate.likelihood, criteria: candidate.criteria,
        aiccDifference: candidate.criteria.aicc - best.criteria.aicc, weight: weight,
        difference: place == 0
          ? .missing(0, because: "it is the reference law")
          : difference(
            of: candidate.likelihood, from: best.likelihood, units: runs.units(of: used)),
        rollout: candidate.rollout)
    }
    return LawComparisonResult(
      dataset: runs.name, runs: best.fit.dataset, quantity: quantity,
      level: fitter.options.level, replicateCount: fitter.options.replicateCount,
      rolloutQuantile: Self.rolloutQuantile, provenance: best.fit.provenance, laws: compared,
      unranked: unranked)
  }

  /// A law with everything that does not depend on the others.
  private struct Candidate {
    var fit: FittedLaw
    var likelihood: LaplaceLikelihood
    var criteria: InformationCriteria
    var rollout: ComparedLaw.RolloutOutcome
  }

  /// Why a law is not a candidate.
  private enum Obstacle: Error {
    case unranked(UnrankedLaw)
    case other(any Error)

    init(_ law: ScalingLaw, fit: FittedLaw? = nil, because reason: String) {
      self = .unranked(UnrankedLaw(law: law, fit: fit, reason: reason))
    }
  }

  /// The law fitted to `count` rows of `runs`.
  private func candidate(
    _ law: ScalingLaw, _ runs: RunTable, count: Int
  ) async throws(Obstacle) -> Candidate {
    let needed = law.coefficients.count + 3
    guard count >= needed else {
      throw Obstacle(
        law,
        because:
          "\(count) \(count == 1 ? "run is" : "runs are") too few: AICc needs \(needed), two "
          + "more than coefficients and scale together")
    }
    var fitter = fitter
    fitter.options.law = law
    fitter.options.objective = .leastAbsoluteDeviations
    // The differences are resampled with fixed coefficients.
    fitter.options.replicateCount = 0
    let fit: FittedLaw
    do {
      fit = try await fitter.fit(runs)
    } catch let error as FitError where error.diagnostic.category != .usage {
      throw Obstacle(law, because: error.diagnostic.reason)
    } catch {
      throw .other(error)
    }
    guard fit.remarks.of(.exactFit).isEmpty,
      let likelihood = LaplaceLikelihood(of: fit.residuals)
    else {
      throw Obstacle(
        law, fit: fit,
        because: "it fits every run exactly, so its likelihood is unbounded")
    }
    if let reason = doubt(fit) { throw Obstacle(law, fit: fit, because: reason) }
    let rollout: ComparedLaw.RolloutOutcome
    do {
      rollout = try await self.rollout(fitter, runs)
    } catch {
      throw .other(error)
    }
    return Candidate(
      fit: fit, likelihood: likelihood,
      criteria: InformationCriteria(
        logLikelihood: likelihood.logLikelihood, parameterCount: law.coefficients.count + 1,
        runCount: fit.residuals.count),
      rollout: rollout)
  }

  /// Why the likelihood of a fit may not be at its maximum, or may have fewer coefficients
  /// than counted; `nil` if it is fine.
  ///
  /// A coefficient at its bound is counted, and reported.
  private func doubt(_ fit: FittedLaw) -> String? {
    guard fit.certificate.converged else {
      return "the fit did not converge: \(fit.certificate.termination)"
    }
    return fit.remarks.of(.notIdentified).first { $0.severity == .severe }?.text
  }

  /// The score of the law of `fitter` beyond the cut-off at ``rolloutQuantile``.
  private func rollout(
    _ fitter: LawFitter, _ runs: RunTable
  ) async throws -> ComparedLaw.RolloutOutcome {
    guard runs.loss.allSatisfy({ $0 > 0 }) else {
      return .refused("its residuals are in the logarithm, and not every observation is positive")
    }
    let cutoffs: [RolloutCutoff]
    do {
      cutoffs = try await Rollout(fitter: fitter).run(runs).cutoffs
    } catch let error as RolloutError {
      return .refused(error.diagnostic.summary)
    }
    guard let cutoff = cutoffs.first(where: { $0.quantile == Self.rolloutQuantile }) else {
      preconditionFailure("a rollout has a cut-off for each of its quantiles")
    }
    guard let trial = cutoff.trial,
      let score = RolloutScore(.law, of: trial.forecasts, level: fitter.options.level)
    else {
      return .refused(cutoff.refusal?.description ?? "no runs beyond the cut-off")
    }
    return .scored(score)
  }

  /// The common quantity of the residuals of all fits.
  ///
  /// - Throws: ``ComparisonError/differentQuantities(laws:quantities:)`` unless the values that the
  ///   residuals are computed from are the same for all.
  private func quantity(of fits: [FittedLaw], _ runs: RunTable) throws(ComparisonError) -> String {
    let observed = fits.map { fit in
      let response = fit.law.response(of: runs)
      return fit.objective.space == ResidualSpace.log.rawValue ? response.map { log($0) } : response
    }
    let names = fits.map { fit in
      let side = fit.law.equation.split(separator: "=")[0]
      let name = String(side.reversed().drop { $0 == " " }.reversed())
      return fit.objective.space == ResidualSpace.log.rawValue ? "log(\(name))" : name
    }
    guard
      observed.allSatisfy({ values in
        zip(values, observed[0]).allSatisfy { abs($0 - $1) <= 1e-12 * max(1, abs($1)) }
      })
    else { throw .differentQuantities(laws: fits.map(\.law.name), quantities: names) }
    return names[0]
  }

  /// The mean difference in log density, with the percentile interval of a bootstrap of the units of the runs.
  private func difference(
    of likelihood: LaplaceLikelihood, from best: LaplaceLikelihood, units: RowUnits
  ) -> Estimate {
    let options = fitter.options
    let differences = zip(likelihood.logDensities, best.logDensities).map { $0 - $1 }
    var sums = Array(repeating: 0.0, count: units.count)
    var sizes = sums
    for (unit, difference) in zip(units.unit, differences) {
      sums[unit] += difference
      sizes[unit] += 1
    }
    let draws = (0..<options.replicateCount).map { replicate in
      var stream = RandomStream(seed: options.seed, purpose: .resampling, index: replicate)
      var (sum, size) = (0.0, 0.0)
      for _ in sums {
        let unit = stream.index(below: units.count)
        sum += sums[unit]
        size += sizes[unit]
      }
      return sum / size
    }
    let value = differences.reduce(0, +) / Double(differences.count)
    guard !draws.isEmpty else { return .missing(value, because: "bootstrap disabled") }
    let bootstrap = BootstrapSummary(
      units, replicates: options.replicateCount, level: options.level)
    if let shortage = bootstrap.shortage(coefficientCount: 1) {
      return .missing(value, because: shortage)
    }
    return Draws(draws, level: options.level).widened(by: bootstrap.widening, about: value)
      .estimate(of: value)
  }
}
