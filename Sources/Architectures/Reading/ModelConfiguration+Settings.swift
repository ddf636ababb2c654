import Tables
import TrainingRuns

extension ModelConfiguration {
  /// The configuration described by the settings of a logged run; `nil` if layers,
  /// width or vocabulary are missing.
  ///
  /// A setting is matched by the last part of its name, as in `model/d_model`. Settings unrelated
  /// to the shape are ignored, and so is an unknown `model_type`, which may be the run's own.
  ///
  /// - Parameters:
  ///   - settings: The values by name, as text.
  ///   - path: The log, for errors.
  public init?(settings: [String: String], path: String) {
    var texts: [String: String] = [:]
    for (name, text) in settings.sorted(by: { $0.key < $1.key }) {
      let last = name.split(whereSeparator: { $0 == "." || $0 == "/" }).last.map(String.init)
      let key = (last ?? name).lowercased()
      texts[Self.loggedNames[key] ?? key] = text
    }
    // Vocabularies are padded for efficiency; the padded vocabulary is trained.
    if let padded = texts.removeValue(forKey: "padded_vocab_size") {
      for name in ConfigurationKey.vocabulary.names { texts[name] = nil }
      texts[ConfigurationKey.vocabulary.rawValue] = padded
    }
    let isNamed = texts["model_type"].map { Architecture.isKnown($0) } ?? false
    if !isNamed {
      texts["model_type"] = nil
      texts = texts.filter { Architecture.knownKeys.contains($0.key) }
      // The parameters of plain attention do not depend on the number of its heads.
      if !ConfigurationKey.heads.names.contains(where: { texts[$0] != nil }) {
        texts["heads"] = "1"
      }
    }
    let needed: [ConfigurationKey] = [.layers, .width, .vocabulary]
    guard needed.allSatisfy({ $0.names.contains { texts[$0] != nil } }) else { return nil }
    let options = texts.sorted { $0.key < $1.key }.map {
      (name: path, key: $0.key, value: $0.value)
    }
    guard let configuration = try? ModelConfiguration(options: options) else { return nil }
    self = configuration
  }

  /// Training programs' names for keys that configurations call something else.
  private static let loggedNames = [
    "ff_hidden": "d_ff", "ffn_hidden_size": "d_ff", "feedforward_dim": "d_ff",
    "block_size": "context", "seq_length": "context", "max_seq_len": "context",
    "num_query_groups": "key_value_heads",
  ]
}
