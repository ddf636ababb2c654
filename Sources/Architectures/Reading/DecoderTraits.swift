/// What decoders of one model type have in common, whatever their size.
struct DecoderTraits {
  /// The learned parameters of a norm.
  enum Norm: Double {
    /// Nothing.
    case fixed = 0
    /// One gain per channel.
    case gain = 1
    /// A gain and a bias.
    case gainAndShift = 2
  }

  /// The extent of query and key norms.
  enum HeadNorm {
    /// No such norms.
    case none
    /// One head; all heads share a gain.
    case head
    /// All heads together.
    case allHeads
  }

  /// Whether the query, key and value projections have biases.
  var hasInputBias = false
  /// Whether the output projection of attention has a bias.
  var hasOutputBias = false
  /// Whether the feed-forward network has biases.
  var hasFeedForwardBias = false
  /// Whether the feed-forward network is gated.
  var isGated = true
  /// The norms.
  var norm = Norm.gain
  /// The number of full-width norms per layer.
  var normsPerLayer = 2.0
  /// The norms of queries and keys.
  var headNorm = HeadNorm.none
  /// The number of learned positions beyond the context length; `nil` if positions are not learned.
  var positionOffset: Double?
  /// Whether embeddings are tied by default.
  var tiesEmbeddings = false
  /// With a window, one in this many layers sees the whole context; 1 means all are windowed.
  var windowPattern = 1.0

  /// The defaults of Echelle's own configurations: gains, no biases, two matrices.
  static let plain = DecoderTraits(isGated: false)

  /// The traits by `model_type`, as in the classes of Hugging Face Transformers.
  static let byModelType: KeyValuePairs<String, DecoderTraits> = [
    "gpt2": classic(positionOffset: 0, tiesEmbeddings: true),
    "opt": classic(positionOffset: 2, tiesEmbeddings: true),
    "gpt_neox": classic(positionOffset: nil, tiesEmbeddings: false),
    "llama": DecoderTraits(),
    "mistral": DecoderTraits(),
    "mixtral": DecoderTraits(),
    "qwen2": DecoderTraits(hasInputBias: true),
    "qwen3": DecoderTraits(headNorm: .head),
    "qwen3_moe": DecoderTraits(headNorm: .head),
    "olmo": DecoderTraits(norm: .fixed),
    "olmo2": DecoderTraits(headNorm: .allHeads),
    "olmoe": DecoderTraits(headNorm: .allHeads),
    "gemma": DecoderTraits(tiesEmbeddings: true),
    "gemma2": DecoderTraits(normsPerLayer: 4, tiesEmbeddings: true, windowPattern: 2),
    "gemma3_text": DecoderTraits(
      normsPerLayer: 4, headNorm: .head, tiesEmbeddings: true, windowPattern: 6),
  ]

  /// Biases everywhere, norms with biases, no gate.
  private static func classic(positionOffset: Double?, tiesEmbeddings: Bool) -> DecoderTraits {
    DecoderTraits(
      hasInputBias: true, hasOutputBias: true, hasFeedForwardBias: true, isGated: false,
      norm: .gainAndShift, positionOffset: positionOffset, tiesEmbeddings: tiesEmbeddings)
  }

  /// The parameters of the query and key norms in a layer.
  func headNormParameters(heads: Double, keyValueHeads: Double, headSize: Double) -> Double {
    switch headNorm {
    case .none: 0
    case .head: 2 * headSize
    case .allHeads: (heads + keyValueHeads) * headSize
    }
  }
}
