internal import LinearAlgebra

/// With what a result other than a fitted law was made.
public struct MethodProvenance: Sendable, Equatable, Codable {
  /// The version of Echelle.
  public var version: String
  /// The BLAS and LAPACK library.
  public var blas: String
  /// The command line, where there was one.
  public var command: [String]?

  /// The record of this program, with the library that is loaded.
  public init(version: String, command: [String]? = nil) {
    self.version = version
    blas = linearAlgebraLibrary()
    self.command = command
  }

  /// Writes every key; a command line that is missing is null.
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
