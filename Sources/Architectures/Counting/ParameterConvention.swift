/// Which of a model's parameters N counts.
public enum ParameterConvention: String, Sendable, CaseIterable {
  /// All of them.
  case total
  /// Parameters used per token.
  case active
  /// All parameters except embeddings and head.
  case totalWithoutEmbeddings = "total-without-embeddings"
  /// Parameters used per token, without embeddings and head.
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
