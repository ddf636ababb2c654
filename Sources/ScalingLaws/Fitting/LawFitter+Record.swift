internal import LeastSquares
internal import LinearAlgebra
internal import Statistics
internal import TrainingRuns

/// The part of a solution for one table: all of it, or one group of a joint fit.
struct LawSolutionPart {
  /// The coefficients, in the order of the law.
  let values: [Double]
  /// The draws of the coefficients, in the order of the law.
  let uncertainty: LawUncertainty
  /// The residuals of the table's runs.
  let residuals: [Double]
  /// The classical standard errors, under the law's own symbols.
  let classical: ClassicalErrors?
  /// The law's own symbols by those of the problem; `nil` if they are the same.
  var names: [String: String]?

  /// The coefficients of the draws that did not fail.
  var draws: [[Double]] { uncertainty.draws }
}

extension LawFitter {
  /// The record of a fit to `runs`, from the solution of a problem that contains them.
  func fittedLaw<Problem>(
    _ runs: RunTable, used: [Int], solution: LawSolution<Problem>, part: LawSolutionPart
  ) -> FittedLaw {
    let law = options.law
    let weighted = used.filter { (runs.weight?[$0] ?? 1) > 0 }
    let units = runs.units(of: weighted)
    let bootstrap = BootstrapSummary(
      units, replicates: options.replicateCount,
      failed: options.replicateCount - part.draws.count,
      redrawsDrops: part.uncertainty.redrawsDrops, level: options.level,
      method: part.uncertainty.method, reason: part.uncertainty.reason)
    let certificate = part.names.map(solution.certificate.renamed) ?? solution.certificate
    let bounds = BoundedTerms(law: law, runs: runs, rows: weighted)
    let atBound = bounds.amplitudes(
      atBoundIn: part.draws, tail: (1 - options.level) / 2, knownAtBound: certificate)
    let limited = LimitedCoefficients(
      law: law, draws: part.draws, tail: (1 - options.level) / 2, certificate: certificate)
    let remarks = FitRemarks(
      law: law, certificate: certificate, minimum: solution.value, values: part.values,
      exponentErrors: exponentErrors(solution, names: part.names), bootstrap: bootstrap,
      atBound: atBound, limited: limited, draws: part.draws,
      runCount: solution.objective.weights.count { $0 > 0 },
      coefficientCount: solution.problem.coefficientSymbols.count, isExact: solution.isExact)
    var fit = FittedLaw(
      dataset: DatasetSummary(runs, used: used),
      law: law,
      objective: ObjectiveSummary(
        solution.minimised, isScaled: options.objective.isScaled,
        space: solution.problem.space(options.objective), value: solution.value),
      coefficients: Dictionary(
        uniqueKeysWithValues: zip(
          law.coefficients, part.values.map { Estimate.missing($0, because: "not estimated yet") })),
      derived: [:],
      certificate: certificate,
      classical: part.classical,
      bootstrap: bootstrap,
      remarks: remarks.all,
      // Runs without weight have no residual.
      runs: UsedRuns(runs, used: weighted),
      residuals: part.residuals,
      draws: part.draws,
      provenance: Provenance(
        version: version, seed: options.seed, kernel: options.kernel.name,
        blas: linearAlgebraLibrary(),
        starts: options.givenStarts.isEmpty ? options.starts.rawValue : "given"),
      wald: part.uncertainty.wald, jackknife: part.uncertainty.jackknife)
    fit.remarks += [fit.outlierRemark].compactMap { $0 }
    fit.remarks +=
      UnitRemarks(
        runs: runs, rows: weighted, units: units, residuals: part.residuals, bootstrap: bootstrap,
        coefficientCount: solution.problem.coefficientSymbols.count
      ).all
    fit.remarks += RunRemarks(runs: runs, rows: weighted, law: law).all
    fit.remarks = fit.remarks.gravestFirst
    let estimates = CoefficientEstimates(
      law: law, draws: fit.lawDraws, atBound: atBound, limited: limited.sides,
      limits: Dictionary(
        certificate.offBound.map { ($0.moved, $0.limit) }, uniquingKeysWith: max))
    fit.coefficients = estimates.coefficients
    fit.derived = estimates.derived
    return fit
  }

  /// The standard errors of the exponents by the law's own symbols.
  private func exponentErrors<Problem>(
    _ solution: LawSolution<Problem>, names: [String: String]?
  ) -> [String: Double] {
    guard let errors = solution.standardErrors else { return [:] }
    let exponents = options.law.exponentSymbols
    var named: [String: Double] = [:]
    for (symbol, error) in zip(solution.problem.symbols, errors) {
      let own = names.map { $0[symbol] } ?? symbol
      if let own, exponents.contains(own) { named[own] = error }
    }
    return named
  }
}

extension FitCertificate {
  /// The certificate under the symbols of one group, without directions and minima of other groups.
  fileprivate func renamed(_ names: [String: String]) -> FitCertificate {
    var renamed = self
    // Amplitudes at zero have their names in the joint fit, and bounds those of the law.
    renamed.boundsReached = Dictionary(
      uniqueKeysWithValues: boundsReached.compactMap { symbol, side in
        names[symbol].map { ($0, side) }
      })
    renamed.coefficientsAtBound = coefficientsAtBound.compactMap { symbol in
      boundsReached[symbol] == nil ? symbol : names[symbol]
    }
    renamed.undetermined = undetermined.compactMap { $0.renamed(names) }
    renamed.equalMinima = equalMinima.map { minimum in
      var own = minimum
      own.coefficients = Dictionary(
        uniqueKeysWithValues: minimum.coefficients.compactMap { symbol, value in
          names[symbol].map { ($0, value) }
        })
      return own
    }
    renamed.offBound = offBound.compactMap { fit in
      guard let moved = names[fit.moved] else { return nil }
      return OffBoundFit(
        moved: moved, limit: fit.limit,
        coefficients: Dictionary(
          uniqueKeysWithValues: fit.coefficients.compactMap { symbol, value in
            names[symbol].map { ($0, value) }
          }))
    }
    return renamed
  }
}
