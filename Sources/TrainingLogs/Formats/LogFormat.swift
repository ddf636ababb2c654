/// The format of a log, detected from its content, never from the file name.
///
/// Each format is declared beside its reader.
public struct LogFormat: RawRepresentable, Hashable, Sendable {
  /// The name in tables and documents, such as `megatron`.
  public let rawValue: String

  /// A format by its name.
  public init(rawValue: String) { self.rawValue = rawValue }
}
