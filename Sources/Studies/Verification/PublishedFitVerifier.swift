internal import Formulas
public import ScalingLaws
public import TrainingRuns

/// Refits runs as published, and checks what reproduces.
public struct PublishedFitVerifier: Sendable {
  /// The options of the refits; law and objective are the published ones.
  public var options: FitOptions
  /// The version of Echelle, for the record.
  public var version: String
  /// The catalogue of laws.
  public var catalogue: LawCatalogue
  /// The criterion for a fit to reproduce.
  public let rule = ReproductionRule()

  /// A verifier whose refits are made with these options.
  public init(options: FitOptions, version: String, catalogue: LawCatalogue) {
    self.options = options
    self.version = version
    self.catalogue = catalogue
  }

  /// Checks each published fit against a refit; fits of one law and objective share it.
  ///
  /// - Parameters:
  ///   - fits: The published fits.
  ///   - progress: Called with the progress of each refit.
  ///   - read: Reads the runs that satisfy some filters, with the columns a law needs; called for known
  ///     laws.
  /// - Returns: One check per fit, in order.
  /// - Throws: Errors of `read`; `FitError` if the runs cannot determine a law.
  public func check(
    _ fits: [PublishedFit], progress: FitProgress? = nil,
    read: (ScalingLaw, [RowFilter]) throws -> RunTable
  ) async throws -> [PublishedFitCheck] {
    var refits: [(method: Method, fit: FittedLaw, runs: RunTable)] = []
    var checks: [PublishedFitCheck] = []
    for published in fits {
      switch method(of: published) {
      case .failure(let obstacle):
        checks.append(Self.untried(published, obstacle.reason))
      case .success(let method):
        if !refits.contains(where: { $0.method == method }) {
          let runs = try read(method.law, method.filters)
          let fitter = fitter(method, withErrors: needErrors(fits, of: method))
          refits.append((method, try await fitter.fit(runs, progress: progress), runs))
        }
        for refit in refits where refit.method == method {
          checks.append(check(published, refit: refit.fit, method: method, runs: refit.runs))
        }
      }
    }
    return checks
  }

  /// A law, an objective, and the rows.
  private struct Method: Equatable {
    var law: ScalingLaw
    var objective: FitObjective
    var filters: [RowFilter]
  }

  private struct Obstacle: Error {
    var reason: String
  }

  private func method(of fit: PublishedFit) -> Result<Method, Obstacle> {
    let law: ScalingLaw
    do {
      law = try (ScalingLaw.named(fit.law) ?? catalogue.law(fit.law).law)
        .replacing(fit.variables)
    } catch let error as FormulaError {
      return .failure(Obstacle(reason: "its variables: \(error.what)"))
    } catch {
      return .failure(Obstacle(reason: "the law '\(fit.law)' is not in the catalogue"))
    }
    guard let objective = fit.objective.map(FitObjective.init) ?? .hoffmann else {
      return .failure(
        Obstacle(reason: "unknown objective '\(fit.objective ?? "")'"))
    }
    return .success(Method(law: law, objective: objective, filters: fit.filters))
  }

  private static func untried(_ fit: PublishedFit, _ reason: String) -> PublishedFitCheck {
    PublishedFitCheck(
      published: fit, verdict: .notFitted(reason: reason), quantities: [], objective: nil,
      exclusions: nil)
  }

  /// Whether a fit of this method has a figure without a published standard error, which is
  /// then compared with that of the bootstrap.
  private func needErrors(_ fits: [PublishedFit], of method: Method) -> Bool {
    fits.contains { fit in
      guard case .success(let other) = self.method(of: fit), other == method else { return false }
      return fit.coefficients.keys.contains { fit.standardErrors[$0] == nil }
        || fit.derived.keys.contains { fit.standardErrors[$0] == nil }
    }
  }

  private func fitter(_ method: Method, withErrors: Bool) -> LawFitter {
    var options = options
    if !withErrors { options.replicateCount = 0 }
    options.law = method.law
    options.objective = method.objective
    return LawFitter(options: options, version: version)
  }

  private func check(
    _ published: PublishedFit, refit: FittedLaw, method: Method, runs: RunTable
  ) -> PublishedFitCheck {
    let law = method.law
    let symbols = law.coefficients + refit.derived.keys.sorted()
    let stated = published.coefficients.merging(published.derived) { coefficient, _ in coefficient }
    let quantities = symbols.compactMap { symbol -> PublishedFitCheck.Quantity? in
      guard let value = stated[symbol],
        let found = refit.coefficients[symbol] ?? refit.derived[symbol]
      else { return nil }
      return PublishedFitCheck.Quantity(
        symbol: symbol, published: value, publishedError: published.standardErrors[symbol],
        found: found)
    }
    let values = law.coefficients.compactMap { published.coefficients[$0] }
    let objective = PublishedFitCheck.Objective(
      minimum: refit.objective.value,
      atPublished: values.count == law.coefficients.count
        ? method.objective.value(
          of: law, at: values, runs: runs, isInLogSpace: refit.objective.space == "log") : nil,
      publishedMinimum: published.minimum)
    var misses = rule.misses(quantities, objective)
    if !refit.certificate.converged {
      misses.append("the refit did not converge: \(refit.certificate.termination)")
    }
    misses += stated.keys.filter { !symbols.contains($0) }.sorted().map {
      "'\($0)' is not a coefficient of the law '\(law.name)', which has "
        + symbols.joined(separator: ", ")
    }
    return PublishedFitCheck(
      published: published, verdict: verdict(published, misses), quantities: quantities,
      objective: objective, exclusions: refit.dataset.exclusions)
  }

  private func verdict(
    _ published: PublishedFit, _ misses: [String]
  ) -> PublishedFitCheck.Verdict {
    switch published.expectation {
    case .reproduces: misses.isEmpty ? .passed : .failed(misses)
    case .differs(let reason):
      misses.isEmpty
        ? .failed(["the descriptor expects a difference, but the fit reproduces"])
        : .differs(reason: reason)
    }
  }
}
