import Foundation
import Testing

@Suite("The command runs")
struct RunsTests {
  let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  /// The log of a run of nanoGPT with N parameters (millions), whose loss follows a law.
  func write(_ millions: Double, steps: Int, to path: String, ending: String = "") throws {
    var text = "tokens per iteration will be: 100,000\nnumber of parameters: \(millions)M\n"
    for step in stride(from: 100, through: steps, by: 100) {
      let loss =
        1.7 + 400 / pow(millions * 1e6, 0.34) + 410 / pow(Double(step) * 1e5, 0.28)
      text += "step \(step): train loss \(loss - 0.01), val loss \(loss)\n"
    }
    try sandbox.write(text + ending, to: path)
  }

  @Test("A folder of logs becomes a table that fit reads, and a law is found in it.")
  func folderToFit() async throws {
    for (place, millions) in [30.0, 60, 125, 350, 760].enumerated() {
      for steps in [1000, 4000, 16000] {
        try write(millions, steps: steps, to: "logs/\(place)/\(steps).log")
      }
    }
    try sandbox.write("about these logs\n", to: "logs/README.md")
    let runs = try await sandbox.echelle("runs", "logs", "-o", "runs.csv")
    #expect(runs.exitCode == 0)
    #expect(runs.errors == "note: not logs: logs/README.md\n")
    let fit = try await sandbox.echelle("fit", "runs.csv", "--bootstrap", "0", "--format", "json")
    #expect(fit.exitCode == 0, "\(fit.errors)")
    let document = try JSONSerialization.jsonObject(with: Data(fit.output.utf8)) as? [String: Any]
    let coefficients = try #require(document?["coefficients"] as? [String: [String: Any]])
    #expect(abs((coefficients["alpha"]?["estimate"] as? Double ?? 0) - 0.34) < 1e-6)
    #expect(abs((coefficients["beta"]?["estimate"] as? Double ?? 0) - 0.28) < 1e-6)
  }

  @Test("Curves have a row for each checkpoint, under headers that fit reads.")
  func curves() async throws {
    try write(125, steps: 1000, to: "a.log")
    let run = try await sandbox.echelle("runs", "a.log", "--curves")
    let lines = run.output.split(separator: "\n")
    #expect(lines[0].hasPrefix("run,N,D,loss,step,learning_rate,annealed,status,"))
    #expect(lines.count == 11)
    #expect(lines[1].hasPrefix("a,125000000.0,10000000.0,"))
  }

  @Test("N is counted from a configuration as count does, by the chosen convention.")
  func configuration() async throws {
    try sandbox.write("step,loss\n1,5\n2,4\n", to: "a.csv")
    try sandbox.write("{layers: 12, width: 768, heads: 12, vocabulary: 50257}", to: "c.yml")
    for (convention, count) in [("total", "162148608"), ("active-without-embeddings", "84953856")] {
      let run = try await sandbox.echelle(
        "runs", "a.csv", "--config", "c.yml", "--count", convention)
      #expect(run.output.contains("\na,\(count).0,"), "\(run.output)")
      #expect(run.output.contains("N is \(convention), counted from c.yml"))
    }
    let other = try await sandbox.echelle("runs", "a.csv", "--config", "b*=c.yml")
    #expect(other.exitCode == 64)
    #expect(other.errors.contains("--config: no run takes N from 'b*'"))
    let none = try await sandbox.echelle("runs", "a.csv", "--config", "b*=d.yml")
    #expect(none.exitCode == 65)
    #expect(none.errors.contains("d.yml: no such file or folder"))
  }

  @Test("Settings next to a log describe the model and are not a log.")
  func hyperparameters() async throws {
    try sandbox.write("epoch,step,val_loss\n0,9,5\n1,19,4\n", to: "m/version_0/metrics.csv")
    try sandbox.write(
      "d_model: 768\nnum_layers: 12\nvocab_size: 50257\nmax_seq_len: 128\nnum_epochs: 10\n",
      to: "m/version_0/hparams.yaml")
    let run = try await sandbox.echelle("runs", "m", "--batch", "32")
    #expect(run.exitCode == 0)
    #expect(run.errors == "")
    #expect(run.output.contains("\nm,162148608.0,81920.0,4.0,20.0,"))
  }

  @Test("An ambiguous log fails alone; the others are written.")
  func failures() async throws {
    try write(125, steps: 1000, to: "logs/a.log")
    try sandbox.write("step,eval/a/loss,eval/b/loss\n1,5,6\n", to: "logs/b.csv")
    let run = try await sandbox.echelle("runs", "logs", "-o", "runs.csv")
    #expect(run.exitCode == 65)
    #expect(
      run.errors.contains(
        "error: logs/b.csv: the log has several losses: 'eval/a/loss', 'eval/b/loss'"))
    #expect(run.errors.hasSuffix("1 failed: logs/b.csv\n"))
    #expect(try sandbox.read("runs.csv").split(separator: "\n").count == 2)
  }

  @Test("On request only annealed checkpoints are kept, and the dropped ones are named.")
  func onlyAnnealed() async throws {
    try sandbox.write("step,loss,lr,tokens\n1,5,1,8\n2,4,0.1,16\n", to: "a.csv")
    try sandbox.write("step,loss,lr,tokens\n1,5,1,8\n2,4,0.9,16\n", to: "b.csv")
    let run = try await sandbox.echelle(
      "runs", "a.csv", "b.csv", "--params", "1B", "--only-annealed")
    #expect(run.output.split(separator: "\n").dropFirst().map { $0.prefix(2) } == ["a,"])
    #expect(
      run.errors
        == "note: excluded, because the learning rate was not annealed or is unknown: b\n")
  }

  @Test("Standard input and gzip are read; an empty folder is an error.")
  func places() async throws {
    let text = "step 10: train loss 5.0, val loss 5.1\nstep 20: train loss 4.0, val loss 4.1\n"
    let piped = try await sandbox.echelle("runs", "-", input: text)
    #expect(piped.output.contains("\nstdin,"))
    try sandbox.write("", to: "empty/.keep")
    let empty = try await sandbox.echelle("runs", "empty")
    #expect(empty.exitCode == 65)
    #expect(empty.errors.contains("no log found"))
  }
}
