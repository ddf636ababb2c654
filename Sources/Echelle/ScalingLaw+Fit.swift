import Foundation

extension ScalingLaw {
  /// Fits the law to `runs`, with intervals.
  ///
  ///     let runs = try RunTable(parameterCount: n, tokenCount: d, loss: loss)
  ///     let fit = try await ScalingLaw.chinchilla.fit(runs)
  ///
  /// - Parameters:
  ///   - runs: The runs; the fit keeps those that it used, see `FittedLaw/runTable`.
  ///   - options: How to fit; the law in them is replaced by this one.
  ///   - progress: Is called with how far the fit is.
  /// - Returns: The fit, whether or not it converged: its certificate says.
  /// - Throws: `RunArrayError/missing(variable:law:known:)`, or `FitError` where the runs cannot
  ///   determine the law.
  /// - Complexity: As `LawFitter/fit(_:progress:)`.
  public func fit(
    _ runs: RunTable, options: FitOptions = .onAllProcessors, progress: FitProgress? = nil
  ) async throws -> FittedLaw {
    for case .column(let name) in variables where runs.variables[name] == nil {
      throw RunArrayError.missing(
        variable: name, law: self.name, known: runs.variables.keys.sorted())
    }
    var options = options
    options.law = self
    return try await LawFitter(options: options, version: echelleVersion)
      .fit(runs, progress: progress)
  }
}

extension FitOptions {
  /// The default options, on as many threads as there are processors; results do not depend on them.
  public static var onAllProcessors: FitOptions {
    var options = FitOptions()
    options.threadCount = ProcessInfo.processInfo.activeProcessorCount
    return options
  }
}
