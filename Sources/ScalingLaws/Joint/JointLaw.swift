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
