/// Identical layers of a transformer.
///
/// Numbers are whole, stored as `Double` so that no configuration can overflow them.
struct Block: Sendable, Equatable {
  /// The number of layers.
  var count: Double
  /// The attention of a layer; a decoder with cross-attention has two.
  var attentions: [Attention]
  /// The feed-forward network after the attention.
  var feedForward: FeedForward
  /// The parameters of the layer's own norms.
  var normParameters: Double
}

/// The parameters of a layer's attention, and the size of its scores.
struct Attention: Sendable, Equatable {
  /// Weights of the matrices that multiply a token.
  var matrixEntries: Double
  /// Biases.
  var biases: Double
  /// Parameters of inner norms: of queries, keys and latent vectors.
  var normParameters: Double
  /// h, heads.
  var heads: Double
  /// The dimension of queries and keys, per head.
  var keySize: Double
  /// The dimension of values, per head.
  var valueSize: Double
  /// The window length in tokens; `nil` for the whole context.
  var window: Double?

  /// d_attn: h·(d_k + d_v)/2.
  var width: Double { heads * (keySize + valueSize) / 2 }

  /// Grouped-query attention.
  ///
  ///     d·h·d_h + 2·d·h_kv·d_h + h·d_h·d
  ///
  /// Reference: Ainslie et al. 2023, GQA, arXiv:2305.13245.
  init(
    width: Double, heads: Double, keyValueHeads: Double, headSize: Double, hasInputBias: Bool,
    hasOutputBias: Bool, normParameters: Double = 0, window: Double? = nil
  ) {
    let queries = heads * headSize
    let keysAndValues = 2 * keyValueHeads * headSize
    matrixEntries = width * (2 * queries + keysAndValues)
    biases = (hasInputBias ? queries + keysAndValues : 0) + (hasOutputBias ? width : 0)
    self.normParameters = normParameters
    self.heads = heads
    keySize = headSize
    valueSize = headSize
    self.window = window
  }

  /// Latent attention: keys and values, and also queries if `queryRank` is given, pass through a
  /// low-rank latent vector.
  ///
  /// Reference: DeepSeek-AI 2024, DeepSeek-V2, section 2.1, arXiv:2405.04434.
  ///
  /// - Parameters:
  ///   - width: d.
  ///   - heads: h.
  ///   - queryRank: d_c′; `nil` if queries have no latent vector.
  ///   - latentRank: d_c.
  ///   - contentSize: d_h, the unrotated part of a key.
  ///   - rotarySize: d_h^R, the rotated part, shared by all heads in the keys.
  ///   - valueSize: The dimension of a value.
  init(
    width: Double, heads: Double, queryRank: Double?, latentRank: Double, contentSize: Double,
    rotarySize: Double, valueSize: Double
  ) {
    let queries = heads * (contentSize + rotarySize)
    let queryEntries = queryRank.map { width * $0 + $0 * queries } ?? width * queries
    let latentEntries =
      width * (latentRank + rotarySize) + latentRank * heads * (contentSize + valueSize)
    matrixEntries = queryEntries + latentEntries + heads * valueSize * width
    biases = 0
    normParameters = (queryRank ?? 0) + latentRank
    self.heads = heads
    keySize = contentSize + rotarySize
    self.valueSize = valueSize
    window = nil
  }
}

/// The parameters of a layer's feed-forward network: total and used per token.
struct FeedForward: Sendable, Equatable {
  /// Entries of the matrices.
  var matrixEntries: Double
  /// The weights used per token.
  var activeMatrixEntries: Double
  /// Biases, all of them active: no mixture of experts here has any.
  var biases = 0.0
  /// Entries of the router's matrix.
  var routerEntries = 0.0
  /// Biases of the router.
  var routerBiases = 0.0

  /// One network: two matrices, or three with a gate.
  init(width: Double, innerWidth: Double, isGated: Bool, hasBias: Bool) {
    let matrices = isGated ? 3.0 : 2
    matrixEntries = matrices * width * innerWidth
    activeMatrixEntries = matrixEntries
    biases = hasBias ? (matrices - 1) * innerWidth + width : 0
  }

  /// A mixture of experts, of which a router selects some for each token.
  ///
  /// - Parameters:
  ///   - width: d.
  ///   - expertWidth: The hidden width of an expert.
  ///   - experts: The number of routed experts.
  ///   - activeExperts: The number selected per token.
  ///   - sharedExperts: The number of additional experts that process every token.
  ///   - isGated: Whether experts are gated.
  ///   - hasRouterBias: Whether the router has one bias per expert.
  init(
    width: Double, expertWidth: Double, experts: Double, activeExperts: Double,
    sharedExperts: Double, isGated: Bool, hasRouterBias: Bool
  ) {
    let expert = (isGated ? 3.0 : 2) * width * expertWidth
    matrixEntries = (experts + sharedExperts) * expert
    activeMatrixEntries = (activeExperts + sharedExperts) * expert
    routerEntries = width * experts
    routerBiases = hasRouterBias ? experts : 0
  }
}
