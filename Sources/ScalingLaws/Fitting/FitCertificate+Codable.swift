extension FitCertificate {
  /// Writes every key; what is not known, or no number, is null.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(converged, forKey: .converged)
    try container.encode(termination, forKey: .termination)
    try container.encode(gradient, forKey: .gradient)
    try container.encode(largestMultiplier, forKey: .largestMultiplier)
    try container.encode(
      smallestEigenvalue.flatMap { $0.isFinite ? $0 : nil }, forKey: .smallestEigenvalue)
    try container.encode(conditionNumber, forKey: .conditionNumber)
    try container.encode(starts, forKey: .starts)
    try container.encode(shareOfStartsAtBest, forKey: .shareOfStartsAtBest)
    try container.encode(
      runnerUpObjective.flatMap { $0.isFinite ? $0 : nil }, forKey: .runnerUpObjective)
    try container.encode(coefficientsAtBound, forKey: .coefficientsAtBound)
  }

  enum CodingKeys: String, CodingKey {
    case converged, termination, gradient, largestMultiplier, smallestEigenvalue, conditionNumber,
      starts, shareOfStartsAtBest, runnerUpObjective, coefficientsAtBound
  }
}
