import ScalingLaws
import Statistics

/// Caveats about the figures of a plan by a law of one variable.
struct VariableRemarks {
  /// Why figures have no upper bound, or no value; `nil` if all draws reach the target.
  let unbounded: String?
  /// All remarks, most severe first.
  let all: [Remark]

  init(
    inverse: LawInverse, fit: FittedLaw, target: PlanTarget, point: Double, solved: [Double],
    distance: RunDistance
  ) {
    let symbol = inverse.variable.symbol
    var remarks: [Remark] = []
    let reached = solved.count(where: \.isFinite)
    let turning = solved.count(where: \.isNaN)
    let unreached = solved.count - reached - turning
    if target.loss > 0, unreached > 0 || !point.isFinite {
      let goal = "\(fit.predicted.withArticle) of \(target.loss)"
      let (side, floor) = Self.limit(of: inverse, fit)
      let share = "\(reached) of \(solved.count) draws of the law reach it"
      remarks.append(
        Remark(
          .unreachable, point.isFinite ? .warning : .severe,
          point.isFinite
            ? "\(share); in the others there is no such \(symbol): \(goal) lies at or \(side)"
            : "no such \(symbol): \(goal) lies at or \(side), which is \(brief(floor))"
              + (solved.isEmpty ? "" : "; \(share)"),
          fix: "choose a target \(fit.predicted.name) nearer to those of the runs",
          subjects: [symbol],
          values: [
            "limit": floor, "unreachable": Double(unreached), "draws": Double(solved.count),
          ]))
    }
    unbounded = remarks.first?.text
    if turning > 0 {
      remarks.append(
        Remark(
          .undefinedReplicates, Double(turning) > 0.1 * Double(solved.count) ? .warning : .note,
          "\(turning) of \(solved.count) draws of the law are not monotone in \(symbol), and excluded",
          subjects: [symbol],
          values: ["undefined": Double(turning), "draws": Double(solved.count)]))
    }
    let outside = distance.remark ?? Self.columnDistance(inverse, fit, point)
    all = (remarks + [outside].compactMap { $0 }).gravestFirst
  }

  /// What the law does not pass as the variable grows, in words after `at or`, and its value.
  private static func limit(
    of inverse: LawInverse, _ fit: FittedLaw
  ) -> (text: String, value: Double) {
    if let floor = inverse.floor(fit.values) {
      return ("below the floor \(floor.symbol)", floor.value)
    }
    let last = inverse.value(at: inverse.range.upperBound, values: fit.values)
    let isLower = inverse.value(at: inverse.range.lowerBound, values: fit.values) > last
    let place = "up to \(inverse.variable.symbol) = \(brief(inverse.range.upperBound))"
    return (
      isLower
        ? "below the law's lowest \(fit.predicted.name) \(place)"
        : "above the law's highest \(fit.predicted.name) \(place)", last
    )
  }

  /// That a column's value lies beyond those of the runs.
  private static func columnDistance(
    _ inverse: LawInverse, _ fit: FittedLaw, _ point: Double
  ) -> Remark? {
    guard case .column(let header) = inverse.variable, point.isFinite,
      let column = fit.runs?.variables?[header], let low = column.min(), let high = column.max(),
      point < low - 1e-9 * abs(low) || point > high + 1e-9 * abs(high)
    else { return nil }
    return Remark(
      .extrapolation, .warning,
      "extrapolates to \(header) = \(brief(point)); the runs have it from \(brief(low)) to "
        + brief(high), subjects: [header])
  }
}
