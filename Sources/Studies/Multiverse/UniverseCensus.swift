internal import ScalingLaws
import Statistics
import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The enumeration of all universes, each fitted once.
struct UniverseCensus {
  private var fitter: LawFitter
  private let optimum: ComputeOptimum
  private let compute: Double
  /// The runs with each definition of N, the reference's first.
  private let runs: [RunTable]
  /// The universes so far.
  private(set) var outcomes: [UniverseOutcome] = []

  init(fitter: LawFitter, optimum: ComputeOptimum, compute: Double, runs: [RunTable]) {
    self.fitter = fitter
    self.fitter.options.replicateCount = 0
    self.optimum = optimum
    self.compute = compute
    self.runs = runs
  }

  mutating func visitAll() async throws {
    let own = fitter.options.objective
    let objectives = Multiverse.objectives + (Multiverse.objectives.contains(own) ? [] : [own])
    for table in runs {
      for objective in objectives { try await visit(table, objective) }
    }
  }

  /// The universes of one definition of N and one objective, which differ in their outlier treatment.
  private mutating func visit(_ table: RunTable, _ objective: FitObjective) async throws {
    var fitter = fitter
    fitter.options.objective = objective
    // The fitted rows and outcome numbers so far.
    var fitted: [(rows: [Int], number: Int)] = []
    for treatment in OutlierTreatment.allCases {
      let universe = Universe(
        objective: objective, outliers: treatment, counting: table.parameterCounting)
      let selection = selection(table, treatment, first: fitted.first)
      let rows = selection.rowsAfterDrops().used.map { selection.rowNumber[$0] }
      if let same = fitted.first(where: { $0.rows == rows }) {
        outcomes.append(
          UniverseOutcome(
            universe: universe, used: rows.count, sameAs: same.number,
            finding: outcomes[same.number].finding))
        continue
      }
      fitted.append((rows, outcomes.count))
      outcomes.append(
        UniverseOutcome(
          universe: universe, used: rows.count, sameAs: nil,
          finding: try await finding(selection, fitter)))
    }
  }

  /// The runs without the outliers, given the fit to all of them.
  private func selection(
    _ table: RunTable, _ treatment: OutlierTreatment, first: (rows: [Int], number: Int)?
  ) -> RunTable {
    switch treatment {
    case .none: return table.droppingHighestLosses(0)
    case .described: return table
    case .fiveHighest: return table.droppingHighestLosses(5)
    case .residuals:
      let all = table.droppingHighestLosses(0)
      guard let figures = first.flatMap({ outcomes[$0.number].figures }), figures.converged else {
        return all
      }
      let residuals = (0..<all.count).map { row in
        log(all.loss[row])
          - log(
            fitter.options.law.loss(
              parameterCount: all.parameterCount[row], tokenCount: all.tokenCount[row],
              values: figures.coefficients))
      }
      // A fit to exact data leaves residuals at rounding level, none of which is an outlier.
      let limit = max(
        OutlierTreatment.residualLimit * medianAbsoluteDeviation(of: residuals), 1e-9)
      return all.subset(
        residuals.indices.filter { abs(residuals[$0]) <= limit },
        because: "residual above \(OutlierTreatment.residualLimit) median absolute deviations")
    }
  }

  private func finding(
    _ selection: RunTable, _ fitter: LawFitter
  ) async throws -> UniverseOutcome.Finding {
    do {
      let fit = try await fitter.fit(selection)
      return .fitted(
        UniverseFigures(
          exponent: optimum.exponents(fit.values).a,
          allocation: optimum.allocation(
            compute: compute, flopPerParameterToken: selection.flopPerParameterToken,
            values: fit.values),
          coefficients: fit.values, converged: fit.certificate.converged))
    } catch let error as FitError {
      return .failed(error)
    }
  }
}

/// The median of |x − median|.
private func medianAbsoluteDeviation(of values: [Double]) -> Double {
  let center = median(of: values)
  return median(of: values.map { abs($0 - center) })
}
