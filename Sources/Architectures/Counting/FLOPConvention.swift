/// A published convention for counting FLOP per token.
///
/// In the formulas, N is the number of parameters used per token, N′ the same without embeddings and head,
/// W the weights of the layers' matrices, H those of the head, even if it is tied to
/// the embedding, E those of the embedding, and S = n_layer·n_ctx·d_attn (see ``AttentionShape``), summed
/// over the kinds of layers, with the window length in place of a longer context.
public struct FLOPConvention: Sendable {
  /// Its name.
  public let name: String
  /// What is counted.
  public let pass: Pass
  /// Whether attention scores are counted.
  public let countsAttention: Bool
  /// The formula, in FLOP per token.
  public let formula: String
  /// The source of the formula.
  public let source: String
  private let value: @Sendable (Terms) -> Double

  /// The passes that are counted.
  public enum Pass: String, Sendable, CaseIterable {
    /// A forward pass.
    case forward
    /// A forward and a backward pass.
    case training
    /// Forward and backward, with all or part of the forward pass recomputed to save memory.
    case recomputing
  }

  /// The quantities of the formulas.
  struct Terms {
    let active: Double
    let withoutEmbeddings: Double
    let layerEntries: Double
    let headEntries: Double
    let embeddingEntries: Double
    /// 12·S.
    let attention: Double
    /// n_layer·h·n_ctx.
    let scores: Double

    /// S.
    var extent: Double { attention / 12 }
  }

  /// FLOP per token of a model.
  ///
  /// - Parameters:
  ///   - shape: The model.
  ///   - contextLength: n_ctx, tokens; `nil` if it is unknown.
  /// - Returns: `nil` if the convention needs a context length that is unknown, and for an encoder with a
  ///   decoder, in which no token passes through all layers.
  public func flopPerToken(of shape: ModelShape, contextLength: Int?) -> Double? {
    guard !shape.ends.isEncoderDecoder, !countsAttention || contextLength != nil else { return nil }
    return value(Terms(shape, contextLength: contextLength ?? 0))
  }
}

extension FLOPConvention.Terms {
  init(_ shape: ModelShape, contextLength: Int) {
    active = Double(shape.parameters.active)
    withoutEmbeddings = Double(shape.parameters.activeWithoutEmbeddings)
    layerEntries = shape.blocks.reduce(0) { sum, block in
      let attention = block.attentions.reduce(0) { $0 + $1.matrixEntries }
      let feedForward = block.feedForward.activeMatrixEntries + block.feedForward.routerEntries
      return sum + block.count * (attention + feedForward)
    }
    headEntries = shape.ends.headMatrix
    embeddingEntries = shape.ends.embeddingMatrix
    attention = shape.attentionShapes(contextLength: contextLength)
      .reduce(0) { $0 + $1.trainingFLOPPerToken }
    scores = shape.blocks.reduce(0) { sum, block in
      sum
        + block.attentions.reduce(0) { sum, attention in
          let context = min(Double(contextLength), attention.window ?? .infinity)
          return sum + block.count * attention.heads * context
        }
    }
  }
}

extension FLOPConvention {
  private static let narayanan = "Narayanan et al. 2021, equation 3, arXiv:2104.04473"

  /// The rule of thumb, C = 6·N·D.
  public static let six = FLOPConvention(
    name: "6N", pass: .training, countsAttention: false, formula: "6·N",
    source: "Hoffmann et al. 2022, arXiv:2203.15556"
  ) { 6 * $0.active }

  /// Kaplan's C = 6·N·D, in which N has no embeddings.
  public static let kaplan = FLOPConvention(
    name: "kaplan", pass: .training, countsAttention: false, formula: "6·N′",
    source: "Kaplan et al. 2020, section 2.1, arXiv:2001.08361"
  ) { 6 * $0.withoutEmbeddings }

  /// Kaplan's forward pass.
  public static let kaplanForward = FLOPConvention(
    name: "kaplan-forward", pass: .forward, countsAttention: true, formula: "2·N′ + 2·S",
    source: "Kaplan et al. 2020, equation 2.2, arXiv:2001.08361"
  ) { 2 * $0.withoutEmbeddings + 2 * $0.extent }

  /// PaLM's, the convention behind model FLOP utilization (MFU) and the training energy model.
  public static let palm = FLOPConvention(
    name: "palm", pass: .training, countsAttention: true, formula: "6·N + 12·S",
    source: "Chowdhery et al. 2022, appendix B, arXiv:2204.02311"
  ) { 6 * $0.active + $0.attention }

  /// Megatron's, from the matrices instead of N.
  public static let megatron = FLOPConvention(
    name: "megatron", pass: .training, countsAttention: true, formula: "6·W + 6·H + 12·S",
    source: "Korthikanti et al. 2022, appendix A, arXiv:2205.05198"
  ) { 6 * ($0.layerEntries + $0.headEntries) + $0.attention }

  /// DeepSeek's M, without vocabulary.
  public static let deepSeek = FLOPConvention(
    name: "deepseek", pass: .training, countsAttention: true, formula: "6·W + 12·S",
    source: "Bi et al. 2024, equation 2, arXiv:2401.02954"
  ) { 6 * $0.layerEntries + $0.attention }

  /// Hoffmann's detailed count: embedding, projections, scores, softmax, feed-forward, logits; three times
  /// for forward and backward.
  public static let hoffmann = FLOPConvention(
    name: "hoffmann", pass: .training, countsAttention: true,
    formula: "3·(2·E + 2·W + 4·S + 3·n_layer·h·n_ctx + 2·H)",
    source: "Hoffmann et al. 2022, appendix F, arXiv:2203.15556"
  ) { terms in
    let matrices = terms.embeddingEntries + terms.layerEntries + terms.headEntries
    return 3 * (2 * matrices + 4 * terms.extent + 3 * terms.scores)
  }

  /// Only attention scores are recomputed, inside the kernel.
  public static let flashAttention = FLOPConvention(
    name: "flash-attention", pass: .recomputing, countsAttention: true, formula: "6·N + 14·S",
    source: "Dao 2023, section 4.1 (7 products in place of 6), arXiv:2307.08691"
  ) { 6 * $0.active + 14 * $0.extent }

  /// The rule of thumb with full recomputation of the forward pass.
  public static let eight = FLOPConvention(
    name: "8N", pass: .recomputing, countsAttention: false, formula: "8·N",
    source: "4/3 of 6N, after " + narayanan
  ) { 8 * $0.active }

  /// PaLM's with full recomputation of the forward pass.
  public static let palmRecomputing = FLOPConvention(
    name: "palm-recompute", pass: .recomputing, countsAttention: true, formula: "8·N + 16·S",
    source: "4/3 of palm, after " + narayanan
  ) { 8 * $0.active + 16 * $0.extent }

  /// Megatron's with the layers' forward pass recomputed.
  public static let megatronRecomputing = FLOPConvention(
    name: "megatron-recompute", pass: .recomputing, countsAttention: true,
    formula: "8·W + 6·H + 16·S", source: narayanan
  ) { 8 * $0.layerEntries + 6 * $0.headEntries + 16 * $0.extent }

  /// All of them.
  public static let all = [
    six, kaplan, palm, megatron, deepSeek, hoffmann, kaplanForward, flashAttention, eight,
    palmRecomputing, megatronRecomputing,
  ]
}
