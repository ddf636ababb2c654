/// The shape of a transformer, from which its parameters and its FLOP are counted.
///
///     let shape = try ModelConfiguration(parsing: text, path: "config.json").shape()
///     shape.parameters.total     // 124_439_808 for GPT-2
///     shape.parameters.active    // those that act on a token
///     FLOPConvention.palm.flopPerToken(of: shape, contextLength: 1024)
public struct ModelShape: Sendable, Equatable {
  /// The architecture, as `model_type` names it.
  public internal(set) var architecture: String
  /// n_layer.
  public internal(set) var layers: Int
  /// d_model.
  public internal(set) var width: Int
  /// The longest context that the configuration names, in tokens; `nil` where it names none.
  public internal(set) var contextLength: Int?
  /// What the configuration left open and how it was settled, a sentence each.
  public internal(set) var assumptions: [String]
  /// The parameters by part.
  public internal(set) var parameters: ParameterCount

  /// The layers; FLOP are counted over them.
  var blocks: [Block]
  /// What surrounds them.
  var ends: Ends

  /// What a model has before and after its layers.
  struct Ends: Sendable, Equatable {
    /// Parameters of the embeddings: of tokens, positions, types of tokens, patches.
    var embeddings = 0.0
    /// Entries of the token embedding, or of the projection of patches, as a matrix.
    var embeddingMatrix = 0.0
    /// Parameters of norms outside of layers.
    var norms = 0.0
    /// Parameters of the head that are not the embedding's.
    var head = 0.0
    /// Entries of the matrices between the last layer and the prediction, whether or not they are the
    /// embedding's, that every token is multiplied by.
    var headMatrix = 0.0
    /// Whether a token passes through one half of the model only.
    var isEncoderDecoder = false
  }

  /// The shapes of the attention for sequences of `contextLength` tokens, one for each kind of layer.
  func attentionShapes(contextLength: Int) -> [AttentionShape] {
    blocks.flatMap { block in
      block.attentions.map { attention in
        AttentionShape(
          layers: block.count, width: attention.width,
          contextLength: min(Double(contextLength), attention.window ?? .infinity))
      }
    }
  }
}
