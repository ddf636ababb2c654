extension Provenance {
  /// Writes every key; the command is null if there was none.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(version, forKey: .version)
    try container.encode(seed, forKey: .seed)
    try container.encode(kernel, forKey: .kernel)
    try container.encode(blas, forKey: .blas)
    try container.encode(starts, forKey: .starts)
    try container.encode(command, forKey: .command)
  }

  enum CodingKeys: String, CodingKey {
    case version, seed, kernel, blas, starts, command
  }
}
