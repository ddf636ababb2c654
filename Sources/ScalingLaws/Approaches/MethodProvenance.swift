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
}
