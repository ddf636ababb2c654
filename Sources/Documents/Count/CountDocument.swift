import Architectures

package struct CountDocument: Document {
  package static let identifier = "count"
  package static let title = "Parameter and FLOP counts of models"
  package static let writers = "`count`"
  package static let summary = "What `echelle count --format json` writes."

  package let models: [Model]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case models
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .models:
      Field("The models, in input order.", .countAtLeast(1))
    }
  }
}

extension CountDocument {
  package struct Model: Described {
    package static let summary = "A model."

    package let name: String
    package let architecture: String
    package let layers: Int
    package let width: Int
    package let contextLength: Nullable<Int>
    package let parameters: Count
    package let withoutEmbeddings: Count
    package let parts: Parts
    package let flopPerToken: [Convention]
    package let assumptions: [String]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case name, architecture, layers, width, contextLength, parameters, withoutEmbeddings, parts
      case flopPerToken, assumptions
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .name: "The path of its configuration, or `options`."
      case .architecture:
        Field("The architecture named by model_type; `transformer` without one.")
      case .layers:
        Field("The number of layers.", .nonNegative)
      case .width:
        Field("The width of the model.", .nonNegative)
      case .contextLength:
        Field(
          "The context length for the attention FLOP, in tokens; null where unknown.",
          .nonNegative)
      case .parameters: "N."
      case .withoutEmbeddings: "N without embeddings and output head."
      case .parts: "N by part; the parts add up to N."
      case .flopPerToken:
        Field("FLOP per token by each convention.", .countAtLeast(11), .countAtMost(11))
      case .assumptions:
        Field("Assumptions where the configuration is silent, one sentence each.")
      }
    }
  }
}

extension CountDocument {
  package struct Count: Described {

    package let total: Int
    package let active: Int

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case total, active
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .total:
        Field("All parameters.", .nonNegative)
      case .active:
        Field("Parameters used per token.", .nonNegative)
      }
    }
  }
}

extension CountDocument {
  package struct Parts: Described {
    package static let summary = "N by part; the parts add up to N."

    package let embeddings: Count
    package let attention: Count
    package let feedForward: Count
    package let norms: Count
    package let router: Count
    package let head: Count

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case embeddings, attention
      case feedForward = "feed-forward"
      case norms, router, head
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .embeddings: "Token, position, token-type and patch embeddings."
      case .attention: "Attention projections, with biases."
      case .feedForward: "Feed-forward networks and experts, with biases."
      case .norms: "Gains and biases of all norms."
      case .router: "The routers of mixture-of-experts layers."
      case .head:
        Field(
          "The output head, where it is not tied to the embedding "
            + "itself.")
      }
    }
  }
}

extension CountDocument {
  package struct Convention: Described {
    package static let summary = "A convention."

    package let name: String
    package let pass: String
    package let countsAttention: Bool
    package let formula: String
    package let source: String
    package let value: Nullable<Double>
    package let reason: Nullable<String>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case name, pass, countsAttention, formula, source, value, reason
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .name:
        Field(
          "Its name.",
          .among([
            "6N", "kaplan", "palm", "megatron", "deepseek", "hoffmann", "kaplan-forward",
            "flash-attention", "8N", "palm-recompute", "megatron-recompute",
          ]))
      case .pass:
        Field(
          "What is counted: a forward pass, forward and backward, or both with "
            + "activation recomputation.", .cases(of: FLOPConvention.Pass.self))
      case .countsAttention: "Whether attention scores are counted."
      case .formula: "The formula."
      case .source: "Its source."
      case .value:
        Field("FLOP per token; null where the convention does not apply.", .nonNegative)
      case .reason:
        Field("Why there is no value; null where there is one.", .textWhereNull("value"))
      }
    }
  }
}
