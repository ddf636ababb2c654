internal import ScalingLaws
internal import Statistics

/// What has to be said beside the figures of a plan.
struct PlanRemarks {
  /// Why figures have no upper bound, or no value; `nil` where all draws reach the target.
  let unbounded: String?
  /// All remarks, the gravest first.
  let all: [Remark]

  init(
    target: PlanTarget, point: Allocation, draws: [Allocation], irreducibleLoss: Double,
    distance: RunDistance, isSearched: Bool
  ) {
    var remarks: [Remark] = []
    var unbounded: String?
    let unreachable = draws.count { $0.compute == .infinity }
    if case .loss(let loss) = target, unreachable > 0 || !point.compute.isFinite {
      let share = draws.isEmpty ? "" : " in \(percent(unreachable, of: draws.count)) of the draws"
      let sentence =
        "a loss of \(loss) lies at or below the irreducible loss E\(share), "
        + "where no compute reaches it"
      unbounded = sentence
      remarks.append(
        Remark(
          .unreachable, point.compute.isFinite ? .warning : .severe, sentence,
          fix: "aim at a higher loss",
          values: ["share": Double(unreachable) / Double(max(draws.count, 1))]))
      if !point.compute.isFinite {
        remarks.append(
          Remark(
            .unreachable, .severe, "the point estimate of E is \(rounded(irreducibleLoss))",
            subjects: ["E"], values: ["E": irreducibleLoss]))
      }
    }
    let undefined = draws.count { $0.parameterCount.isNaN }
    if undefined > 0 {
      let share = Double(undefined) / Double(draws.count)
      remarks.append(
        Remark(
          .undefinedReplicates, share > 1 - Draws.leastDefinedShare ? .severe : .warning,
          "\(percent(undefined, of: draws.count)) of the draws have "
            + (isSearched ? "" : "an exponent that is not positive; they have ")
            + "no optimum and are left out",
          fix: "add runs that vary more", values: ["share": share]))
    }
    remarks += [distance.remark].compactMap { $0 }
    self.unbounded = unbounded
    all = remarks.gravestFirst
  }
}

private func rounded(_ value: Double) -> String {
  String((value * 100).rounded() / 100)
}

/// A share in per cent, to one decimal place, never rounded to nothing.
private func percent(_ part: Int, of whole: Int) -> String {
  let tenths = (Double(part) / Double(whole) * 1000).rounded()
  return part > 0 && tenths == 0 ? "less than 0.1 %" : "\(tenths / 10) %"
}
