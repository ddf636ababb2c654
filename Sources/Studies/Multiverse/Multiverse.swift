public import ScalingLaws
internal import Statistics
public import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Fits a law in every defensible way, and compares the results.
///
/// A universe is an objective, a treatment of outliers and, if the runs have both columns, a
/// definition of N. The interval of a fit covers its figures if its analysis
/// choices are right; the spread over the universes shows how much those choices matter.
///
/// Reference: Steegen, Tuerlinckx, Gelman, Vanpaemel 2016, "Increasing transparency through a
/// multiverse analysis", doi:10.1177/1745691616658637.
public struct Multiverse: Sendable {
  /// The objectives tried, in addition to the fitter's own.
  public static let objectives: [FitObjective] = [
    .huber(delta: 1e-4), .huber(delta: 1e-3), .huber(delta: 1e-2), .leastAbsoluteDeviations,
    .logSquares, .squares,
  ]
  /// The default budget, as a multiple of the largest run's C.
  public static let defaultExtrapolation = 10.0

  /// The fitter of the law; its options are those of the reference.
  public var fitter: LawFitter
  /// The budget, C in FLOP; `nil` for ``defaultExtrapolation`` times the largest run's C.
  public var compute: Double?

  /// A multiverse around the fit of `fitter`.
  public init(fitter: LawFitter, compute: Double?) {
    self.fitter = fitter
    self.compute = compute
  }

  /// Fits every universe once, and the reference with its interval.
  ///
  /// - Parameters:
  ///   - table: The runs.
  ///   - progress: Called with the number of the reference's replicates done.
  /// - Returns: All universes, including those that cannot be fitted.
  /// - Throws: `FitError` if the reference cannot be fitted, ``MultiverseError`` if its law has
  ///   no optimum.
  /// - Complexity: One fit, plus one fit without replicates per universe.
  public func explore(
    _ table: RunTable, progress: FitProgress? = nil
  ) async throws -> MultiverseResult {
    let runs = table.inCanonicalOrder()
    guard let optimum = ComputeOptimum(fitter.options.law) else {
      throw MultiverseError.noOptimum(law: fitter.options.law.name)
    }
    let reference = try await fitter.fit(runs, progress: progress)
    let budget = compute ?? Self.defaultExtrapolation * (runs.compute.max() ?? .nan)
    let other = runs.countingOtherParameters()
    var census = UniverseCensus(
      fitter: fitter, optimum: optimum, compute: budget, runs: [runs] + (other.map { [$0] } ?? []))
    try await census.visitAll()

    // Figures of a fit that did not converge do not represent its analysis.
    let figures = census.outcomes.filter { $0.sameAs == nil }.compactMap(\.figures)
      .filter(\.converged)
    let spreads = MultiverseFigure.allCases.map { figure in
      MultiverseSpread(
        figure, reference: estimate(figure, reference, optimum, budget),
        values: figures.map { $0.value(of: figure) }.filter { !$0.isNaN })
    }
    var headers: [DatasetDescriptor.ParameterCounting: String] = [:]
    for table in [runs, other].compactMap({ $0 }) {
      if let counting = table.parameterCounting { headers[counting] = table.headers[.parameters] }
    }
    return MultiverseResult(
      dataset: runs.name, lossUnit: runs.lossUnit,
      flopPerParameterToken: runs.flopPerParameterToken, compute: budget,
      isDefaultCompute: compute == nil, reference: reference,
      referenceObjective: fitter.options.objective, parameterHeaders: headers,
      outcomes: census.outcomes, spreads: spreads,
      notes: (other == nil ? unusableOther(runs) : [])
        + unfinished(census.outcomes, reference: reference))
  }

  /// A figure of the reference with the interval of its draws.
  private func estimate(
    _ figure: MultiverseFigure, _ fit: FittedLaw, _ optimum: ComputeOptimum, _ budget: Double
  ) -> Estimate {
    func value(_ values: [Double]) -> Double {
      figure.value(
        exponent: optimum.exponents(values).a,
        allocation: optimum.allocation(
          compute: budget, flopPerParameterToken: fit.dataset.flopPerParameterToken, values: values)
      )
    }
    return fit.lawDraws.estimate(orElse: "have no compute optimum", value)
  }

  /// The fits that do not count because they did not converge.
  private func unfinished(_ outcomes: [UniverseOutcome], reference: FittedLaw) -> [String] {
    let fits = outcomes.filter { $0.sameAs == nil }.compactMap(\.figures)
    let count = fits.count { !$0.converged }
    var notes: [String] = []
    if !reference.certificate.converged {
      notes.append(
        "the reference did not converge (\(reference.certificate.termination)): do not rely on its "
          + "figures and intervals")
    }
    if count > 0 {
      notes.append(
        "\(count) of \(fits.count) fits did not converge; they are listed but excluded from the "
          + "spread")
    }
    return notes
  }

  private func unusableOther(_ runs: RunTable) -> [String] {
    guard let other = runs.otherParameters else { return [] }
    let unusable = other.values.count { !($0 > 0 && $0.isFinite) }
    return [
      "N as column '\(other.header)' (\(other.counting.rawValue)) was not tried: "
        + "\(unusable) of \(runs.count) cells are not positive numbers"
    ]
  }
}
