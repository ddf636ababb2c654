/// The program that makes fits.
public struct BatchProgram: Sendable, Equatable {
  /// The version of Echelle.
  public var version: String
  /// The SHA-256 of its file: two builds of one version can give different results.
  public var digest: String

  /// A program.
  public init(version: String, digest: String) {
    self.version = version
    self.digest = digest
  }
}
