extension FitCertificate {
  /// Writes every key; unknown or non-finite values are null.
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
    try container.encode(boundsReached, forKey: .boundsReached)
    try container.encode(rank, forKey: .rank)
    try container.encode(undetermined, forKey: .undetermined)
    try container.encode(equalMinima, forKey: .equalMinima)
    try container.encode(offBound, forKey: .offBound)
  }

  /// Reads what ``encode(to:)`` writes; keys missing from earlier versions count as absent.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      converged: try container.decode(Bool.self, forKey: .converged),
      termination: try container.decode(String.self, forKey: .termination),
      gradient: try container.decode(Double.self, forKey: .gradient),
      largestMultiplier: try container.decodeIfPresent(Double.self, forKey: .largestMultiplier),
      smallestEigenvalue: try container.decodeIfPresent(Double.self, forKey: .smallestEigenvalue),
      conditionNumber: try container.decodeIfPresent(Double.self, forKey: .conditionNumber),
      starts: try container.decode(Int.self, forKey: .starts),
      shareOfStartsAtBest: try container.decode(Double.self, forKey: .shareOfStartsAtBest),
      runnerUpObjective: try container.decodeIfPresent(Double.self, forKey: .runnerUpObjective),
      coefficientsAtBound: try container.decode([String].self, forKey: .coefficientsAtBound),
      boundsReached: try container.decodeIfPresent(
        [String: CoefficientBounds.Side].self, forKey: .boundsReached) ?? [:],
      rank: try container.decodeIfPresent(Int.self, forKey: .rank),
      undetermined: try container.decodeIfPresent(
        [UndeterminedDirection].self, forKey: .undetermined) ?? [],
      equalMinima: try container.decodeIfPresent([EqualMinimum].self, forKey: .equalMinima) ?? [],
      offBound: try container.decodeIfPresent([OffBoundFit].self, forKey: .offBound) ?? [])
  }

  enum CodingKeys: String, CodingKey {
    case converged, termination, gradient, largestMultiplier, smallestEigenvalue, conditionNumber,
      starts, shareOfStartsAtBest, runnerUpObjective, coefficientsAtBound, boundsReached, rank,
      undetermined, equalMinima, offBound
  }
}
