import Architectures
import Diagnostics
import Testing

@Suite("Model configurations")
struct ModelConfigurationTests {
  /// Configurations that are refused, with the first line and the fix of the error.
  static let refused: [(text: String, what: String, fix: String?)] = [
    (
      #"{"model_type": "llama", "num_hiden_layers": 3, "hidden_size": 64}"#,
      "config.json: the key 'num_hidden_layers', the number of layers, is missing",
      "rename 'num_hiden_layers' to 'num_hidden_layers'"
    ),
    (
      "{width: 64, heads: 2, vocabulary: 9}",
      "config.json: the key 'layers', the number of layers, is missing", "add the key 'layers'"
    ),
    (
      #"{"model_type": "mistrall"}"#, "config.json:1:16: unknown model_type 'mistrall'",
      "did you mean 'mistral', 'mixtral'?"
    ),
    (
      #"{"model_type": "llava", "text_config": {}}"#,
      "config.json:1:16: unknown model_type 'llava'",
      "save the object under 'text_config' to its own file and count that"
    ),
    (
      "layers: 2\nwidth: 64\nhead: 2\n", "config.json:3:7: unknown key 'head'",
      "did you mean 'heads'?"
    ),
    (
      "{layers: 2.5, width: 64, heads: 2, vocabulary: 9}",
      "config.json:1:10: expected a whole number up to 1e9, found '2.5'", nil
    ),
    (
      "{layers: -1, width: 64, heads: 2, vocabulary: 9}",
      "config.json:1:10: expected a whole number up to 1e9, found '-1'", nil
    ),
    (
      "{layers: 2, width: 64, heads: 3, vocabulary: 9}",
      "config.json:1:31: the width 64 is not a multiple of 3 heads",
      "correct one of them, or add the key 'head_size'"
    ),
    (
      "{layers: 2, width: 64, heads: 4, key_value_heads: 3, vocabulary: 9}",
      "config.json:1:51: 4 query heads cannot share 3 key/value heads",
      "make the number of query heads a multiple of the number of key/value heads"
    ),
    (
      "{layers: 2, num_layers: 3, width: 64, heads: 4, vocabulary: 9}",
      "config.json:1:25: 'layers' is 2 and 'num_layers' 3", "keep one of them"
    ),
    (
      "{layers: 2, width: 64, heads: 4, vocabulary: 9, experts: 4, active_experts: 5}",
      "config.json:1:77: a token cannot be routed to 5 of 4 experts", "give a number from 1 to 4"
    ),
    (
      "{layers: 1e9, width: 1e9, heads: 1, vocabulary: 9}",
      "config.json: more than 2^53 parameters",
      "check the configuration"
    ),
    (
      "{layers: 0, width: 0, heads: 1, vocabulary: 9}",
      "config.json: the model has no parameters", "check the configuration"
    ),
  ]

  @Test("What is missing, unknown or impossible is named.", arguments: refused.indices)
  func errors(index: Int) throws {
    let (text, what, fix) = Self.refused[index]
    let error = try #require(throws: Diagnostic.self) { try shape(text) }
    #expect(error.summary == what)
    #expect(error.fix?.text() == fix)
  }

  @Test("JSON is read with tabs, nulls, exponents and keys unrelated to the shape.")
  func json() throws {
    let text = """
      {
      \t"model_type": "gpt2",
      \t"layer_norm_epsilon": 1e-05,
      \t"n_layer": 12, "n_embd": 768, "n_head": 12,
      \t"n_inner": null, "n_positions": 1024, "vocab_size": 50257,
      \t"task_specific_params": {"text-generation": {"do_sample": true}}
      }
      """
    #expect(try shape(text).parameters.total == 124_439_808)
  }

  /// Llama 3 8B by Echelle's own keys, in YAML, and with suffixes.
  @Test("Own keys describe the same model as published ones, and quantities may have suffixes.")
  func ownKeys() throws {
    let own = try shape(
      """
      layers: 32
      width: 4096
      heads: 32
      key_value_heads: 8
      vocabulary: 128.256k
      feed_forward_width: 14336
      gated: true
      tied_embeddings: false
      context: 8192
      """)
    #expect(own.parameters.total == 8_030_261_248)
    #expect(own.contextLength == 8192)
    #expect(own.assumptions == [])
  }

  @Test("Assumptions about open choices are listed.")
  func assumptions() throws {
    let open = try shape("{layers: 2, width: 64, heads: 4, vocabulary: 9}")
    #expect(
      open.assumptions == [
        "key/value heads: as many as query heads",
        "feed-forward width: 256, four times the model width", "embeddings: not tied to the head",
      ])
  }

  /// d = 8, one head: 4·64 for attention; a router of 8·4; four experts and one shared of 2·8·16.
  @Test("Only routed-to experts are active; shared experts and the first layers always are.")
  func experts() throws {
    let count = try shape(
      """
      {layers: 3, width: 8, heads: 1, vocabulary: 10, experts: 4, active_experts: 2, expert_width: 16,
       shared_experts: 1, dense_layers: 1, feed_forward_width: 32}
      """
    ).parameters
    #expect(count.parts[.feedForward]?.total == 2 * 8 * 32 + 2 * 5 * (2 * 8 * 16))
    #expect(count.parts[.feedForward]?.active == 2 * 8 * 32 + 2 * 3 * (2 * 8 * 16))
    #expect(count.parts[.router]?.total == 2 * 8 * 4)
    #expect(count.total - count.active == 2 * 2 * (2 * 8 * 16))
  }
}
