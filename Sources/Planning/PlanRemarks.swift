internal import ScalingLaws

/// What has to be said beside the figures of a plan.
struct PlanRemarks {
  /// Why figures have no upper bound, or no value; `nil` where all draws reach the target.
  let unbounded: String?
  /// All remarks, a sentence each.
  let sentences: [String]

  init(
    target: PlanTarget, point: Allocation, draws: [Allocation], irreducibleLoss: Double,
    extrapolation: Extrapolation, isSearched: Bool
  ) {
    var sentences: [String] = []
    var unbounded: String?
    let unreachable = draws.count { $0.compute == .infinity }
    if case .loss(let loss) = target, unreachable > 0 || !point.compute.isFinite {
      let share = draws.isEmpty ? "" : " in \(percent(unreachable, of: draws.count)) of the draws"
      let sentence =
        "a loss of \(loss) lies at or below the irreducible loss E\(share), "
        + "where no compute reaches it"
      unbounded = sentence
      sentences.append(sentence)
      if !point.compute.isFinite {
        sentences.append("the point estimate of E is \(rounded(irreducibleLoss))")
      }
    }
    let undefined = draws.count { $0.parameterCount.isNaN && $0.compute != .infinity }
    if undefined > 0 {
      sentences.append(
        "\(percent(undefined, of: draws.count)) of the draws have "
          + (isSearched ? "" : "an exponent that is not positive; they have ")
          + "no optimum and are left out")
    }
    if let sentence = extrapolation.sentence { sentences.append(sentence) }
    self.unbounded = unbounded
    self.sentences = sentences
  }
}

extension Extrapolation {
  /// How far the plan lies outside the runs, in words; `nil` where it lies within.
  var sentence: String? {
    let parts = [("C", compute), ("N", parameterCount), ("D", tokenCount)].compactMap {
      symbol, decades -> String? in
      guard let decades, decades != 0 else { return nil }
      return "\(symbol) by \(rounded(abs(decades))) \(decades > 0 ? "above" : "below")"
    }
    guard !parts.isEmpty else { return nil }
    return "outside the fitted runs, in decades: \(parts.joined(separator: ", "))"
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
