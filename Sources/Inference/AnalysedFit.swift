internal import Diagnostics
public import ScalingLaws
internal import Statistics

/// A fitted law with what its runs show beyond it: an ensemble of laws, and a test of its form.
public struct AnalysedFit: Sendable {
  /// The fit, with the remarks of the analysis.
  public let fit: FittedLaw
  /// The ensemble; `nil` if there is none.
  public let ensemble: LossEnsemble?
  /// Why there is no ensemble; `nil` if there is one.
  public let absence: String?

  /// The fit alone.
  public init(alone fit: FittedLaw, because reason: String) {
    self.fit = fit
    ensemble = nil
    absence = reason
  }

  /// Analyses a fit.
  ///
  /// - Parameters:
  ///   - fit: The fit.
  ///   - version: The version of Echelle, for the record.
  ///   - threadCount: The maximum number of threads; results do not depend on it.
  /// - Throws: `CancellationError`.
  public init(_ fit: FittedLaw, version: String, threadCount: Int) async throws {
    if let reason = Self.absence(of: fit) {
      self.init(alone: fit, because: reason)
      return
    }
    guard let table = fit.runTable else {
      self.init(alone: fit, because: "the saved fit has no runs")
      return
    }
    var options = FitOptions()
    options.seed = fit.provenance.seed
    options.threadCount = threadCount
    do throws(any Error) {
      let ensemble = try await EnsembleFitter(options: options, version: version).fit(table)
      self.init(fit, ensemble: ensemble)
    } catch let error as EnsembleError {
      self.init(alone: fit, because: error.diagnostic.summary)
    }
  }

  private init(_ fit: FittedLaw, ensemble: LossEnsemble) {
    var fit = fit
    if fit.law == .chinchilla, fit.remarks.of(.additiveForm).isEmpty {
      let test = ensemble.members.lazy.compactMap {
        AdditiveFormTest($0.fit, runCount: ensemble.runCount, level: fit.bootstrap.level)
      }.first
      fit.remarks = (fit.remarks + [test?.remark].compactMap { $0 }).gravestFirst
    }
    self.fit = fit
    self.ensemble = ensemble
    absence = nil
  }

  /// Why a law has no ensemble, whatever its runs; `nil` if it may have one.
  private static func absence(of fit: FittedLaw) -> String? {
    let variables = Set(fit.law.variables)
    if fit.joint != nil { return "groups with shared coefficients are forecast by their law alone" }
    if variables != [.parameterCount, .tokenCount] { return "the law is not one in N and D" }
    if fit.dataset.metric != nil || fit.direction == .higher {
      return "the fitted quantity is not a loss"
    }
    return nil
  }
}
