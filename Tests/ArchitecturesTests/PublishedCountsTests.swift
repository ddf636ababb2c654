import Architectures
import Testing

/// A published model: the keys of its config.json that matter, and its counts.
struct PublishedModel: Sendable, CustomTestStringConvertible {
  let name: String
  let configuration: String
  let total: Int
  var active: Int?
  var withoutEmbeddings: Int?

  var testDescription: String { name }
}

@Suite("Published parameter counts")
struct PublishedCountsTests {
  /// Models of Hugging Face.
  ///
  /// Totals are those of the published weights, as `num_parameters()` and the safetensors metadata give
  /// them. Configurations are those of the models' repositories.
  static let models: [PublishedModel] = [
    PublishedModel(
      name: "openai-community/gpt2",
      configuration: #"""
        {"model_type": "gpt2", "n_layer": 12, "n_embd": 768, "n_head": 12, "vocab_size": 50257,
         "n_positions": 1024, "n_inner": null}
        """#, total: 124_439_808),
    PublishedModel(
      name: "openai-community/gpt2-xl",
      configuration: #"""
        {"model_type": "gpt2", "n_layer": 48, "n_embd": 1600, "n_head": 25, "vocab_size": 50257,
         "n_positions": 1024}
        """#, total: 1_557_611_200),
    PublishedModel(
      name: "facebook/opt-125m",
      configuration: #"""
        {"model_type": "opt", "num_hidden_layers": 12, "hidden_size": 768, "num_attention_heads": 12,
         "ffn_dim": 3072, "vocab_size": 50272, "max_position_embeddings": 2048,
         "word_embed_proj_dim": 768, "do_layer_norm_before": true}
        """#, total: 125_239_296),
    PublishedModel(
      name: "facebook/opt-350m",
      configuration: #"""
        {"model_type": "opt", "num_hidden_layers": 24, "hidden_size": 1024, "num_attention_heads": 16,
         "ffn_dim": 4096, "vocab_size": 50272, "max_position_embeddings": 2048,
         "word_embed_proj_dim": 512, "do_layer_norm_before": false}
        """#, total: 331_196_416),
    PublishedModel(
      name: "meta-llama/Llama-2-7b",
      configuration: #"""
        {"model_type": "llama", "num_hidden_layers": 32, "hidden_size": 4096, "vocab_size": 32000,
         "num_attention_heads": 32, "intermediate_size": 11008, "tie_word_embeddings": false}
        """#, total: 6_738_415_616),
    PublishedModel(
      name: "meta-llama/Meta-Llama-3-8B",
      configuration: #"""
        {"model_type": "llama", "num_hidden_layers": 32, "hidden_size": 4096, "vocab_size": 128256,
         "num_attention_heads": 32, "num_key_value_heads": 8, "intermediate_size": 14336,
         "tie_word_embeddings": false}
        """#, total: 8_030_261_248),
    PublishedModel(
      name: "meta-llama/Llama-3.1-70B",
      configuration: #"""
        {"model_type": "llama", "num_hidden_layers": 80, "hidden_size": 8192, "vocab_size": 128256,
         "num_attention_heads": 64, "num_key_value_heads": 8, "intermediate_size": 28672}
        """#, total: 70_553_706_496),
    PublishedModel(
      name: "mistralai/Mistral-7B-v0.1",
      configuration: #"""
        {"model_type": "mistral", "num_hidden_layers": 32, "hidden_size": 4096, "vocab_size": 32000,
         "num_attention_heads": 32, "num_key_value_heads": 8, "intermediate_size": 14336,
         "sliding_window": 4096}
        """#, total: 7_241_732_096),
    PublishedModel(
      name: "mistralai/Mixtral-8x7B-v0.1",
      configuration: #"""
        {"model_type": "mixtral", "num_hidden_layers": 32, "hidden_size": 4096, "vocab_size": 32000,
         "num_attention_heads": 32, "num_key_value_heads": 8, "intermediate_size": 14336,
         "num_local_experts": 8, "num_experts_per_tok": 2, "sliding_window": null}
        """#, total: 46_702_792_704, active: 12_879_925_248),
    PublishedModel(
      name: "Qwen/Qwen2.5-0.5B",
      configuration: #"""
        {"model_type": "qwen2", "num_hidden_layers": 24, "hidden_size": 896, "vocab_size": 151936,
         "num_attention_heads": 14, "num_key_value_heads": 2, "intermediate_size": 4864,
         "tie_word_embeddings": true}
        """#, total: 494_032_768),
    PublishedModel(
      name: "Qwen/Qwen3-0.6B",
      configuration: #"""
        {"model_type": "qwen3", "num_hidden_layers": 28, "hidden_size": 1024, "vocab_size": 151936,
         "num_attention_heads": 16, "num_key_value_heads": 8, "head_dim": 128,
         "intermediate_size": 3072, "tie_word_embeddings": true, "attention_bias": false}
        """#, total: 596_049_920),
    PublishedModel(
      name: "Qwen/Qwen3-30B-A3B",
      configuration: #"""
        {"model_type": "qwen3_moe", "num_hidden_layers": 48, "hidden_size": 2048,
         "vocab_size": 151936, "num_attention_heads": 32, "num_key_value_heads": 4, "head_dim": 128,
         "intermediate_size": 6144, "moe_intermediate_size": 768, "num_experts": 128,
         "num_experts_per_tok": 8, "decoder_sparse_step": 1, "mlp_only_layers": [],
         "tie_word_embeddings": false}
        """#, total: 30_532_122_624, active: 3_353_032_704),
    PublishedModel(
      name: "google/gemma-2b",
      configuration: #"""
        {"model_type": "gemma", "num_hidden_layers": 18, "hidden_size": 2048, "vocab_size": 256000,
         "num_attention_heads": 8, "num_key_value_heads": 1, "head_dim": 256,
         "intermediate_size": 16384}
        """#, total: 2_506_172_416),
    PublishedModel(
      name: "google/gemma-2-2b",
      configuration: #"""
        {"model_type": "gemma2", "num_hidden_layers": 26, "hidden_size": 2304, "vocab_size": 256000,
         "num_attention_heads": 8, "num_key_value_heads": 4, "head_dim": 256,
         "intermediate_size": 9216, "sliding_window": 4096}
        """#, total: 2_614_341_888),
    PublishedModel(
      name: "allenai/OLMo-1B-hf",
      configuration: #"""
        {"model_type": "olmo", "num_hidden_layers": 16, "hidden_size": 2048, "vocab_size": 50304,
         "num_attention_heads": 16, "num_key_value_heads": 16, "intermediate_size": 8192,
         "tie_word_embeddings": true}
        """#, total: 1_176_764_416),
    PublishedModel(
      name: "allenai/OLMo-2-1124-7B",
      configuration: #"""
        {"model_type": "olmo2", "num_hidden_layers": 32, "hidden_size": 4096, "vocab_size": 100352,
         "num_attention_heads": 32, "num_key_value_heads": 32, "intermediate_size": 11008,
         "tie_word_embeddings": false}
        """#, total: 7_298_617_344),
    // DeepSeek-V3's README_WEIGHTS.md: 671B, of which 36.6B act on a token without the embedding.
    PublishedModel(
      name: "deepseek-ai/DeepSeek-V3",
      configuration: #"""
        {"model_type": "deepseek_v3", "num_hidden_layers": 61, "hidden_size": 7168,
         "vocab_size": 129280, "num_attention_heads": 128, "num_key_value_heads": 128,
         "q_lora_rank": 1536, "kv_lora_rank": 512, "qk_nope_head_dim": 128, "qk_rope_head_dim": 64,
         "v_head_dim": 128, "intermediate_size": 18432, "moe_intermediate_size": 2048,
         "n_routed_experts": 256, "n_shared_experts": 1, "num_experts_per_tok": 8,
         "first_k_dense_replace": 3, "moe_layer_freq": 1, "num_nextn_predict_layers": 1,
         "tie_word_embeddings": false}
        """#, total: 671_026_419_200, active: 37_552_297_472),
    PublishedModel(
      name: "google-t5/t5-small",
      configuration: #"""
        {"model_type": "t5", "num_layers": 6, "d_model": 512, "num_heads": 8, "d_kv": 64,
         "d_ff": 2048, "vocab_size": 32128, "relative_attention_num_buckets": 32}
        """#, total: 60_506_624),
    PublishedModel(
      name: "google/flan-t5-base",
      configuration: #"""
        {"model_type": "t5", "num_layers": 12, "d_model": 768, "num_heads": 12, "d_kv": 64,
         "d_ff": 2048, "vocab_size": 32128, "relative_attention_num_buckets": 32,
         "feed_forward_proj": "gated-gelu", "tie_word_embeddings": false}
        """#, total: 247_577_856),
    PublishedModel(
      name: "google-bert/bert-base-uncased, BertModel",
      configuration: #"""
        {"model_type": "bert", "num_hidden_layers": 12, "hidden_size": 768, "vocab_size": 30522,
         "num_attention_heads": 12, "intermediate_size": 3072, "max_position_embeddings": 512,
         "type_vocab_size": 2}
        """#, total: 109_482_240),
    PublishedModel(
      name: "google-bert/bert-base-uncased, BertForMaskedLM",
      configuration: #"""
        {"model_type": "bert", "num_hidden_layers": 12, "hidden_size": 768, "vocab_size": 30522,
         "num_attention_heads": 12, "intermediate_size": 3072, "max_position_embeddings": 512,
         "type_vocab_size": 2, "architectures": ["BertForMaskedLM"]}
        """#, total: 109_514_298),
    PublishedModel(
      name: "google/vit-base-patch16-224",
      configuration: #"""
        {"model_type": "vit", "num_hidden_layers": 12, "hidden_size": 768, "image_size": 224,
         "num_attention_heads": 12, "intermediate_size": 3072, "patch_size": 16, "num_labels": 1000,
         "num_channels": 3, "qkv_bias": true, "architectures": ["ViTForImageClassification"]}
        """#, total: 86_567_656),
  ]

  /// Pythia's table, with and without embeddings: layers, width, inner width, heads, vocabulary; the two
  /// counts. https://github.com/EleutherAI/pythia
  static let pythia: [(layers: Int, width: Int, heads: Int, vocabulary: Int, counts: [Int])] = [
    (6, 512, 8, 50304, [70_426_624, 18_915_328]),
    (12, 768, 12, 50304, [162_322_944, 85_056_000]),
    (24, 1024, 16, 50304, [405_334_016, 302_311_424]),
    (16, 2048, 8, 50304, [1_011_781_632, 805_736_448]),
    (24, 2048, 16, 50304, [1_414_647_808, 1_208_602_624]),
    (32, 2560, 32, 50304, [2_775_208_960, 2_517_652_480]),
    (32, 4096, 32, 50432, [6_857_302_016, 6_444_163_072]),
    (36, 5120, 40, 50688, [11_846_072_320, 11_327_027_200]),
  ]

  @Test("Every published model has exactly its published parameters.", arguments: models)
  func published(model: PublishedModel) throws {
    let count = try shape(model.configuration).parameters
    #expect(count.total == model.total)
    #expect(count.active == model.active ?? model.total)
    #expect(
      ParameterCount.Part.allCases.reduce(0) { $0 + (count.parts[$1]?.total ?? 0) } == count.total)
  }

  @Test(
    "Pythia's counts without embeddings are those of its table, too.", arguments: pythia.indices)
  func withoutEmbeddings(index: Int) throws {
    let (layers, width, heads, vocabulary, counts) = Self.pythia[index]
    let count = try shape(
      """
      {"model_type": "gpt_neox", "num_hidden_layers": \(layers), "hidden_size": \(width),
       "intermediate_size": \(4 * width), "num_attention_heads": \(heads),
       "vocab_size": \(vocabulary), "tie_word_embeddings": false}
      """
    ).parameters
    #expect([count.total, count.totalWithoutEmbeddings] == counts)
  }

  @Test("Without its embedding, DeepSeek-V3 has the stated 36.6 billion active parameters.")
  func deepSeekWithoutEmbedding() throws {
    let model = try #require(Self.models.first { $0.name.contains("DeepSeek") })
    let count = try shape(model.configuration).parameters
    let embedding = try #require(count.parts[.embeddings])
    #expect(((Double(count.active - embedding.active) / 1e8).rounded()) == 366)
  }
}

func shape(_ text: String) throws -> ModelShape {
  try ModelConfiguration(parsing: text, path: "config.json").shape()
}
