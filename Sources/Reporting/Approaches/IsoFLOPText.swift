import Documents
import ScalingLaws
import Statistics
import Studies

/// IsoFLOP profiles in a terminal.
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
        ["  fitted only to models within a factor of \(NumberText.plain($0)) of the best run's N"]
      }
    return [
      "  IsoFLOP profiles: L as a \(fit.curve.name) in log N, fitted to each budget by "
        + "\(Self.leastSquares(fit))",
      "  runs share a budget if their C is within \(NumberText.percent(fit.tolerance)) of its lowest; "
        + Self.tokens(fit),
    ] + Self.tokenDeviation(fit).map { "  \($0)" } + (window ?? [])
  }

  /// How runs are weighted in the curves of the budgets.
  static func leastSquares(_ fit: IsoFLOPFit) -> String {
    fit.isWeighted ? "weighted least squares" : "least squares"
  }

  /// Where D* comes from.
  static func tokens(_ fit: IsoFLOPFit) -> String {
    fit.tokenSource == .given
      ? "D* is the D of the runs, interpolated at N*" : "D* = \(tokenProduct(fit))"
  }

  /// How far the D of the runs is from C/(k·N), in a sentence; none where they have none.
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
    let shown = fit.profiles.filter { profile in
      profile.outcomes.values.contains { $0.optimum != nil }
    }
    return shown.isEmpty ? [] : optima(shown) + [""] + losses(shown)
  }

  private func optima(_ profiles: [IsoFLOPProfile]) -> [String] {
    var table = TextTable([.right, .right, .left, .right, .left, .right])
    table.add([
      "C (FLOP)", "runs", "N of the runs", "N*",
      "\(NumberText.percent(fit.resampling.level)) interval", "N* by \(fit.curve.other.name)",
    ])
    for profile in profiles {
      let optimum = profile.outcomes[fit.curve]?.optimum
      let span = profile.parameterSpan
      table.add([
        NumberText.significant(profile.compute), "\(profile.runCount)",
        "\(NumberText.count(span.lower)) to \(NumberText.count(span.upper))",
        optimum.map { NumberText.count($0.parameterCount.value) } ?? "none",
        optimum.map { NumberText.countInterval($0.parameterCount.interval) } ?? "",
        profile.outcomes[fit.curve.other]?.optimum.map {
          NumberText.count($0.parameterCount.value)
        } ?? "–",
      ])
    }
    let lacksOther = profiles.contains { $0.outcomes[fit.curve.other]?.optimum == nil }
    return table.lines(indent: "  ")
      + (lacksOther ? ["  –: the \(fit.curve.other.name) has no optimum"] : [])
  }

  private func losses(_ profiles: [IsoFLOPProfile]) -> [String] {
    func loss(_ value: Double) -> String { NumberText.significant(value, digits: 4) }
    var table = TextTable([.right, .right, .right, .left])
    table.add(["C (FLOP)", "D*", "L*", "\(NumberText.percent(fit.resampling.level)) interval"])
    for profile in profiles {
      guard let optimum = profile.outcomes[fit.curve]?.optimum else { continue }
      table.add([
        NumberText.significant(profile.compute), NumberText.count(optimum.tokenCount.value),
        loss(optimum.loss.value), NumberText.interval(optimum.loss.interval, loss),
      ])
    }
    return table.lines(indent: "  ")
  }

  /// The refused budgets by reason, and the optima whose intervals are missing or unbounded.
  private var refusals: [String] {
    var refused: [(reason: String, budgets: [String])] = []
    var remarks: [String] = []
    for profile in fit.profiles {
      let compute = NumberText.significant(profile.compute)
      switch profile.outcomes[fit.curve] {
      case .refused(let refusal):
        let reason = "\(refusal)"
        if let place = refused.firstIndex(where: { $0.reason == reason }) {
          refused[place].budgets.append(compute)
        } else {
          refused.append((reason, [compute]))
        }
      case .optimum(let optimum):
        remarks += remark(optimum).map { ["  C = \(compute): \($0)"] } ?? []
      case nil: break
      }
    }
    return remarks
      + refused.map { "  no optimum at C = \($0.budgets.joined(separator: ", ")): \($0.reason)" }
  }

  private func remark(_ optimum: IsoFLOPOptimum) -> String? {
    let interval = optimum.parameterCount.interval
    let isBounded = interval.map { $0.lower > 0 && $0.upper.isFinite } ?? false
    guard fit.resampling.replicateCount > 0, !isBounded, let reason = optimum.parameterCount.reason
    else { return nil }
    let isLeftOut = fit.weighting == .inverseVariance && optimum.logStandardError == nil
    return isLeftOut ? "\(reason); without σ it has no weight 1/σ²" : reason
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
    var lines = fit.refusal.map { ["  no power law for the \(fit.curve.name): \($0)"] } ?? []
    if let other = Self.otherTokenExponent(fit) { lines.append("  \(other)") }
    if let difference = fit.curveDifference {
      lines.append("  " + Self.sentence(difference, resampling: fit.resampling))
    }
    guard fit.resampling.replicateCount > 0 else {
      return lines + (entries.isEmpty ? ["  no intervals: bootstrap disabled"] : [])
    }
    lines.append(
      "  intervals: percentiles of a pairs bootstrap within budgets, "
        + "\(fit.resampling.replicateCount) replicates, each refitted")
    if fit.replicatesWithFewerBudgets > 0 {
      lines.append(
        "  in \(fit.replicatesWithFewerBudgets) of them some budget had no interior minimum and was "
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
    func interval(_ estimate: Estimate, _ text: (Double) -> String) -> String {
      estimate.interval.map { " " + NumberText.interval($0, text) } ?? ""
    }
    // That there is no bootstrap is said once for all.
    let reason = resampling.replicateCount > 0 ? difference.exponent.reason : nil
    return "parabola relative to cubic, \(difference.budgetCount) budgets: N* × "
      + ratio(difference.parameterRatio.value) + interval(difference.parameterRatio, ratio)
      + ", a changes by \(exponent(difference.exponent.value))"
      + interval(difference.exponent, exponent)
      + (reason.map { " (no interval: \($0))" } ?? "")
  }
}
