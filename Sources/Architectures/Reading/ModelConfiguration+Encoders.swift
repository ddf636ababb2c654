import Diagnostics
import TrainingRuns

extension ModelConfiguration {
  /// BERT, with the heads of the class that `architectures` names.
  func bert() throws -> Architecture.ShapeParts {
    let width = try required(.width)
    let vocabulary = try required(.vocabulary)
    guard let context = try optional(.context) else { throw missing(.context) }
    var parts = try encoder(width: width, hasInputBias: true)
    let types = try required("type_vocab_size", "the number of token types")
    parts.context = context
    parts.ends.embeddings = (vocabulary + context + types) * width
    parts.ends.embeddingMatrix = vocabulary * width
    // After the embeddings.
    parts.ends.norms = 2 * width
    let square = width * width + width
    switch try classes {
    case let classes where classes.contains("BertForMaskedLM"):
      parts.ends.norms += 2 * width
      parts.ends.head = square + vocabulary
      parts.ends.headMatrix = width * width + vocabulary * width
    case let classes where classes.contains("BertForPreTraining"):
      parts.ends.norms += 2 * width
      parts.ends.head = square + vocabulary + square + 2 * width + 2
      parts.ends.headMatrix = width * width + vocabulary * width
      parts.assumptions.append("the head covers masked-token and next-sentence prediction")
    default:
      parts.ends.head = square
      parts.assumptions.append("the head is BERT's pooler; there is no prediction layer")
    }
    return parts
  }

  /// A vision transformer, with a classifier if `architectures` names the class that has one.
  func visionTransformer() throws -> Architecture.ShapeParts {
    let width = try required(.width)
    let image = try required("image_size", "the image size in pixels")
    let patch = try required("patch_size", "the patch size in pixels")
    let channels = try optional("num_channels") ?? 3
    guard patch > 0, image >= patch else {
      throw Diagnostic(
        origin: location, what: "patches of \(Int(patch)) pixels in images of \(Int(image))",
        fix: "correct 'patch_size' or 'image_size'")
    }
    let side = (image / patch).rounded(.down)
    var parts = try encoder(width: width, hasInputBias: try truth("qkv_bias") ?? true)
    parts.context = side * side + 1
    parts.ends.embeddingMatrix = channels * patch * patch * width
    // The patch projection with its bias, the class token, and one position for each.
    parts.ends.embeddings = parts.ends.embeddingMatrix + width + width + (side * side + 1) * width
    parts.ends.norms = 2 * width
    parts.assumptions.append(
      "context \(Int(side * side + 1)): the patches of an image and the class token")
    if try classes.contains("ViTForImageClassification") {
      let listed = self["id2label"]?.count.map(Double.init)
      let labels = try listed ?? required("num_labels", "the number of classes")
      parts.ends.head = labels * width + labels
    } else {
      parts.ends.head = width * width + width
      parts.assumptions.append("the head is ViT's pooler; there is no classifier")
    }
    return parts
  }

  /// T5: an encoder and a decoder with relative position biases, learned by the first layer of each.
  func encoderDecoder() throws -> Architecture.ShapeParts {
    let width = try required(.width)
    let heads = try required(.heads)
    let size = try required(.headSize)
    let inner = try required(.feedForwardWidth)
    let vocabulary = try required(.vocabulary)
    let encoderLayers = try required(.layers)
    let decoderLayers = try optional("num_decoder_layers") ?? encoderLayers
    let isGated = try self["feed_forward_proj"]?.text().hasPrefix("gated") ?? false
    let attention = Attention(
      width: width, heads: heads, keyValueHeads: heads, headSize: size, hasInputBias: false,
      hasOutputBias: false)
    let feedForward = FeedForward(
      width: width, innerWidth: inner, isGated: isGated, hasBias: false)
    let buckets = try optional("relative_attention_num_buckets") ?? 32
    let isTied = try truth(.tiesEmbeddings) ?? true
    return Architecture.ShapeParts(
      layers: encoderLayers + decoderLayers, width: width,
      blocks: [
        Block(
          count: encoderLayers, attentions: [attention], feedForward: feedForward,
          normParameters: 2 * width),
        Block(
          count: decoderLayers, attentions: [attention, attention], feedForward: feedForward,
          normParameters: 3 * width),
      ],
      ends: ModelShape.Ends(
        embeddings: vocabulary * width + 2 * buckets * heads, embeddingMatrix: vocabulary * width,
        norms: 2 * width, head: isTied ? 0 : vocabulary * width, headMatrix: vocabulary * width,
        isEncoderDecoder: true),
      assumptions: [
        "relative position biases count as embeddings",
        "no FLOP per token: a token passes through the encoder or the decoder, not both",
      ])
  }

  /// The layers of an encoder with biases everywhere.
  private func encoder(width: Double, hasInputBias: Bool) throws -> Architecture.ShapeParts {
    var assumptions: [String] = []
    let layers = try required(.layers)
    let heads = try headCounts(width: width, &assumptions)
    let block = Block(
      count: layers,
      attentions: [
        Attention(
          width: width, heads: heads.queries, keyValueHeads: heads.keysAndValues,
          headSize: heads.size, hasInputBias: hasInputBias, hasOutputBias: true)
      ],
      feedForward: FeedForward(
        width: width, innerWidth: try required(.feedForwardWidth), isGated: false, hasBias: true),
      normParameters: 4 * width)
    return Architecture.ShapeParts(
      layers: layers, width: width, blocks: [block], ends: ModelShape.Ends())
  }

  /// The classes that `architectures` names.
  private var classes: [String] { get throws { try self["architectures"]?.texts() ?? [] } }
}
