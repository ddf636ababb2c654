public import ScalingLaws
internal import Statistics
public import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The forecasts of a sweep's larger runs from its smaller ones.
public struct CalibrationTrial: Sendable {
  /// The name of the sweep.
  public var name: String
  /// What sweeps of one source have in common, such as their citation: they are not independent.
  public var group: String
  /// The number of runs.
  public var runCount: Int
  /// The evidence of the runs up to each cut-off, and the runs beyond.
  var cutoffs: [Cutoff]

  /// The number of cut-offs in C that could be used.
  public var cutoffCount: Int { cutoffs.count }

  /// A cut-off.
  struct Cutoff: Sendable {
    let evidence: EnsembleEvidence
    let runs: [Run]
    /// Of each single law the estimates of the runs, with its own intervals.
    let single: [String: [Estimate]]
  }

  /// A run beyond a cut-off.
  struct Run: Sendable {
    let parameterCount: Double
    let tokenCount: Double
    let loss: Double
    let decadesBeyond: Double
  }

  /// The outcomes of the ensemble with a discrepancy.
  public func outcomes(_ discrepancy: Discrepancy, level: Double) -> [ForecastOutcome] {
    cutoffs.flatMap { cutoff in
      let ensemble = LossEnsemble(cutoff.evidence, discrepancy: discrepancy)
      let isMarked = ensemble.isUntested || ensemble.rollout?.fallsFaster == true
      return cutoff.runs.compactMap { run in
        ensemble.distribution(parameterCount: run.parameterCount, tokenCount: run.tokenCount)
          .flatMap {
            ForecastOutcome(
              $0.estimate(level: level), loss: run.loss, decadesBeyond: run.decadesBeyond,
              isMarked: isMarked)
          }
      }
    }
  }

  /// The outcomes of a single law with its own intervals.
  public func outcomes(ofLaw name: String) -> [ForecastOutcome] {
    cutoffs.flatMap { cutoff in
      zip(cutoff.runs, cutoff.single[name] ?? []).compactMap { run, estimate in
        ForecastOutcome(estimate, loss: run.loss, decadesBeyond: run.decadesBeyond)
      }
    }
  }
}

extension CalibrationTrial {
  /// The trial of a sweep, without cut-offs if there are too few runs.
  ///
  /// - Parameters:
  ///   - table: The runs.
  ///   - group: What it has in common with others.
  ///   - fitter: The fitter of the ensemble.
  ///   - laws: The single laws to compare with.
  ///   - replicates: Their bootstrap replicates.
  /// - Throws: `CancellationError`.
  public init(
    _ table: RunTable, group: String, fitter: EnsembleFitter, laws: [ScalingLaw], replicates: Int
  ) async throws {
    let runs = table.inCanonicalOrder()
    name = runs.name
    self.group = group
    runCount = runs.count
    cutoffs = []
    guard runs.count > 0, runs.compute.allSatisfy({ $0.isFinite && $0 > 0 }),
      runs.loss.allSatisfy({ $0 > 0 })
    else { return }
    let order = runs.compute.sorted()
    var last: Double?
    for quantile in EnsembleFitter.quantiles {
      let edge = order[Int(Double(order.count - 1) * quantile)]
      guard edge != last, edge < order[order.count - 1] else { continue }
      last = edge
      let below = runs.subset(
        (0..<runs.count).filter { runs.compute[$0] <= edge }, because: "beyond a cut-off")
      let above = (0..<runs.count).filter { runs.compute[$0] > edge }
      guard let evidence = try await Self.evidence(fitter, below) else { continue }
      let beyond = above.map { row in
        Run(
          parameterCount: runs.parameterCount[row], tokenCount: runs.tokenCount[row],
          loss: runs.loss[row], decadesBeyond: log10(runs.compute[row] / edge))
      }
      var single: [String: [Estimate]] = [:]
      for law in laws {
        single[law.name] = try await Self.estimates(
          law, below: below, beyond: beyond, options: fitter.options, version: fitter.version,
          replicates: replicates)
      }
      cutoffs.append(Cutoff(evidence: evidence, runs: beyond, single: single))
    }
  }

  private static func evidence(
    _ fitter: EnsembleFitter, _ runs: RunTable
  ) async throws -> EnsembleEvidence? {
    do {
      return try await fitter.evidence(runs)
    } catch is EnsembleError {
      return nil
    }
  }

  private static func estimates(
    _ law: ScalingLaw, below: RunTable, beyond: [Run], options: FitOptions, version: String,
    replicates: Int
  ) async throws -> [Estimate] {
    var options = options
    options.law = law
    options.objective = .hoffmann
    options.replicateCount = replicates
    guard below.countedRows().count >= 2 * law.coefficients.count else { return [] }
    do {
      let fit = try await LawFitter(options: options, version: version).fit(below)
      guard fit.certificate.converged else { return [] }
      return beyond.map {
        fit.predict(parameterCount: $0.parameterCount, tokenCount: $0.tokenCount).newRun
      }
    } catch is FitError {
      return []
    }
  }
}
