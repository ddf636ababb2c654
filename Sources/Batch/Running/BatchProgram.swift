/// The program that makes fits.
public struct BatchProgram: Sendable, Equatable {
  /// The version of Echelle.
  public var version: String
  /// The SHA-256 of its file: of programs of one version, not all make the same.
  public var digest: String

  /// A program.
  public init(version: String, digest: String) {
    self.version = version
    self.digest = digest
  }
}
