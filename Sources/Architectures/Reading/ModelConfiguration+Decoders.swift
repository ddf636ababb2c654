import Diagnostics
import TrainingRuns

extension ModelConfiguration {
  /// A decoder with the given traits, unless the configuration overrides them.
  func decoder(_ given: DecoderTraits) throws -> Architecture.ShapeParts {
    let traits = try adapted(given)
    let layers = try required(.layers)
    let width = try required(.width)
    let vocabulary = try required(.vocabulary)
    let context = try optional(.context)
    var assumptions: [String] = []
    let heads = try headCounts(width: width, &assumptions)
    let attention = Attention(
      width: width, heads: heads.queries, keyValueHeads: heads.keysAndValues,
      headSize: heads.size, hasInputBias: traits.hasInputBias, hasOutputBias: traits.hasOutputBias,
      normParameters: traits.headNormParameters(
        heads: heads.queries, keyValueHeads: heads.keysAndValues, headSize: heads.size))
    let normSize = traits.norm.rawValue * width
    let block = Block(
      count: 0, attentions: [attention],
      feedForward: try feedForward(width: width, traits, &assumptions),
      normParameters: traits.normsPerLayer * normSize)

    var ends = ModelShape.Ends()
    // One small OPT model embeds tokens in fewer dimensions than its layers have.
    let embeddingWidth = try optional("word_embed_proj_dim") ?? width
    ends.embeddingMatrix = vocabulary * embeddingWidth
    ends.embeddings = ends.embeddingMatrix
    if embeddingWidth != width { ends.embeddings += 2 * embeddingWidth * width }
    if let offset = traits.positionOffset {
      guard let context else { throw missing(.context) }
      ends.embeddings += (context + offset) * width
    }
    // OPT with post-layer norms has no final norm.
    ends.norms = try truth("do_layer_norm_before") == false ? 0 : normSize
    ends.headMatrix = vocabulary * embeddingWidth
    let isTied = try truth(.tiesEmbeddings)
    if isTied == nil {
      assumptions.append(
        traits.tiesEmbeddings ? "embeddings: tied to the head" : "embeddings: not tied to the head")
    }
    ends.head = isTied ?? traits.tiesEmbeddings ? 0 : ends.headMatrix
    return Architecture.ShapeParts(
      layers: layers, width: width, context: context,
      blocks: try blocks(layers: layers, width: width, block, traits), ends: ends,
      assumptions: assumptions)
  }

  /// The numbers of heads and the head dimension.
  func headCounts(
    width: Double, _ assumptions: inout [String]
  ) throws -> (queries: Double, keysAndValues: Double, size: Double) {
    let heads = try required(.heads)
    var size = try optional(.headSize)
    if size == nil, heads > 0 {
      guard width.remainder(dividingBy: heads) == 0 else {
        throw try error(
          .heads, "the width \(Int(width)) is not a multiple of \(Int(heads)) heads",
          why: "the head dimension is width / heads unless it is given",
          fix: "correct one of them, or add the key 'head_size'")
      }
      size = width / heads
    }
    let groups = try optional(.keyValueHeads)
    if groups == nil { assumptions.append("key/value heads: as many as query heads") }
    let keyValueHeads = groups ?? heads
    guard heads > 0, keyValueHeads > 0, heads.remainder(dividingBy: keyValueHeads) == 0 else {
      throw try error(
        groups == nil ? .heads : .keyValueHeads,
        "\(Int(heads)) query heads cannot share \(Int(keyValueHeads)) key/value heads",
        fix: "make the number of query heads a multiple of the number of key/value heads")
    }
    return (heads, keyValueHeads, size ?? 0)
  }

  /// The error that the value of `key` is wrong.
  func error(
    _ key: ConfigurationKey, _ what: Phrase, why: Phrase? = nil, fix: Phrase? = nil
  ) throws -> Diagnostic {
    guard let value = try self[key] else { return missing(key) }
    return error(value, what, why: why, fix: fix)
  }

  /// The traits with the configuration's overrides.
  private func adapted(_ traits: DecoderTraits) throws -> DecoderTraits {
    var traits = traits
    if let gated = try truth(.isGated) { traits.isGated = gated }
    if let biases = try truth(.hasBiases) ?? truth("enable_bias") {
      traits.hasInputBias = biases
      traits.hasOutputBias = biases
      traits.hasFeedForwardBias = biases
    }
    if let bias = try truth("attention_bias") {
      // Qwen2 has biases whatever this says, and only on input projections.
      if self["model_type"].flatMap({ try? $0.text() }) != "qwen2" {
        traits.hasInputBias = bias
        traits.hasOutputBias = bias
      }
    }
    if let bias = try truth("mlp_bias") { traits.hasFeedForwardBias = bias }
    if try truth("layer_norm_elementwise_affine") == false { traits.norm = .fixed }
    return traits
  }

