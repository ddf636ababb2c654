/// Where a figure comes from.
public struct Source: Sendable, Equatable {
  /// How close the figure is to where it was first given.
  public enum Evidence: String, CaseIterable, Sendable {
    /// Read in the named source itself.
    case primary
    /// Quoted from the named source by another.
    case secondary
    /// Derived from figures that the named sources give.
    case computed
    /// Given by whoever asks.
    case stated
  }

  /// The source, in words that let a reader find it.
  public var citation: String
  /// How close the figure is to that source.
  public var evidence: Evidence

  /// Makes a source.
  public init(citation: String, evidence: Evidence) {
    self.citation = citation
    self.evidence = evidence
  }

  /// The source of a value that the user gave.
  public static let user = Source(citation: "given by the user", evidence: .stated)
}
