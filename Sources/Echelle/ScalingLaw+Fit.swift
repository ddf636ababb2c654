import Foundation

extension ScalingLaw {
  /// Fits the law to `runs`, with intervals.
  ///
  ///     let runs = try RunTable(parameterCount: n, tokenCount: d, loss: loss)
  ///     let fit = try await ScalingLaw.chinchilla.fit(runs)
  ///
  /// - Parameters:
  ///   - runs: The runs; the fit keeps those it used, see `FittedLaw/runTable`.
  ///   - options: How to fit; their law is replaced by this one.
  ///   - progress: Called with the progress of the fit.
  /// - Returns: The fit; its certificate shows whether it converged.
  /// - Throws: `RunArrayError/missing(variable:law:known:)`, or `FitError` if the runs cannot
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
  /// The default options, with one thread per processor; results do not depend on the number of threads.
  public static var onAllProcessors: FitOptions {
    var options = FitOptions()
    options.threadCount = ProcessInfo.processInfo.activeProcessorCount
    return options
  }
}
