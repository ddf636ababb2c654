internal import LinearAlgebra

/// The provenance of a result other than a fitted law.
public struct MethodProvenance: Sendable, Equatable, Codable {
  /// The version of Echelle.
  public var version: String
  /// The BLAS and LAPACK library.
  public var blas: String
  /// The command line, if any.
  public var command: [String]?

  /// The provenance of this program, with the loaded library.
  public init(version: String, command: [String]? = nil) {
    self.version = version
    blas = linearAlgebraLibrary()
    self.command = command
  }

  /// Writes every key; a missing command line is null.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(version, forKey: .version)
    try container.encode(blas, forKey: .blas)
    try container.encode(command, forKey: .command)
  }

  private enum CodingKeys: String, CodingKey {
    case version, blas, command
  }
}
