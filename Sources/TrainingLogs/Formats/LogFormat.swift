/// What wrote a log; found by its content, never by the file's name.
///
/// Each format is declared beside its reader.
public struct LogFormat: RawRepresentable, Hashable, Sendable {
  /// The name in tables and documents, such as `megatron`.
  public let rawValue: String

  /// A format by its name.
  public init(rawValue: String) { self.rawValue = rawValue }
}
