import Architectures

extension CountDocument {
  /// CSV: one row per model.
  package func csv() -> String {
    var csv = CSVText(
      header: [
        "name", "architecture", "layers", "width", "context", "parameters", "active_parameters",
        "parameters_without_embeddings", "active_parameters_without_embeddings",
      ] + Parts.CodingKeys.allCases.map { "\($0.rawValue)_parameters" }
        + FLOPConvention.all.map { "flop_per_token_\($0.name)" })
    for model in models {
      csv.add(
        [
          model.name, model.architecture, "\(model.layers)", "\(model.width)",
          model.contextLength.value.map(String.init), "\(model.parameters.total)",
          "\(model.parameters.active)", "\(model.withoutEmbeddings.total)",
          "\(model.withoutEmbeddings.active)",
        ] + Parts.CodingKeys.allCases.map { "\(model.parts[$0].total)" }
          + model.flopPerToken.map { CSVText.number($0.value.value) })
    }
    return csv.text
  }
}

extension CountDocument.Parts {
  /// The count of a part.
  fileprivate subscript(part: CodingKeys) -> CountDocument.Count {
    switch part {
    case .embeddings: embeddings
    case .attention: attention
    case .feedForward: feedForward
    case .norms: norms
    case .router: router
    case .head: head
    }
  }
}
