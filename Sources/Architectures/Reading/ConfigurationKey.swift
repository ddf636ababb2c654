/// A property of a model, under any of the key names in use.
enum ConfigurationKey: String, CaseIterable {
  case layers
  case width
  case heads
  case keyValueHeads = "key_value_heads"
  case headSize = "head_size"
  case vocabulary
  case context
  case feedForwardWidth = "feed_forward_width"
  case isGated = "gated"
  case hasBiases = "biases"
  case tiesEmbeddings = "tied_embeddings"
  case experts
  case activeExperts = "active_experts"
  case sharedExperts = "shared_experts"
  case expertWidth = "expert_width"
  case denseLayers = "dense_layers"

  /// The names, Echelle's own first, then that of most architectures in Hugging Face Transformers.
  var names: [String] { [rawValue] + published }

  /// What the value means, for error messages.
  var meaning: String {
    switch self {
    case .layers: "the number of layers"
    case .width: "the width of the model"
    case .heads: "the number of attention heads"
    case .keyValueHeads: "the number of key/value heads"
    case .headSize: "the head dimension"
    case .vocabulary: "the size of the vocabulary"
    case .context: "the context length"
    case .feedForwardWidth: "the hidden width of the feed-forward network"
    case .isGated: "whether the feed-forward network is gated"
    case .hasBiases: "whether linear layers have biases"
    case .tiesEmbeddings: "whether the output head shares the embedding matrix"
    case .experts: "the number of experts"
    case .activeExperts: "the number of experts per token"
    case .sharedExperts: "the number of shared experts"
    case .expertWidth: "the hidden width of an expert"
    case .denseLayers: "the number of leading dense layers"
    }
  }

  private var published: [String] {
    switch self {
    case .layers: ["num_hidden_layers", "n_layer", "num_layers", "n_layers"]
    case .width: ["hidden_size", "n_embd", "d_model"]
    case .heads: ["num_attention_heads", "n_head", "num_heads", "n_heads"]
    case .keyValueHeads: ["num_key_value_heads", "n_kv_heads"]
    case .headSize: ["head_dim", "d_kv"]
    case .vocabulary: ["vocab_size"]
    case .context: ["max_position_embeddings", "n_positions", "n_ctx", "max_sequence_length"]
    case .feedForwardWidth: ["intermediate_size", "n_inner", "ffn_dim", "d_ff"]
    case .isGated: []
    case .hasBiases: []
    case .tiesEmbeddings: ["tie_word_embeddings"]
    case .experts: ["num_local_experts", "num_experts", "n_routed_experts"]
    case .activeExperts: ["num_experts_per_tok"]
    case .sharedExperts: ["n_shared_experts"]
    case .expertWidth: ["moe_intermediate_size"]
    case .denseLayers: ["first_k_dense_replace"]
    }
  }
}
