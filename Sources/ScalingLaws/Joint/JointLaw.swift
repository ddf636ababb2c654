/// The joint fit that a group's fit belongs to.
public struct JointLaw: Sendable, Equatable, Codable {
  /// The names of the jointly fitted groups.
  public var groups: [String]
  /// The shared coefficients.
  public var shared: [String]
  /// The total number of fitted coefficients.
  public var coefficientCount: Int
  /// The total number of runs.
  public var used: Int
}
