/// The dimensions that determine the FLOP of attention scores, which have no parameters.
///
///     training FLOP per token = 12 · n_layer · n_ctx · d_attn
///
/// The 12 is 2 (multiply and add) × 2 (query–key products and products of scores
/// with values) × 3 (forward plus a backward pass that costs twice as much). Causal masking is not discounted.
///
/// Reference: Chowdhery et al. 2022, PaLM, appendix B, arXiv:2204.02311.
public struct AttentionShape: Sendable, Equatable {
  /// n_layer.
  public var layers: Double
  /// d_attn: heads times head dimension, averaged over keys and values.
  public var width: Double
  /// n_ctx, tokens.
  public var contextLength: Double

  /// Makes a shape.
  public init(layers: Double, width: Double, contextLength: Double) {
    self.layers = layers
    self.width = width
    self.contextLength = contextLength
  }

  /// n_layer · n_ctx · d_attn.
  public var extent: Double { layers * contextLength * width }

  /// FLOP of attention scores per training token, forward and backward.
  public var trainingFLOPPerToken: Double { 12 * extent }
}
