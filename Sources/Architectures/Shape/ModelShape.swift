/// The shape of a transformer, from which its parameters and its FLOP are counted.
///
///     let shape = try ModelConfiguration(parsing: text, path: "config.json").shape()
///     shape.parameters.total     // 124_439_808 for GPT-2
///     shape.parameters.active    // used per token
///     FLOPConvention.palm.flopPerToken(of: shape, contextLength: 1024)
public struct ModelShape: Sendable, Equatable {
  /// The architecture, as `model_type` names it.
  public internal(set) var architecture: String
  /// n_layer.
  public internal(set) var layers: Int
  /// d_model.
  public internal(set) var width: Int
  /// The longest context in the configuration, in tokens; `nil` if it gives none.
  public internal(set) var contextLength: Int?
  /// Assumptions where the configuration is silent, one sentence each.
  public internal(set) var assumptions: [String]
  /// The parameters by part.
  public internal(set) var parameters: ParameterCount

  /// The layers; FLOP are counted over them.
  var blocks: [Block]
  /// The embeddings, final norm and head.
  var ends: Ends

  /// The parts of a model before and after its layers.
  struct Ends: Sendable, Equatable {
    /// Parameters of the token, position, token-type and patch embeddings.
    var embeddings = 0.0
    /// Weights of the token embedding or of the patch projection, as a matrix.
    var embeddingMatrix = 0.0
    /// Parameters of norms outside the layers.
    var norms = 0.0
    /// Parameters of the head, without tied ones.
    var head = 0.0
    /// Weights of the matrices between the last layer and the prediction, tied or not,
    /// that multiply every token.
    var headMatrix = 0.0
    /// Whether a token passes through only one half of the model.
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
