import Escaping
internal import LeastSquares
internal import LinearAlgebra
public import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension LawFitter {
  /// Fits one law jointly to the groups of `runs`: shared coefficients have one value for all groups,
  /// the others one per group.
  ///
  /// The objective is the sum over all groups, with one certificate. The bootstrap resamples
  /// within each group, and replicate k of every group belongs to the same refit.
  ///
  /// - Parameters:
  ///   - runs: A table with groups.
  ///   - shared: The symbols of the shared coefficients; may be empty.
  ///   - progress: Called with the progress of the fit.
  /// - Returns: One fit per group, in the order of labels, with its own runs and
  ///   residuals; objective and certificate are those of the joint fit.
  /// - Throws: ``JointError`` if there is nothing to share, ``FitError`` if the runs cannot
  ///   determine the law.
  public func fit(
    groupsOf runs: RunTable, sharing shared: [String], progress: FitProgress? = nil
  ) async throws -> [FittedLaw] {
    let law = options.law
    for symbol in shared where !law.coefficients.contains(symbol) {
      throw JointError.notACoefficient(symbol, coefficients: law.coefficients)
    }
    // Solve in name order, so that file order has no effect.
    let appearing = runs.group == nil ? [] : runs.groups()
    let groups = appearing.sorted { one, other in
      // Names that look the same can belong to two groups.
      one.name == other.name
        ? ExactText(one.name) < ExactText(other.name) : one.name < other.name
    }.map { $0.inCanonicalOrder() }
    guard groups.count > 1 else {
      throw JointError.tooFewGroups(
        dataset: runs.printableName, groups: groups.map(\.printableName))
    }
    let own = law.coefficients.filter { !shared.contains($0) }
    let tables = try groups.map { table in
      let used = table.countedRows()
      _ = try weightedRows(of: table, used: used, needed: max(own.count, 1))
      return (runs: table, used: used)
    }
    let labels = Self.distinct(
      groups.map { String(Substring($0.name.utf8.dropFirst(runs.name.utf8.count + 1))) })
    let total = tables.reduce(0) { $0 + $1.used.count }
    let needed = shared.count + own.count * groups.count
    guard total >= needed else {
      throw FitError.tooFewRuns(dataset: runs.printableName, count: total, needed: needed)
    }
    let job = JointJob(
      name: runs.printableName, tables: tables, labels: labels, shared: Set(shared))
    if law.fastTerms != nil {
      return order(
        try await fit(job, parts: job.powerSums(law), progress: progress), as: appearing)
    }
    guard let expression = law.expression else {
      preconditionFailure("the formula of \(law.name) was read before")
    }
    let parts = try tables.map { table in
      // With centring, a shared amplitude with unshared exponents would be a different coordinate
      // in each group.
      try FormulaProblem(
        law, expression: expression, runs: table.runs, centeredOn: tables,
        uncentered: { place, others in
          shared.contains(law.coefficients[place])
            && !others.allSatisfy { shared.contains(law.coefficients[$0]) }
        })
    }
    return order(try await fit(job, parts: parts, progress: progress), as: appearing)
  }

  /// The labels, with scalars spelled out in those that look like another, since coefficient
  /// symbols do not distinguish them.
  private static func distinct(_ labels: [String]) -> [String] {
    let counts = Dictionary(labels.map { ($0, 1) }, uniquingKeysWith: +)
    return labels.map { label in
      guard counts[label] != 1 else { return label }
      return label.unicodeScalars.map { scalar in
        scalar.isASCII
          ? String(scalar) : "(U+\(String(scalar.value, radix: 16, uppercase: true)))"
      }.joined()
    }
  }

  /// The fits in the order of their groups.
  private func order(_ fits: [FittedLaw], as groups: [RunTable]) -> [FittedLaw] {
    groups.compactMap { group in fits.first { $0.dataset.name.isExactly(group.name) } }
  }

  private func fit<Part: LawProblem>(
    _ job: JointJob, parts: [Part], progress: FitProgress?
  ) async throws -> [FittedLaw] {
    let problem = JointProblem(parts, labels: job.labels, shared: job.shared)
    let solution = try await solve(
      problem, copies: job.tables.flatMap { $0.runs.copies(of: $0.used) },
      resampling: Resampling(job.tables, seed: options.seed), dataset: job.name,
      progress: progress)
    let residuals = solution.objective.residualsByPart(at: solution.theta)
    let values = solution.values
    let joint = JointLaw(
      groups: job.labels, shared: options.law.coefficients.filter(job.shared.contains),
      coefficientCount: problem.layout.count,
      used: job.tables.reduce(0) { $0 + $1.used.count })
    return job.tables.enumerated().map { group, table in
      let places = problem.layout.places[group]
      var fit = fittedLaw(
        table.runs, used: table.used, solution: solution,
        part: LawSolutionPart(
          values: problem.layout.values(of: group, in: values),
          uncertainty: solution.uncertainty.mapped {
            problem.layout.values(of: group, in: $0)
          },
          residuals: residuals[group],
          classical: solution.classical?.of(problem.layout, group: group, law: options.law),
          names: Dictionary(
            uniqueKeysWithValues: zip(
              places.map { problem.layout.symbols[$0] }, options.law.coefficients))))
      fit.joint = joint
      return fit
    }
  }
}

/// Groups to be fitted jointly.
private struct JointJob {
  let name: String
  let tables: [(runs: RunTable, used: [Int])]
  let labels: [String]
  let shared: Set<String>

  /// The problems of the groups as sums of power terms, with the same centres.
  ///
  /// A shared amplitude of a term with unshared exponents is not centred: with a centre, it
  /// would be a different coordinate in each group.
  func powerSums(_ law: ScalingLaw) -> [PowerSumProblem] {
    let logarithms = tables.map { table in
      law.variables.map { variable in table.runs.values(of: variable).map { log($0) } }
    }
    let total = Double(max(tables.reduce(0) { $0 + $1.used.count }, 1))
    let centers = law.variables.indices.map { place in
      zip(logarithms, tables).reduce(0.0) { sum, part in
        part.1.used.reduce(sum) { $0 + part.0[place][$1] }
      } / total
    }
    let uncentered = (law.fastTerms ?? []).filter { term in
      shared.contains(term.amplitude) && !term.factors.allSatisfy { shared.contains($0.exponent) }
    }.map(\.amplitude)
    return zip(tables, logarithms).map { table, logarithms in
      PowerSumProblem(
        law, logarithms: logarithms, loss: table.runs.loss,
        weights: table.runs.weight ?? Array(repeating: 1, count: table.runs.count),
        centers: centers, uncentered: Set(uncentered))
    }
  }
}

extension ClassicalErrors {
  /// The errors of one group's coefficients, under their own symbols.
  fileprivate func of(_ layout: JointLayout, group: Int, law: ScalingLaw) -> ClassicalErrors {
    var own = self
    own.standardErrors = standardErrors.map { errors in
      Dictionary(
        uniqueKeysWithValues: zip(law.coefficients, layout.places[group]).compactMap {
          symbol, place in errors[layout.symbols[place]].map { (symbol, $0) }
        })
    }
    return own
  }
}
