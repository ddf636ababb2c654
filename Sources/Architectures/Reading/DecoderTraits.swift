/// What decoders of one name have in common, whatever their size.
struct DecoderTraits {
  /// What a norm learns.
  enum Norm: Double {
    /// Nothing.
    case fixed = 0
    /// A gain for each channel.
    case gain = 1
    /// A gain and a shift.
    case gainAndShift = 2
  }

  /// What norms of queries and keys stretch over.
  enum HeadNorm {
    /// There are none.
    case none
    /// A head; all share a gain.
    case head
    /// All heads together.
    case allHeads
  }

  /// Whether the projections to queries, keys and values have biases.
  var hasInputBias = false
  /// Whether the projection out of attention has a bias.
  var hasOutputBias = false
  /// Whether the feed-forward part has biases.
  var hasFeedForwardBias = false
  /// Whether the feed-forward part has a gate.
  var isGated = true
  /// The norms.
  var norm = Norm.gain
  /// How many norms of full width a layer has.
  var normsPerLayer = 2.0
  /// The norms of queries and keys.
  var headNorm = HeadNorm.none
  /// How many more positions than the context has are learned; `nil` where positions are not learned.
  var positionOffset: Double?
  /// Whether the head is the embedding where a configuration does not say.
  var tiesEmbeddings = false
  /// One layer of so many sees the whole context, where a window is given; 1 has all windowed.
  var windowPattern = 1.0

  /// What Echelle's own configurations describe: gains, no biases, two matrices unless they say so.
  static let plain = DecoderTraits(isGated: false)

  /// The traits by `model_type`, as the classes of Hugging Face Transformers have them.
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

  /// Biases everywhere, norms with shifts, no gate.
  private static func classic(positionOffset: Double?, tiesEmbeddings: Bool) -> DecoderTraits {
    DecoderTraits(
      hasInputBias: true, hasOutputBias: true, hasFeedForwardBias: true, isGated: false,
      norm: .gainAndShift, positionOffset: positionOffset, tiesEmbeddings: tiesEmbeddings)
  }

  /// The parameters of the norms of queries and keys in a layer.
  func headNormParameters(heads: Double, keyValueHeads: Double, headSize: Double) -> Double {
    switch headNorm {
    case .none: 0
    case .head: 2 * headSize
    case .allHeads: (heads + keyValueHeads) * headSize
    }
  }
}
