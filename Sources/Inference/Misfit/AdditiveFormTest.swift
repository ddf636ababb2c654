public import ScalingLaws
public import Statistics
internal import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Whether runs agree with L = E + A/N^α + B/D^β: k in E + (A/N^α + B/D^β)^k, which is 1 if they do.
public struct AdditiveFormTest: Sendable, Equatable {
  /// k with its interval.
  public var power: Estimate

  /// Whether the interval excludes k = 1.
  public var isRejected: Bool {
    power.interval.map { !($0.lower <= 1 && 1 <= $0.upper) } ?? false
  }

  /// The test from a fit of the coupled power law; `nil` for another law, or if the runs do not determine k.
  ///
  /// The interval is that of log k by Student's t.
  ///
  /// - Parameters:
  ///   - fit: The fit.
  ///   - runCount: The number of runs.
  ///   - level: The level of the interval.
  init?(_ fit: LawCovariance, runCount: Int, level: Double) {
    let spare = runCount - fit.values.count
    guard fit.law.name == "coupled-power", spare > 0, fit.axes.count == fit.values.count,
      let place = fit.law.coefficients.firstIndex(of: "k")
    else { return nil }
    let error = fit.axes.reduce(0) { $0 + $1[place] * $1[place] }.squareRoot()
    let reach =
      StudentT(degreesOfFreedom: Double(spare)).quantile((1 + level) / 2) * error
    guard error > 0, reach.isFinite, exp(reach).isFinite else { return nil }
    let power = fit.values[place]
    self.power = .with(
      power,
      interval: ConfidenceInterval(
        level: level, lower: power * exp(-reach), upper: power * exp(reach), method: .waldT))
  }

  /// The test of a fit of Chinchilla's law, from a fit of the coupled power law to the same runs.
  ///
  /// - Parameters:
  ///   - fit: The fit.
  ///   - version: The version of Echelle, for the record.
  ///   - threadCount: The maximum number of threads; the result does not depend on it.
  /// - Returns: `nil` for another law, fixed or bounded coefficients, or too few runs.
  /// - Throws: `CancellationError`.
  public static func test(
    _ fit: FittedLaw, version: String, threadCount: Int
  ) async throws -> AdditiveFormTest? {
    guard fit.law == .chinchilla, fit.joint == nil, fit.dataset.metric == nil,
      let table = fit.runTable, table.loss.allSatisfy({ $0 > 0 }),
      let law = EnsembleLaws.coupledPower
    else { return nil }
    var options = FitOptions()
    options.seed = fit.provenance.seed
    options.threadCount = threadCount
    let fitter = MemberFitter(options: options, version: version)
    return try await fitter.fit(law, to: table).flatMap {
      AdditiveFormTest($0, runCount: table.count, level: fit.bootstrap.level)
    }
  }

  /// What it means, in one line.
  public var remark: Remark {
    let range = power.interval.map { " [\(brief($0.lower)), \(brief($0.upper))]" } ?? ""
    return Remark(
      .additiveForm, isRejected ? .warning : .note,
      "k = \(brief(power.value))\(range) in E + (A/N^alpha + B/D^beta)^k: these runs "
        + (isRejected ? "reject the additive form, k = 1" : "agree with the additive form, k = 1"),
      fix: isRejected ? "fit the law 'coupled-power'" : nil, subjects: ["k"],
      values: [
        "k": power.value, "lower": power.interval?.lower ?? .nan,
        "upper": power.interval?.upper ?? .nan,
      ])
  }
}