  /// The feed-forward network, with experts if the configuration has any.
  private func feedForward(
    width: Double, _ traits: DecoderTraits, _ assumptions: inout [String]
  ) throws -> FeedForward {
    let experts = try optional(.experts) ?? 0
    guard experts > 0 else {
      return FeedForward(
        width: width, innerWidth: try innerWidth(width: width, traits, &assumptions),
        isGated: traits.isGated, hasBias: traits.hasFeedForwardBias)
    }
    return try mixture(
      width: width, experts: experts,
      expertWidth: try optional(.expertWidth)
        ?? innerWidth(width: width, traits, &assumptions),
      isGated: traits.isGated, hasRouterBias: false)
  }

  /// A mixture of experts.
  func mixture(
    width: Double, experts: Double, expertWidth: Double, isGated: Bool, hasRouterBias: Bool
  ) throws -> FeedForward {
    let active = try required(.activeExperts)
    guard (1...experts).contains(active) else {
      throw try error(
        .activeExperts, "a token cannot be routed to \(Int(active)) of \(Int(experts)) experts",
        fix: "give a number from 1 to \(Int(experts))")
    }
    return FeedForward(
      width: width, expertWidth: expertWidth, experts: experts, activeExperts: active,
      sharedExperts: try optional(.sharedExperts) ?? 0, isGated: isGated,
      hasRouterBias: hasRouterBias)
  }

  /// The hidden width of a feed-forward network without experts.
  private func innerWidth(
    width: Double, _ traits: DecoderTraits, _ assumptions: inout [String]
  ) throws -> Double {
    if let inner = try optional(.feedForwardWidth) { return inner }
    guard !traits.isGated else { throw missing(.feedForwardWidth) }
    assumptions.append("feed-forward width: \(Int(4 * width)), four times the model width")
    return 4 * width
  }

  /// The layers, grouped by window and by experts.
  private func blocks(
    layers: Double, width: Double, _ block: Block, _ traits: DecoderTraits
  ) throws -> [Block] {
    var dense = try optional(.experts) ?? 0 > 0 ? try denseLayers(of: layers) : 0
    guard dense <= layers else {
      throw try error(.denseLayers, "\(Int(dense)) of \(Int(layers)) layers cannot be dense")
    }
    var blocks: [Block] = []
    if dense > 0 {
      var first = block
      first.count = dense
      first.feedForward = FeedForward(
        width: width, innerWidth: try required(.feedForwardWidth), isGated: traits.isGated,
        hasBias: traits.hasFeedForwardBias)
      blocks.append(first)
    }
    dense = layers - dense
    let window = try windowLength
    let full = window == nil ? dense : try min(dense, layersWithoutWindow(of: dense, traits))
    var rest = block
    rest.count = full
    if full > 0 { blocks.append(rest) }
    rest.count = dense - full
    for index in rest.attentions.indices { rest.attentions[index].window = window }
    if rest.count > 0 { blocks.append(rest) }
    return blocks
  }

  /// The window length in tokens; `nil` if no layer is windowed.
  private var windowLength: Double? {
    get throws {
      // Qwen's windows are off unless this key turns them on.
      let isUsed = try truth("use_sliding_window") ?? (self["max_window_layers"] == nil)
      return isUsed ? try optional("sliding_window") : nil
    }
  }

  /// The number of `layers` that see the whole context although others are windowed.
  private func layersWithoutWindow(of layers: Double, _ traits: DecoderTraits) throws -> Double {
    if let types = try self["layer_types"]?.texts() {
      return Double(types.count { $0 == "full_attention" })
    }
    let pattern = try optional("sliding_window_pattern") ?? traits.windowPattern
    return pattern <= 1 ? 0 : (layers / pattern).rounded(.down)
  }

  /// The number of dense layers although others have experts.
  private func denseLayers(of layers: Double) throws -> Double {
    if let dense = try optional(.denseLayers) { return dense }
    let listed = try self["mlp_only_layers"]?.elements().map { try whole($0) } ?? []
    let step = max(1, try optional("decoder_sparse_step") ?? 1)
    let sparse = (0..<Int(min(layers, 1e6))).filter { layer in
      !listed.contains(Double(layer)) && Double(layer + 1).remainder(dividingBy: step) == 0
    }
    return layers - Double(sparse.count)
  }
}
