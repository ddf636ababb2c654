/// Where a figure comes from.
public struct Source: Sendable, Equatable {
  /// How close the citation is to the original source.
  public enum Evidence: String, CaseIterable, Sendable {
    /// Read in the cited source itself.
    case primary
    /// Quoted by another source.
    case secondary
    /// Computed from figures in the cited sources.
    case computed
    /// Given by the user.
    case stated
  }

  /// The citation.
  public var citation: String
  /// The kind of evidence.
  public var evidence: Evidence

  /// Makes a source.
  public init(citation: String, evidence: Evidence) {
    self.citation = citation
    self.evidence = evidence
  }

  /// The source of a value given by the user.
  public static let user = Source(citation: "given by the user", evidence: .stated)
}
