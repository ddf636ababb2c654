import Tables
import TrainingRuns

extension ModelConfiguration {
  /// The configuration that the settings of a logged run describe; `nil` where they do not tell layers,
  /// width and vocabulary.
  ///
  /// A setting counts by the last part of its name, as in `model/d_model`. Settings that have nothing to do
  /// with the shape are passed over; a `model_type` that is not known too, as it may be the run's own.
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
    // A vocabulary is padded to what the processors like; the padded one is what is trained.
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

  /// Names that training programs give to what is in a configuration under another.
  private static let loggedNames = [
    "ff_hidden": "d_ff", "ffn_hidden_size": "d_ff", "feedforward_dim": "d_ff",
    "block_size": "context", "seq_length": "context", "max_seq_len": "context",
    "num_query_groups": "key_value_heads",
  ]
}
