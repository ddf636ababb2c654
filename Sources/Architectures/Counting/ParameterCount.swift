/// How many parameters a model has, by part.
///
/// Counts are exact. A matrix that serves as embedding and as head is counted once, as embedding.
public struct ParameterCount: Sendable, Equatable {
  /// A part of a model.
  public enum Part: String, Sendable, CaseIterable {
    /// Embeddings of tokens, positions, types of tokens and patches.
    case embeddings
    /// Projections of attention, with their biases.
    case attention
    /// Feed-forward networks and experts, with their biases.
    case feedForward = "feed-forward"
    /// Gains and shifts of all norms.
    case norms
    /// What picks the experts.
    case router
    /// What turns the last layer into predictions, where it is not the embedding itself.
    case head
  }

  /// The parameters of a part.
  public struct Count: Sendable, Equatable {
    /// All of them.
    public var total: Int
    /// Those that act on a token.
    public var active: Int
  }

  /// The count of each part, also of those a model has not.
  public let parts: [Part: Count]

  /// N: all parameters.
  public var total: Int { parts.values.reduce(0) { $0 + $1.total } }
  /// The parameters that act on a token: all but those of experts that were not picked.
  public var active: Int { parts.values.reduce(0) { $0 + $1.active } }
  /// N without embeddings and head, as Kaplan and Pythia count.
  public var totalWithoutEmbeddings: Int { total - outer.total }
  /// The same, of the parameters that act on a token.
  public var activeWithoutEmbeddings: Int { active - outer.active }

  /// Embeddings and head.
  private var outer: Count {
    let ends = [Part.embeddings, .head].compactMap { parts[$0] }
    return Count(
      total: ends.reduce(0) { $0 + $1.total }, active: ends.reduce(0) { $0 + $1.active })
  }

  /// The count of blocks and what surrounds them; `nil` where it is beyond 2⁵³, up to which it is exact.
  init?(blocks: [Block], ends: ModelShape.Ends) {
    var counts: [Part: (total: Double, active: Double)] = [:]
    func add(_ part: Part, _ total: Double, active: Double? = nil) {
      counts[part, default: (0, 0)].total += total
      counts[part, default: (0, 0)].active += active ?? total
    }
    add(.embeddings, ends.embeddings)
    add(.norms, ends.norms)
    add(.head, ends.head)
    for block in blocks {
      for attention in block.attentions {
        add(.attention, block.count * (attention.matrixEntries + attention.biases))
        add(.norms, block.count * attention.normParameters)
      }
      let feedForward = block.feedForward
      add(
        .feedForward, block.count * (feedForward.matrixEntries + feedForward.biases),
        active: block.count * (feedForward.activeMatrixEntries + feedForward.biases))
      add(.router, block.count * (feedForward.routerEntries + feedForward.routerBiases))
      add(.norms, block.count * block.normParameters)
    }
    guard counts.values.reduce(0, { $0 + $1.total }) <= 0x1p53 else { return nil }
    parts = Dictionary(
      uniqueKeysWithValues: Part.allCases.map { part in
        let count = counts[part] ?? (0, 0)
        return (part, Count(total: Int(count.total), active: Int(count.active)))
      })
  }
}
