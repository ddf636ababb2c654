import Architectures

package struct CountDocument: Document {
  package static let identifier = "count"
  package static let title = "Counts of models"
  package static let writers = "`count`"
  package static let summary = "What `echelle count --format json` writes."

  package let models: [Model]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case models
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .models:
      Field("The models, in the order asked for.", .countAtLeast(1))
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
        Field("The architecture, as model_type names it; `transformer` where nothing does.")
      case .layers:
        Field("The number of layers.", .nonNegative)
      case .width:
        Field("The width of the model.", .nonNegative)
      case .contextLength:
        Field(
          "The context that attention is counted for, in tokens; null where none is known.",
          .nonNegative)
      case .parameters: "N."
      case .withoutEmbeddings: "N without embeddings and head."
      case .parts: "N by part; the parts add up to N."
      case .flopPerToken:
        Field("FLOP per token by each convention.", .countAtLeast(11), .countAtMost(11))
      case .assumptions:
        Field("What the configuration left open and how it was settled, a sentence each.")
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
        Field("Those that act on a token.", .nonNegative)
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
      case .embeddings: "Embeddings of tokens, positions, types of tokens and patches."
      case .attention: "Projections of attention, with their biases."
      case .feedForward: "Feed-forward networks and experts, with their biases."
      case .norms: "Gains and shifts of all norms."
      case .router: "What picks the experts."
      case .head:
        Field(
          "What turns the last layer into predictions, where it is not the embedding "
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
          "What is counted: a forward pass, forward and backward, or those with work done "
            + "twice to save memory.", .cases(of: FLOPConvention.Pass.self))
      case .countsAttention: "Whether the work on attention scores is counted."
      case .formula: "The formula."
      case .source: "Where it is from."
      case .value:
        Field("FLOP per token; null where the convention does not apply.", .nonNegative)
      case .reason:
        Field("Why there is no value; null where there is one.", .textWhereNull("value"))
      }
    }
  }
}
