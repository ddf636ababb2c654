#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A published rule for how large a model to train on a compute budget.
struct PublishedPolicy: Sendable {
  /// What it is called in keys.
  let title: String
  /// N for C FLOP, where training takes `k` FLOP per parameter and token.
  let parameterCount: @Sendable (_ compute: Double, _ k: Double) -> Double
  let dash: FigureLayer.Dash
  let colour: FigureColour

  /// FLOP of a petaflop/s-day.
  private static let petaflopDay = 8.64e19

  static let all = [
    // Hoffmann et al. 2022, arXiv:2203.15556, table 3: close to 20 tokens per parameter throughout.
    PublishedPolicy(
      title: "Chinchilla, 20 tokens per parameter",
      parameterCount: { compute, k in (compute / (20 * k)).squareRoot() }, dash: .dashed,
      colour: .vermilion),
    // Kaplan et al. 2020, arXiv:2001.08361, table 6: N_opt = 1.3e9 · C^0.73 with C in PF-days; without
    // embeddings.
    PublishedPolicy(
      title: "Kaplan et al. 2020, N ∝ C^0.73",
      parameterCount: { compute, _ in 1.3e9 * pow(compute / petaflopDay, 0.73) }, dash: .dotted,
      colour: .green),
  ]
}
