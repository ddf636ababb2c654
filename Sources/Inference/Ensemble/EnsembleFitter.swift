public import ScalingLaws
internal import Statistics
public import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Fits a ``LossEnsemble`` to runs.
///
/// Each law is fitted to all runs, and to those up to quantiles of C, from which it forecasts the others: the
/// mean log score of these forecasts is its skill.
///
/// Reference: Yao et al. 2018, doi:10.1214/17-BA1091, on weighting by predictive scores.
public struct EnsembleFitter: Sendable {
  private let laws = EnsembleLaws.usual
  /// The discrepancy.
  public var discrepancy = Discrepancy()
  /// The settings of the fits; law, objective and replicates are not used.
  public var options: FitOptions
  /// The version of Echelle, for the record.
  public var version: String

  /// The quantiles of C of the cut-offs.
  public static let quantiles = [0.5, 0.6, 0.7, 0.8, 0.9]

  /// A fitter of the three usual laws in N and D.
  public init(options: FitOptions, version: String) {
    self.options = options
    self.version = version
  }

  /// Fits the ensemble.
  ///
  /// - Parameter table: The runs, with N, D, C and positive losses; drop rules are applied.
  /// - Returns: The ensemble.
  /// - Throws: ``EnsembleError`` if no law can be fitted, `CancellationError`.
  public func fit(_ table: RunTable) async throws -> LossEnsemble {
    LossEnsemble(try await evidence(table), discrepancy: discrepancy)
  }

  /// The fits and forecasts from which an ensemble is made, whatever its discrepancy.
  func evidence(_ table: RunTable) async throws -> EnsembleEvidence {
    let runs = usedRuns(table)
    guard runs.compute.allSatisfy({ $0.isFinite && $0 > 0 }), runs.loss.allSatisfy({ $0 > 0 })
    else { throw EnsembleError.unsuitable(dataset: table.printableName) }
    let fitter = MemberFitter(options: options, version: version)
    var fits: [LawCovariance] = []
    for law in laws {
      if let fit = try await fitter.fit(law, to: runs) { fits.append(fit) }
    }
    guard !fits.isEmpty else { throw EnsembleError.noLaw(dataset: table.printableName) }
    return EnsembleEvidence(
      fits: fits, trials: try await trials(of: fits, runs: runs, fitter: fitter),
      flopPerParameterToken: runs.flopPerParameterToken, range: RunRange(runs),
      runCount: runs.count)
  }

  /// The runs that a fit of `table` uses, in an order that does not depend on the file's.
  private func usedRuns(_ table: RunTable) -> RunTable {
    let runs = table.inCanonicalOrder()
    let used = runs.countedRows().filter { (runs.weight?[$0] ?? 1) > 0 }
    return runs.droppingHighestLosses(0).subset(used, because: "not used by the fit")
  }

  private func trials(
    of fits: [LawCovariance], runs: RunTable, fitter: MemberFitter
  ) async throws -> [EnsembleEvidence.Trial] {
    let rows = 0..<runs.count
    var trials: [EnsembleEvidence.Trial] = []
    for (quantile, edge) in cuts(runs) {
      let below = runs.subset(
        rows.filter { runs.compute[$0] <= edge }, because: "beyond an inner cut-off")
      let above = rows.filter { runs.compute[$0] > edge }
      var forecasts: [[LawForecast]?] = []
      for fit in fits {
        let inner = try await fitter.fit(fit.law, to: below, near: fit)
        forecasts.append(
          inner.map { inner in
            let forecaster = LawForecaster(inner)
            return above.map { row in
              forecaster.forecast(
                parameterCount: runs.parameterCount[row],
                tokenCount: runs.tokenCount[row], compute: runs.compute[row], edge: edge)
            }
          })
      }
      trials.append(
        EnsembleEvidence.Trial(
          quantile: quantile, logLosses: above.map { log(runs.loss[$0]) }, forecasts: forecasts))
    }
    return trials.filter { $0.forecasts.contains { $0 != nil } }
  }

  /// The cut-offs with runs beyond them: C at each quantile, without those that cut alike.
  private func cuts(_ runs: RunTable) -> [(quantile: Double, compute: Double)] {
    let order = runs.compute.sorted()
    var cuts: [(quantile: Double, compute: Double)] = []
    for quantile in Self.quantiles {
      let compute = order[Int(Double(order.count - 1) * quantile)]
      if compute < order[order.count - 1], cuts.last?.compute != compute {
        cuts.append((quantile, compute))
      }
    }
    return cuts
  }
}

extension RunRange {
  init(_ runs: RunTable) {
    let ratios = zip(runs.tokenCount, runs.parameterCount).map { $0 / $1 }
    largestCompute = runs.compute.max() ?? .nan
    smallestRatio = ratios.min() ?? .nan
    largestRatio = ratios.max() ?? .nan
  }
}
