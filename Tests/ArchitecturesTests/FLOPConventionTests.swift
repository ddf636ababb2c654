import Architectures
import Testing

@Suite("FLOP per token")
struct FLOPConventionTests {
  /// GPT-3 175B as Megatron's papers write it: l = 96, h = 12288, s = 2048, V = 51200.
  static let gpt3 = """
    {layers: 96, width: 12288, heads: 96, vocabulary: 51200, tied_embeddings: true}
    """

  private func flop(_ convention: FLOPConvention, _ text: String, context: Int?) throws -> Double {
    try #require(convention.flopPerToken(of: try shape(text), contextLength: context))
  }

  @Test("Megatron's counts are the closed forms of its papers.")
  func megatron() throws {
    let (l, h, s, v) = (96.0, 12288.0, 2048.0, 51200.0)
    let recomputing = 96 * l * h * h * (1 + s / (6 * h) + v / (16 * l * h))
    let model = 72 * l * h * h * (1 + s / (6 * h) + v / (12 * l * h))
    let counted = try [FLOPConvention.megatronRecomputing, .megatron, .deepSeek].map {
      try flop($0, Self.gpt3, context: 2048)
    }
    for (value, expected) in zip(counted, [recomputing, model, 72 * l * h * h + 12 * l * h * s]) {
      #expect(abs(value / expected - 1) < 1e-14)
    }
  }

  /// Appendix F, term by term, for a sequence.
  @Test("Hoffmann's count is the sum of appendix F.")
  func hoffmann() throws {
    let (l, d, s, v, h, k, f) = (10.0, 640.0, 2048.0, 32000.0, 10.0, 64.0, 2560.0)
    let attention =
      2 * 3 * s * d * (k * h) + 2 * s * s * (k * h) + 3 * h * s * s + 2 * s * s * (k * h)
      + 2 * s * (k * h) * d
    let forward = 2 * s * v * d + l * (attention + 2 * s * (d * f + d * f)) + 2 * s * d * v
    let value = try flop(
      .hoffmann, "{layers: 10, width: 640, heads: 10, feed_forward_width: 2560, vocabulary: 32000}",
      context: 2048)
    #expect(abs(value * s / (3 * forward) - 1) < 1e-14)
  }

  @Test("PaLM's count is 6N + 12LHQT, and a third more with all of the forward pass done twice.")
  func palm() throws {
    let count = Double(try shape(Self.gpt3).parameters.total)
    let expected = 6 * count + 12 * 96 * (96 * 128) * 2048
    #expect(try flop(.palm, Self.gpt3, context: 2048) == expected)
    let twice = try flop(.palmRecomputing, Self.gpt3, context: 2048)
    #expect(abs(twice / (expected * 4 / 3) - 1) < 1e-14)
    #expect(try flop(.eight, Self.gpt3, context: nil) == 8 * count)
  }

  @Test("Kaplan's forward pass is a third of 6N′ and half of the full scores.")
  func kaplan() throws {
    let inner = Double(try shape(Self.gpt3).parameters.totalWithoutEmbeddings)
    #expect(try flop(.kaplan, Self.gpt3, context: nil) == 6 * inner)
    #expect(
      try flop(.kaplanForward, Self.gpt3, context: 2048) == 2 * inner + 2 * 96 * 12288 * 2048)
  }

  @Test("Without a context only conventions without attention have a value.")
  func withoutContext() throws {
    let shape = try shape(Self.gpt3)
    for convention in FLOPConvention.all {
      let value = convention.flopPerToken(of: shape, contextLength: nil)
      #expect((value == nil) == convention.countsAttention, "\(convention.name)")
    }
  }

  /// Attention looks back through windows of 4096 in all layers of Mistral, in half of Gemma 2's.
  @Test("An attention window caps a longer context.")
  func windows() throws {
    let common = "layers: 26, width: 64, heads: 2, vocabulary: 100, feed_forward_width: 128"
    func attention(_ more: String, context: Int) throws -> Double {
      let text = "{\(common), \(more)}"
      return try flop(.palm, text, context: context) - flop(.six, text, context: nil)
    }
    let unit = 12.0 * 64 * 1024
    #expect(try attention("model_type: llama", context: 8192) == 26 * 8 * unit)
    let mistral = "model_type: mistral, sliding_window: 4096"
    #expect(try attention(mistral, context: 8192) == 26 * 4 * unit)
    #expect(try attention(mistral, context: 2048) == 26 * 2 * unit)
    let gemma = "model_type: gemma2, sliding_window: 4096"
    #expect(try attention(gemma, context: 8192) == 13 * (4 + 8) * unit)
    let gemma3 = "model_type: gemma3_text, sliding_window: 1024"
    #expect(try attention(gemma3, context: 8192) == (4 * 8 + 22 * 1) * unit)
    let off = "model_type: qwen2, sliding_window: 4096, use_sliding_window: false"
    #expect(try attention(off, context: 8192) == 26 * 8 * unit)
  }

  @Test(
    "Only active experts cost FLOP; latent attention counts its keys and values by their sizes.")
  func mixtureAndLatent() throws {
    let mixtral = try #require(
      PublishedCountsTests.models.first { $0.name.contains("Mixtral") })
    #expect(try flop(.six, mixtral.configuration, context: nil) == 6 * 12_879_925_248)
    let deepSeek = try #require(
      PublishedCountsTests.models.first { $0.name.contains("DeepSeek") }
    ).configuration
    let scores =
      try flop(.palm, deepSeek, context: 4096) - flop(.six, deepSeek, context: nil)
    #expect(scores == 6 * 61 * 128 * (192 + 128) * 4096)
  }
}
