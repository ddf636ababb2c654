/// What a fit shares with the fits of other groups that were made together with it.
public struct JointLaw: Sendable, Equatable, Codable {
  /// The names of the groups that were fitted together.
  public var groups: [String]
  /// The coefficients that have one value in all of them.
  public var shared: [String]
  /// How many coefficients were fitted in all.
  public var coefficientCount: Int
  /// How many runs they were fitted to.
  public var used: Int
}

/// Why groups cannot be fitted together.
public enum JointError: Error, Equatable, Sendable {
  /// A name in --share is not a coefficient of the law.
  case notACoefficient(String, coefficients: [String])
  /// There are fewer than two groups.
  case tooFewGroups(dataset: String, groups: [String])
}

extension JointError: CustomStringConvertible {
  /// What is wrong, why it matters, and how to mend it, a line each.
  public var description: String {
    switch self {
    case .notACoefficient(let name, let coefficients):
      """
      --share: '\(name)' is not a coefficient of the law
        why: what groups share is told by the symbols of coefficients
        fix: the coefficients are \(coefficients.joined(separator: ", "))
      """
    case .tooFewGroups(let dataset, let groups):
      """
      \(dataset): \(groups.isEmpty ? "there is no group" : "there is only the group \(groups[0])") \
      to fit
        why: coefficients are shared between two groups or more
        fix: name another column with --group-by, or leave out --share
      """
    }
  }
}
