import Diagnostics

extension ModelConfiguration {
  /// A DeepSeek-V2 or V3 decoder: latent attention, shared experts, leading dense layers.
  ///
  /// Multi-token-prediction modules are not counted: published counts list them separately.
  ///
  /// - Parameter hasRouterBias: Whether one bias per expert balances the load.
  /// - Returns: The shape, not yet counted.
  /// - Throws: `Diagnostic` that names what is missing or impossible.
  func latentDecoder(hasRouterBias: Bool) throws -> Architecture.ShapeParts {
    let layers = try required(.layers)
    let width = try required(.width)
    let attention = Attention(
      width: width, heads: try required(.heads), queryRank: try optional("q_lora_rank"),
      latentRank: try required("kv_lora_rank", "the rank of keys and values"),
      contentSize: try required("qk_nope_head_dim", "the dimension of the unrotated part of a key"),
      rotarySize: try required("qk_rope_head_dim", "the dimension of the rotated part of a key"),
      valueSize: try required("v_head_dim", "the dimension of a value"))
    let experts = try optional(.experts) ?? 0
    let dense = experts > 0 ? try optional(.denseLayers) ?? 0 : layers
    guard dense <= layers else {
      throw try error(.denseLayers, "\(Int(dense)) of \(Int(layers)) layers cannot be dense")
    }
    var blocks: [Block] = []
    func add(_ count: Double, _ feedForward: FeedForward) {
      blocks.append(
        Block(
          count: count, attentions: [attention], feedForward: feedForward,
          normParameters: 2 * width))
    }
    if dense > 0 {
      let inner = try required(.feedForwardWidth)
      add(dense, FeedForward(width: width, innerWidth: inner, isGated: true, hasBias: false))
    }
    if dense < layers {
      let expertWidth = try required(.expertWidth)
      add(
        layers - dense,
        try mixture(
          width: width, experts: experts, expertWidth: expertWidth, isGated: true,
          hasRouterBias: hasRouterBias))
    }
    let vocabulary = try required(.vocabulary)
    let isTied = try truth(.tiesEmbeddings) ?? false
    let ends = ModelShape.Ends(
      embeddings: vocabulary * width, embeddingMatrix: vocabulary * width, norms: width,
      head: isTied ? 0 : vocabulary * width, headMatrix: vocabulary * width)
    var assumptions: [String] = []
    if let more = try optional("num_nextn_predict_layers"), more > 0 {
      assumptions.append("multi-token-prediction layers are not counted")
    }
    return Architecture.ShapeParts(
      layers: layers, width: width, context: try optional(.context), blocks: blocks, ends: ends,
      assumptions: assumptions)
  }
}
