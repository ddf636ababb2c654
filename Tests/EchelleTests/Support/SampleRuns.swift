import Foundation

/// Runs that follow L = 1.8 + 480 / N^.35 + 2100 / D^.37 but for half a per cent of scatter, which is
/// the same at every call.
struct SampleRuns {
  /// N, D and L of the runs.
  let rows: [(parameters: Double, tokens: Double, loss: Double)]

  init(
    parameters: [Double] = [1e8, 3e8, 1e9, 3e9], tokens: [Double] = [2e9, 6e9, 2e10, 6e10],
    phase: Double = 0
  ) {
    self.init(models: parameters.flatMap { n in tokens.map { (n, $0) } }, phase: phase)
  }

  /// Runs of these sizes; another `phase` scatters the losses otherwise.
  init(models: [(parameters: Double, tokens: Double)], phase: Double = 0) {
    rows = models.enumerated().map { index, model in
      let scatter = 0.005 * sin(Double(index * index) + 0.5 + phase)
      let loss = 1.8 + 480 / pow(model.parameters, 0.35) + 2100 / pow(model.tokens, 0.37)
      return (model.parameters, model.tokens, loss * exp(scatter))
    }
  }

  /// CSV with the columns N, D and loss; `prefix` stands before each row.
  func csv(header: String = "N,D,loss", prefix: String = "") -> String {
    header + "\n" + lines.map { prefix + $0 + "\n" }.joined()
  }

  /// The rows as CSV without a header.
  var lines: [String] {
    rows.map { String(format: "%.0f,%.0f,%.4f", $0.parameters, $0.tokens, $0.loss) }
  }

  /// CSV with the columns N_no_emb, N, D and loss, where a tenth of the parameters embed.
  static var withoutEmbedding: String {
    let runs = SampleRuns()
    return "N_no_emb,N,D,loss\n"
      + zip(runs.rows, runs.lines).map { "\($0.parameters * 0.9),\($1)\n" }.joined()
  }

  /// JSON Lines with the keys N, D and loss.
  var jsonLines: String {
    rows.map {
      String(
        format: "{\"N\": %.0f, \"D\": %.0f, \"loss\": %.4f}\n", $0.parameters, $0.tokens, $0.loss)
    }.joined()
  }
}
