import Foundation
import Testing

extension OptionWalkTests {
  /// A folder with the tables, logs and documents that the walk's command lines name.
  static func prepared() async throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
    try sandbox.write(columns, to: "cols.csv")
    try sandbox.write(profiles, to: "iso.csv")
    try sandbox.write(curves, to: "curves.csv")
    try sandbox.write(
      "N,D,C,loss,sigma\n1e8,2e9,1.2e18,3,.1\n3e8,6e9,1.08e19,2.8,.1\n1e9,2e10,1.2e20,2.6,.1\n",
      to: "optima.csv")
    try sandbox.write(
      "step,loss,tokens\n100,4.1,1e6\n200,3.6,2e6\n300,3.3,3e6\n400,3.2,4e6\n", to: "log.csv")
    try sandbox.write(
      #"{"model_type": "llama", "hidden_size": 64, "intermediate_size": 256, "num_hidden_layers": 2, "#
        + #""num_attention_heads": 4, "vocab_size": 1000, "max_position_embeddings": 512}"#,
      to: "config.json")
    try sandbox.write("datasets: [runs.csv]\n", to: "batch.yml")
    try sandbox.write(
      """
      timestamp,project_name,run_id,duration,emissions,energy_consumed,cpu_energy,gpu_energy,ram_energy
      2024-01-01T00:00:00,a,1,3600,1.0,10.0,1.0,8.0,1.0

      """, to: "codecarbon.csv")
    let documents = [
      "fit.json": "fit runs.csv --bootstrap 5",
      "fits.json": "fit cols.csv --group-by family --bootstrap 5",
      "fitc.json": "fit runs.csv --law E+A/C^p --bootstrap 5",
      "backtest.json": "backtest runs.csv --bootstrap 5", "outlook.json": "outlook",
    ]
    for (name, line) in documents {
      let run = try await Command.run(
        line.split(separator: " ").map(String.init) + ["--format", "json", "-o", name],
        in: sandbox.folder)
      #expect(run.exitCode == 0, "\(line): \(run.errors)")
    }
    let batch = try await sandbox.echelle(
      "batch", "run", "runs.csv", "--results", "merged", "--bootstrap", "0")
    #expect(batch.exitCode == 0)
    return sandbox
  }

  /// Runs with a further figure, a weight, a family and a name each; the first is there twice, with a higher
  /// loss.
  private static var columns: String {
    let runs = SampleRuns()
    let first = runs.rows[0]
    return "N,D,loss,acc,wt,family,run\n"
      + "\(first.parameters),\(first.tokens),\(first.loss * 1.001),0.2,1,a,again\n"
      + zip(runs.rows, runs.lines).enumerated().map { index, run in
        "\(run.1),\(0.1 + 0.5 / (1 + run.0.loss)),\(1 + index % 3),\(["a", "b"][(index + index / 4) % 2]),r\(index)\n"
      }.joined()
  }

  /// Seven models at each of four budgets.
  private static var profiles: String {
    let models = [1e19, 3e19, 1e20, 3e20].flatMap { budget in
      [0.2, 0.4, 0.7, 1, 1.6, 2.6, 5].map { factor in
        let parameters = 0.1 * budget.squareRoot() * factor
        return (parameters: parameters, tokens: budget / 6 / parameters)
      }
    }
    let runs = SampleRuns(models: models).rows
    return "N,D,loss,sigma\n"
      + runs.map { "\($0.parameters),\($0.tokens),\($0.loss),0.1\n" }.joined()
  }

  /// Thirty checkpoints of each of six models.
  private static var curves: String {
    let models = [1e7, 2e7, 5e7, 1e8, 2e8, 5e8].flatMap { size in
      (1...30).map { (parameters: size, tokens: size * Double($0) * 3) }
    }
    return "run,N,D,loss\n"
      + SampleRuns(models: models).rows.map {
        "r\($0.parameters),\($0.parameters),\($0.tokens),\($0.loss)\n"
      }.joined()
  }
}
