internal import ScalingLaws
import Statistics

/// Caveats about the figures of a plan.
struct PlanRemarks {
  /// Why figures have no upper bound, or no value; `nil` if all draws reach the target.
  let unbounded: String?
  /// All remarks, most severe first.
  let all: [Remark]

  init(
    target: PlanTarget, quantity: PredictedQuantity, direction: Direction, point: Allocation,
    draws: [Allocation], irreducibleLoss: Double, distance: RunDistance, isSearched: Bool
  ) {
    var remarks: [Remark] = []
    let limit =
      quantity.isLoss
      ? "below the irreducible loss E"
      : direction == .lower
        ? "below the law's lowest \(quantity.name)"
        : "above the law's highest \(quantity.name)"
    let unreachable = draws.count { $0.compute == .infinity }
    if case .loss(let loss) = target, unreachable > 0 || !point.compute.isFinite {
      let share = draws.isEmpty ? "" : " in \(percent(unreachable, of: draws.count)) of the draws"
      remarks.append(
        Remark(
          .unreachable, point.compute.isFinite ? .warning : .severe,
          "\(quantity.withArticle) of \(loss) lies at or \(limit)\(share), "
            + "where no compute reaches it",
          fix: quantity.isLoss
            ? "choose a higher target loss"
            : "choose a \(direction == .lower ? "higher" : "lower") target \(quantity.name)",
          subjects: [quantity.isLoss ? "L" : quantity.name],
          values: ["irreducibleLoss": irreducibleLoss, "unreachable": Double(unreachable)]))
    }
    unbounded = remarks.first?.text
    if unbounded != nil, !point.compute.isFinite {
      remarks.append(
        Remark(
          .unreachable, .severe,
          quantity.isLoss
            ? "the point estimate of E is \(rounded(irreducibleLoss))"
            : "according to the point estimates, the best \(quantity.name) is \(rounded(irreducibleLoss))"
        ))
    }
    let undefined = draws.count { $0.parameterCount.isNaN && $0.compute != .infinity }
    if undefined > 0 {
      let isMost = Double(undefined) > (1 - Draws.leastDefinedShare) * Double(draws.count)
      remarks.append(
        Remark(
          .undefinedReplicates, isMost ? .warning : .note,
          "\(percent(undefined, of: draws.count)) of the draws have "
            + (isSearched ? "" : "a non-positive exponent; they have ")
            + "no optimum and are excluded",
          values: ["undefined": Double(undefined), "draws": Double(draws.count)]))
    }
    if let remark = distance.remark { remarks.append(remark) }
    all = remarks.gravestFirst
  }
}

private func rounded(_ value: Double) -> String {
  String((value * 100).rounded() / 100)
}

/// A percentage to one decimal place, never rounded to zero.
private func percent(_ part: Int, of whole: Int) -> String {
  let tenths = (Double(part) / Double(whole) * 1000).rounded()
  return part > 0 && tenths == 0 ? "less than 0.1 %" : "\(tenths / 10) %"
}
