import Documents
import ScalingLaws
import Statistics
import Studies

/// IsoFLOP profiles as a person reads them in a terminal.
struct IsoFLOPText {
  private let fit: IsoFLOPFit

  init(_ fit: IsoFLOPFit) {
    self.fit = fit
  }

  var lines: [String] {
    DatasetText.heading(fit.dataset) + method + [""] + budgets + refusals + [""]
      + AllocationListing(entries: entries).lines(level: fit.resampling.level) + laws
      + DatasetText.assumptions(fit.dataset)
  }

  private var method: [String] {
    let window =
      fit.window.map {
        ["  models within a factor \(NumberText.significant($0)) of the best run's N"]
      }
    return [
      "  IsoFLOP profiles: L as a \(fit.curve.name) in log N by \(Self.leastSquares(fit)) within each "
        + "budget,",
      "  a budget being runs whose C is within \(NumberText.percent(fit.tolerance)) of its least; "
        + Self.tokens(fit),
    ] + Self.tokenDeviation(fit).map { "  \($0)" } + (window ?? [])
  }

  /// How runs count in the curves of the budgets.
  static func leastSquares(_ fit: IsoFLOPFit) -> String {
    fit.isWeighted ? "weighted least squares" : "least squares"
  }

  /// Where D* comes from.
  static func tokens(_ fit: IsoFLOPFit) -> String {
    fit.tokenSource == .given
      ? "D* is the D given, interpolated at N*" : "D* = \(tokenProduct(fit))"
  }

  /// How far the D given is from C/(k·N), in a sentence; none where it is not given.
  static func tokenDeviation(_ fit: IsoFLOPFit) -> [String] {
    guard fit.tokenSource == .given else { return [] }
    let percent = NumberText.significant(fit.largestTokenDeviation * 100, digits: 2)
    return ["C differs from \(factor(fit))ND by up to \(percent) %"]
  }

  /// D* as C and k give it.
  private static func tokenProduct(_ fit: IsoFLOPFit) -> String { "C/(\(factor(fit))N*)" }

  private static func factor(_ fit: IsoFLOPFit) -> String {
    NumberText.significant(fit.dataset.flopPerParameterToken, digits: 1)
  }

  /// What b would be if D* were C/(k·N*); `nil` where it is, or there is no power law.
  static func otherTokenExponent(_ fit: IsoFLOPFit) -> String? {
    guard fit.tokenSource == .given, let law = fit.law else { return nil }
    let b = AllocationListing.figure(law.tokenExponent)(1 - law.parameterExponent.value)
    return "with D* = \(tokenProduct(fit)) instead, b would be 1 - a = \(b)"
  }

  private var budgets: [String] {
    let level = NumberText.percent(fit.resampling.level)
    var table = TextTable([
      .right, .right, .left, .right, .left, .right, .right, .left, .right,
    ])
    table.add([
      "C (FLOP)", "runs", "N", "N*", "\(level) interval", "D*", "L*", "\(level) interval",
      "\(fit.curve.other.name)'s N*",
    ])
    for profile in fit.profiles {
      let optimum = profile.outcomes[fit.curve]?.optimum
      func loss(_ value: Double) -> String { NumberText.significant(value, digits: 4) }
      table.add([
        NumberText.significant(profile.compute), "\(profile.runCount)",
        "\(NumberText.count(profile.parameterSpan.lower)) to "
          + NumberText.count(profile.parameterSpan.upper),
        optimum.map { NumberText.count($0.parameterCount.value) } ?? "refused",
        NumberText.interval(optimum?.parameterCount.interval) {
          $0 == 0 ? "0" : NumberText.count($0)
        },
        optimum.map { NumberText.count($0.tokenCount.value) } ?? "–",
        optimum.map { loss($0.loss.value) } ?? "–",
        NumberText.interval(optimum?.loss.interval, loss),
        profile.outcomes[fit.curve.other]?.optimum.map {
          NumberText.count($0.parameterCount.value)
        } ?? "–",
      ])
    }
    return table.lines(indent: "  ")
  }

  /// The refused budgets, and the optima whose intervals are missing or unbounded.
  private var refusals: [String] {
    fit.profiles.flatMap { profile -> [String] in
      let compute = NumberText.significant(profile.compute)
      switch profile.outcomes[fit.curve] {
      case .refused(let refusal): return ["  refused: C = \(compute): \(refusal)"]
      case .optimum(let optimum): return remark(optimum).map { ["  C = \(compute): \($0)"] } ?? []
      case nil: return []
      }
    }
  }

  private func remark(_ optimum: IsoFLOPOptimum) -> String? {
    let interval = optimum.parameterCount.interval
    let isBounded = interval.map { $0.lower > 0 && $0.upper.isFinite } ?? false
    guard fit.resampling.replicateCount > 0, !isBounded, let reason = optimum.parameterCount.reason
    else { return nil }
    let isLeftOut = fit.weighting == .inverseVariance && optimum.logStandardError == nil
    return isLeftOut ? "\(reason); without σ, it has no weight 1/σ²" : reason
  }

  private var entries: [AllocationListing.Entry] {
    [fit.curve, fit.curve.other].flatMap { curve in
      (fit.laws[curve] ?? []).map { law in
        let weighting = law.weighting == .equal ? "" : ", \(law.weighting.text)"
        return AllocationListing.Entry(
          label: "\(curve.name), \(law.pointCount) budgets\(weighting)", law: law)
      }
    }
  }

  private var laws: [String] {
    var lines = fit.refusal.map { ["  no power law of the \(fit.curve.name): \($0)"] } ?? []
    if let other = Self.otherTokenExponent(fit) { lines.append("  \(other)") }
    if let difference = fit.curveDifference {
      lines.append("  " + Self.sentence(difference, resampling: fit.resampling))
    }
    guard fit.resampling.replicateCount > 0 else { return lines }
    lines.append(
      "  intervals: percentiles of a pairs bootstrap within budgets, "
        + "\(fit.resampling.replicateCount) replicates, all refitted")
    if fit.replicatesWithFewerBudgets > 0 {
      lines.append(
        "  in \(fit.replicatesWithFewerBudgets) of them a budget had no interior minimum and was "
          + "left out of the power law")
    }
    return lines
  }

  /// What the choice of the curve changes.
  static func sentence(
    _ difference: IsoFLOPFit.CurveDifference, resampling: ResamplingOptions
  ) -> String {
    let exponent = AllocationListing.figure(difference.exponent)
    func ratio(_ value: Double) -> String { NumberText.significant(value) }
    // That there is no bootstrap is said once for all.
    let reason = resampling.replicateCount > 0 ? difference.exponent.reason : nil
    return "parabola against cubic, \(difference.budgetCount) budgets: N* × "
      + "\(ratio(difference.parameterRatio.value)) "
      + NumberText.interval(difference.parameterRatio.interval, ratio)
      + ", a by \(exponent(difference.exponent.value)) "
      + NumberText.interval(difference.exponent.interval, exponent)
      + (reason.map { " (no interval: \($0))" } ?? "")
  }
}
