/// How many parameters a model has, by part.
///
/// Counts are exact. A matrix shared by embedding and head counts once, as embedding.
public struct ParameterCount: Sendable, Equatable {
  /// A part of a model.
  public enum Part: String, Sendable, CaseIterable {
    /// Token, position, token-type and patch embeddings.
    case embeddings
    /// Attention projections, with biases.
    case attention
    /// Feed-forward networks and experts, with biases.
    case feedForward = "feed-forward"
    /// Gains and biases of all norms.
    case norms
    /// The routers of mixture-of-experts layers.
    case router
    /// The output head, unless it is tied to the embedding.
    case head
  }

  /// The parameters of a part.
  public struct Count: Sendable, Equatable {
    /// All of them.
    public var total: Int
    /// Parameters used per token.
    public var active: Int
  }

  /// The count of each part, including parts the model does not have.
  public let parts: [Part: Count]

  /// N: all parameters.
  public var total: Int { parts.values.reduce(0) { $0 + $1.total } }
  /// Parameters used per token: all except those of experts that are not selected.
  public var active: Int { parts.values.reduce(0) { $0 + $1.active } }
  /// N without embeddings and head, as Kaplan and Pythia count.
  public var totalWithoutEmbeddings: Int { total - outer.total }
  /// Parameters used per token, without embeddings and head.
  public var activeWithoutEmbeddings: Int { active - outer.active }

  /// Embeddings and head.
  private var outer: Count {
    let ends = [Part.embeddings, .head].compactMap { parts[$0] }
    return Count(
      total: ends.reduce(0) { $0 + $1.total }, active: ends.reduce(0) { $0 + $1.active })
  }

  /// The count of blocks, embeddings and head; `nil` if it exceeds 2⁵³, the limit of exact counts.
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
