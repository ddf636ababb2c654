/// Layers of a transformer that are all alike.
///
/// Numbers are whole, and held as `Double` so that no configuration makes them overflow.
struct Block: Sendable, Equatable {
  /// How many layers there are.
  var count: Double
  /// The attention of a layer; a decoder that also looks at an encoder has two.
  var attentions: [Attention]
  /// What follows the attention.
  var feedForward: FeedForward
  /// The parameters of the layer's own norms.
  var normParameters: Double
}

/// The parameters of a layer's attention, and the size of its scores.
struct Attention: Sendable, Equatable {
  /// Entries of the matrices that a token is multiplied by.
  var matrixEntries: Double
  /// Biases.
  var biases: Double
  /// Parameters of norms within: of queries, keys and latent vectors.
  var normParameters: Double
  /// h, heads.
  var heads: Double
  /// The size of a query and of a key, per head.
  var keySize: Double
  /// The size of a value, per head.
  var valueSize: Double
  /// How many tokens back a token looks; `nil` for all.
  var window: Double?

  /// d_attn: h·(d_k + d_v)/2.
  var width: Double { heads * (keySize + valueSize) / 2 }

  /// Attention whose heads share keys and values in groups.
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

  /// Attention whose keys and values, and whose queries where `queryRank` is given, pass through a
  /// narrow latent vector.
  ///
  /// Reference: DeepSeek-AI 2024, DeepSeek-V2, section 2.1, arXiv:2405.04434.
  ///
  /// - Parameters:
  ///   - width: d.
  ///   - heads: h.
  ///   - queryRank: d_c′; `nil` where queries have no latent vector.
  ///   - latentRank: d_c.
  ///   - contentSize: d_h, the part of a key without rotation.
  ///   - rotarySize: d_h^R, the rotated part, which all heads share in the keys.
  ///   - valueSize: The size of a value.
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

/// The parameters of a layer's feed-forward part, all of them and those that act on a token.
struct FeedForward: Sendable, Equatable {
  /// Entries of the matrices.
  var matrixEntries: Double
  /// Those that a token is multiplied by.
  var activeMatrixEntries: Double
  /// Biases, which are all active: no mixture here has any.
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

  /// A mixture of experts, of which a router picks some for each token.
  ///
  /// - Parameters:
  ///   - width: d.
  ///   - expertWidth: The inner width of an expert.
  ///   - experts: How many there are to pick from.
  ///   - activeExperts: How many are picked.
  ///   - sharedExperts: How many more see every token.
  ///   - isGated: Whether an expert has a gate.
  ///   - hasRouterBias: Whether the router has a bias for each expert.
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
