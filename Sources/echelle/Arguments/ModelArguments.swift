import ArgumentParser

/// The models whose loss is predicted.
struct ModelArguments: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: "N, the number of parameters (repeatable, lists).", transform: QuantityList.init)
  var params: [QuantityList]

  @Option(
    parsing: .unconditionalSingleValue,
    help: "D, the number of training tokens (repeatable, lists): one for all, or one for each N.",
    transform: QuantityList.init)
  var tokens: [QuantityList]

  func validate() throws {
    let (n, d) = (params.flatMap(\.values).count, tokens.flatMap(\.values).count)
    guard n == d || n == 1 || d == 1 else {
      throw ValidationError(
        "\(n) values of --params and \(d) of --tokens: give as many of both, or one of either")
    }
  }

  /// N and D of each model; a single value goes with all of the other.
  var models: [(parameterCount: Double, tokenCount: Double)] {
    let (n, d) = (params.flatMap(\.values), tokens.flatMap(\.values))
    return (0..<max(n.count, d.count)).map { (n[n.count == 1 ? 0 : $0], d[d.count == 1 ? 0 : $0]) }
  }
}
