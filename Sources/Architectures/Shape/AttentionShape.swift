/// What the work on attention scores, which has no parameters, depends on.
///
///     training FLOP per token = 12 · n_layer · n_ctx · d_attn
///
/// Of the 12, 2 are a multiplication and an addition, 2 the products of queries with keys and of scores
/// with values, and 3 the forward pass and the twice as dear backward pass. The causal half is not taken off.
///
/// Reference: Chowdhery et al. 2022, PaLM, appendix B, arXiv:2204.02311.
public struct AttentionShape: Sendable, Equatable {
  /// n_layer.
  public var layers: Double
  /// d_attn: heads times their width, the mean of that of the keys and that of the values.
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

  /// FLOP of the scores for a training token, forward and backward.
  public var trainingFLOPPerToken: Double { 12 * extent }
}
