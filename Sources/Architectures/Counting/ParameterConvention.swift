/// Which of a model's parameters N counts.
public enum ParameterConvention: String, Sendable, CaseIterable {
  /// All of them.
  case total
  /// Those that act on a token.
  case active
  /// All but those of embeddings and head.
  case totalWithoutEmbeddings = "total-without-embeddings"
  /// Those that act on a token, without those of embeddings and head.
  case activeWithoutEmbeddings = "active-without-embeddings"
}

extension ParameterCount {
  /// N by a convention.
  public func count(by convention: ParameterConvention) -> Int {
    switch convention {
    case .total: total
    case .active: active
    case .totalWithoutEmbeddings: totalWithoutEmbeddings
    case .activeWithoutEmbeddings: activeWithoutEmbeddings
    }
  }
}
