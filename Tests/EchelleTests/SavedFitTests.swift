import Foundation
import Testing

@Suite("echelle predict and plan")
struct SavedFitTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  @Test(
    "A saved fit gives what fitting first gives, to the last bit.",
    arguments: [
      ["predict", "--params", "1B,7B,70B", "--tokens", "1.4T"],
      ["predict", "--params", "7B", "--params", "13B", "--tokens", "1T", "--tokens", "2T"],
      ["plan", "--compute", "1e22,1e24", "--hardware", "a100-sxm-80", "--grid", "fra"],
      ["plan", "--loss", "2.1", "--loss", "1.75"],
      ["plan", "--gpus", "512xh100-sxm", "--days", "30,60", "--pue", "1.1", "--utilization", ".4"],
    ])
  func saved(command: [String]) async throws {
    let fitting = ["--seed", "7", "--level", ".9", "--objective", "lad", "--bootstrap", "500"]
    let fit = try await Command.run(
      ["fit", "runs.csv", "--format", "json", "-o", "fit.json"] + fitting, in: sandbox.folder)
    #expect(fit.exitCode == 0)
    for format in ["text", "json", "csv"] {
      let saved = try await Command.run(
        command + ["fit.json", "--format", format], in: sandbox.folder)
      let direct = try await Command.run(
        command + ["runs.csv", "--format", format] + fitting, in: sandbox.folder)
      #expect(saved.exitCode == 0)
      #expect(saved.errors.isEmpty)
      #expect(!saved.output.isEmpty)
      #expect(saved.output == direct.output)
    }
  }

  @Test("A prediction is the law's value at N and D, inside both intervals, the wider for a run.")
  func prediction() async throws {
    let fit = try await sandbox.echelle("fit", "runs.csv", "--format", "json", "-o", "fit.json")
    #expect(fit.exitCode == 0)
    let law = try JSONDocument(sandbox.read("fit.json"))
    func coefficient(_ symbol: String) throws -> Double {
      try law.number("coefficients.\(symbol).estimate")
    }
    let run = try await sandbox.echelle(
      "predict", "fit.json", "--params", "7B", "--tokens", "2T", "--format", "json")
    let prediction = try JSONDocument(run.output)
    let expected =
      try
      (coefficient("E") + coefficient("A") / pow(7e9, coefficient("alpha"))
      + coefficient("B") / pow(2e12, coefficient("beta")))
    let loss = try prediction.number("predictions.0.loss.estimate")
    #expect(abs(loss - expected) < 1e-12 * expected)
    #expect(try prediction.number("predictions.0.compute") == 6 * 7e9 * 2e12)
    func end(_ path: String) throws -> Double { try prediction.number("predictions.0.\(path)") }
    #expect(try end("newRun.interval.lower") < end("loss.interval.lower"))
    #expect(try end("loss.interval.lower") < loss)
    #expect(try loss < end("loss.interval.upper"))
    #expect(try end("loss.interval.upper") < end("newRun.interval.upper"))
  }

  @Test("A plan spends its compute at the optimum: no other N with the same C has a lower loss.")
  func plan() async throws {
    let fit = try await sandbox.echelle(
      "fit", "runs.csv", "--bootstrap", "50", "--format", "json", "-o", "fit.json")
    #expect(fit.exitCode == 0)
    let run = try await sandbox.echelle(
      "plan", "fit.json", "--compute", "1e22", "--format", "json")
    let plan = try JSONDocument(run.output)
    let n = try plan.number("plans.0.parameterCount.estimate")
    let d = try plan.number("plans.0.tokenCount.estimate")
    #expect(abs(6 * n * d - 1e22) < 1e-9 * 1e22)
    let ratio = try plan.number("plans.0.tokensPerParameter.estimate")
    #expect(abs(ratio - d / n) < 1e-9 * ratio)
    let near = try await sandbox.echelle(
      "predict", "fit.json", "--params", "\(n * 0.98),\(n),\(n * 1.02)", "--tokens",
      "\(d / 0.98),\(d),\(d / 1.02)", "--format", "json")
    let losses = try JSONDocument(near.output)
    let best = try losses.number("predictions.1.loss.estimate")
    #expect(try best < losses.number("predictions.0.loss.estimate"))
    #expect(try best < losses.number("predictions.2.loss.estimate"))
    #expect(try abs(best - plan.number("plans.0.loss.estimate")) < 1e-12 * best)
  }

  @Test("Given accelerators and days are reported without an interval.")
  func cluster() async throws {
    let run = try await sandbox.echelle(
      "plan", "runs.csv", "--gpus", "8xh100-sxm", "--days", "3", "--bootstrap", "50",
      "--utilization", ".5", "--format", "json")
    let plan = try JSONDocument(run.output)
    #expect(try plan.number("plans.0.acceleratorTime.estimate") == 576)
    #expect(plan.isNull("plans.0.acceleratorTime.interval"))
    #expect(try plan.text("plans.0.acceleratorTime.reason") == "input")
    // 8 accelerators × 3 days × half of the dense bf16 peak of 989 TFLOP/s.
    let compute = 8 * 3 * 86400 * 0.5 * 989e12
    let planned = try plan.number("plans.0.compute.estimate")
    #expect(abs(planned - compute) < 1e-3 * compute)
  }

  @Test("A target below the irreducible loss has no value or bound, and the output says so.")
  func unreachable() async throws {
    let run = try await sandbox.echelle(
      "plan", "runs.csv", "--loss", "1.5", "--bootstrap", "200", "--format", "json")
    #expect(run.exitCode == 0)
    let plan = try JSONDocument(run.output)
    for figure in ["compute", "parameterCount", "tokenCount", "energy", "emissions"] {
      #expect(plan.isNull("plans.0.\(figure).estimate"))
      #expect(try plan.text("plans.0.\(figure).reason").contains("irreducible loss"))
    }
    #expect(plan.isNull("plans.0.decadesBeyondData.compute"))
  }

  @Test("Fit options do not apply to a saved fit and are refused.")
  func optionsOfTheFit() async throws {
    let fit = try await sandbox.echelle(
      "fit", "runs.csv", "--bootstrap", "50", "--format", "json", "-o", "fit.json")
    #expect(fit.exitCode == 0)
    for option in [
      ["--objective", "huber"], ["--bootstrap", "4000"], ["--level", ".95"], ["--seed", "0"],
      ["--columns", "loss=loss"], ["--where", "loss < 3"], ["--invalid-rows", "skip"],
    ] {
      let run = try await Command.run(
        ["plan", "fit.json", "--compute", "1e22"] + option, in: sandbox.folder)
      #expect(run.exitCode == 64)
      #expect(run.output.isEmpty)
      #expect(
        run.errors == """
          error: \(option[0]): has no effect on a fit read from a file
            why: the fit was made with the options it records
            fix: leave it out, or pass the runs in place of fit.json

          """)
    }
  }
}
