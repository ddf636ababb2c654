import Foundation
import Testing

@Suite("Reports")
struct ReportTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  private func save(replicates: Int = 100, _ options: String...) async throws {
    let run = try await Command.run(
      ["fit", "runs.csv", "--format", "json", "-o", "fit.json", "--force", "--bootstrap"]
        + ["\(replicates)"] + options, in: sandbox.folder)
    #expect(run.exitCode == 0, "\(run.errors)")
  }

  @Test("The answer of a report is the plan for its budget, in every form.")
  func answer() async throws {
    try await save()
    let plan = try JSONDocument(
      await sandbox.echelle("plan", "fit.json", "--compute", "3e23", "--format", "json").output)
    let record = try JSONDocument(
      await sandbox.echelle("report", "fit.json", "--compute", "3e23", "--format", "json").output)
    for figure in ["parameterCount", "tokenCount", "loss", "energy", "emissions"] {
      for part in ["estimate", "interval.lower", "interval.upper"] {
        #expect(
          try record.number("answer.\(figure).\(part)") == plan.number("plans.0.\(figure).\(part)"))
      }
    }
    let text = try await sandbox.echelle("plan", "fit.json", "--compute", "3e23").output
    let line = try #require(text.split(separator: "\n").first { $0.contains(" N* ") })
    let count = line.split(separator: " ").dropFirst().prefix(2).joined(separator: " ")
    for format in ["html", "markdown"] {
      let form = try await sandbox.echelle(
        "report", "fit.json", "--compute", "3e23", "--format", format)
      #expect(form.exitCode == 0)
      #expect(form.output.contains("train \(count) parameters"), "\(format): \(count)")
    }
  }

  @Test("The models of a lifetime are the plans for the answer's loss and each use.")
  func lifetime() async throws {
    try await save()
    let record = try JSONDocument(
      await sandbox.echelle("report", "fit.json", "--format", "json").output)
    let uses = try record.list("lifetime.uses").indices
    #expect(uses.count == 7)
    let loss = try record.number("answer.loss.estimate")
    #expect(try record.number("lifetime.loss") == loss)
    for use in [0, 6] {
      let tokens = try record.number("lifetime.uses.\(use).plan.serving.tokens")
      let plan = try JSONDocument(
        await sandbox.echelle(
          "plan", "fit.json", "--loss", "\(loss)", "--inference-tokens", "\(tokens)", "--format",
          "json"
        ).output)
      for figure in ["parameterCount", "energy", "serving.energy", "serving.lifetimeEnergy"] {
        for part in ["estimate", "interval.lower", "interval.upper"] {
          #expect(
            try record.number("lifetime.uses.\(use).plan.\(figure).\(part)")
              == plan.number("plans.0.\(figure).\(part)"))
        }
      }
    }
    // The more is served, the smaller the model, and the more it saves.
    func figure(_ use: Int, _ name: String) throws -> Double {
      try record.number("lifetime.uses.\(use).\(name).estimate")
    }
    let savings = try uses.map {
      try figure($0, "computeOptimalEnergy") / figure($0, "plan.serving.lifetimeEnergy")
    }
    #expect(savings.allSatisfy { $0 >= 1 })
    #expect(savings == savings.sorted())
    let sizes = try uses.map { try figure($0, "plan.parameterCount") }
    #expect(sizes == sizes.sorted(by: >))
  }

  @Test("Policies stand beside the frontier with the losses of 'echelle policies'.")
  func policies() async throws {
    try await save()
    #expect(
      try await sandbox.echelle("report", "fit.json", "--compute", "1e22", "-o", "out").exitCode
        == 0)
    let comparison = try JSONDocument(
      await sandbox.echelle("policies", "fit.json", "--compute", "1e22", "--format", "json").output)
    let rows = try sandbox.read("out/data/policies.csv").split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    #expect(
      rows[0] == [
        "series", "policy", "flop", "parameters", "tokens_per_parameter", "loss", "energy_mwh",
      ])
    let kaplan = try #require(
      rows.first {
        $0[1] == "Kaplan" && abs(log10(Double($0[2]) ?? 1) - 22) < 1e-9
      })
    let loss = try comparison.number("comparisons.0.policies.3.loss.estimate")
    #expect(abs((Double(kaplan[5]) ?? 0) - loss) < 1e-9)
    let energy = try comparison.number("comparisons.0.energy.estimate")
    #expect(abs((Double(kaplan[6]) ?? 0) / energy - 1) < 1e-9)
  }

  @Test("Where the energy of serving is not known, the report says so and has no lifetime.")
  func noLifetime() async throws {
    // A term without coefficients, so that the optimum has to be searched for.
    try await save("--law", "E + A / N^alpha + B / D^beta + 1 / (N * D)^0.2")
    let run = try await sandbox.echelle("report", "fit.json", "--format", "json")
    #expect(run.exitCode == 0, "\(run.errors)")
    let record = try JSONDocument(run.output)
    #expect(
      try record.text("lifetimeRefusal")
        == "the law has no closed-form optimum; plan with --inference-tokens instead"
    )
  }

  @Test("The budget is ten times the largest run's, unless another is given.")
  func budget() async throws {
    try await save()
    let record = try JSONDocument(
      await sandbox.echelle("report", "fit.json", "--format", "json").output)
    // The largest run: 6 · 3e9 · 6e10 FLOP = 1.08e21.
    #expect(try record.number("answer.target.compute") == 1e22)
  }

  @Test("The tables hold every run with its residual, and every draw.")
  func tables() async throws {
    try await save()
    #expect(try await sandbox.echelle("report", "fit.json", "-o", "out").exitCode == 0)
    let lines = try sandbox.read("out/data/runs.csv").split(separator: "\n").map(String.init)
    #expect(lines[0] == "row,name,parameters,tokens,flop,loss,fitted,residual,predicted_energy_mwh")
    #expect(lines.count == 1 + SampleRuns().rows.count)
    let runs = SampleRuns().rows
    for line in lines.dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
      let run = runs[Int(try #require(cells[0])) - 1]
      let (loss, fitted, residual) = (
        try #require(cells[5]), try #require(cells[6]), try #require(cells[7])
      )
      #expect(cells[2] == run.parameters && cells[3] == run.tokens)
      #expect(abs(log(loss / fitted) - residual) < 1e-12)
    }
    let failed = try JSONDocument(sandbox.read("fit.json")).number("bootstrap.failed")
    let draws = try sandbox.read("out/data/draws.csv").split(separator: "\n").count - 1
    #expect(draws > 90 && Double(draws) == 100 - failed)
  }

  @Test("Documents about the same runs have a figure each; what a report cannot show is refused.")
  func companions() async throws {
    try await save()
    for command in ["rollout", "multiverse", "predict"] {
      let model = command == "predict" ? ["--params", "7B", "--tokens", "1T"] : []
      let run = try await Command.run(
        [command, "runs.csv", "--bootstrap", "20", "--format", "json", "-o", "\(command).json"]
          + model,
        in: sandbox.folder)
      #expect(run.exitCode == 0)
    }
    let report = try await sandbox.echelle(
      "report", "fit.json", "--with", "rollout.json", "--with", "multiverse.json", "-o", "out")
    #expect(report.exitCode == 0)
    let page = try sandbox.read("out/index.html")
    for figure in ["rollout", "multiverse"] {
      #expect(page.contains("id=\"figure-\(figure)\""))
      #expect(try sandbox.read("out/figures/\(figure).gp").contains("../data/\(figure)"))
    }
    try await expectComplaint(
      """
      error: predict.json: a report cannot show this kind of document
        why: it knows echelle.approaches/1, echelle.backtest/1, echelle.law-values/1, \
      echelle.multiverse/1, echelle.outlook/1, echelle.precision/1, echelle.rollout/1
        fix: leave it out
      """, exitCode: 65, from: ["report", "fit.json", "--with", "predict.json", "-o", "no"],
      in: sandbox)
    let table = try await sandbox.echelle("report", "fit.json", "--with", "runs.csv", "-o", "no")
    #expect(table.exitCode == 65)
    #expect(table.errors.hasPrefix("error: runs.csv: cannot be read as a document\n"))
  }

  @Test("A law that has no optimum is reported too, and it is said why there is no plan.")
  func withoutOptimum() async throws {
    try await save("--law", "E + A / C^alpha")
    #expect(try await sandbox.echelle("report", "fit.json", "-o", "out").exitCode == 0)
    let page = try sandbox.read("out/index.html")
    #expect(page.contains("has no compute optimum"))
    #expect(page.contains("id=\"figure-residuals\""))
    #expect(!page.contains("id=\"figure-allocation\""))
    #expect(!page.contains("id=\"budget\""))
  }

  @Test("A fit without intervals has a report without bands.")
  func withoutDraws() async throws {
    try await save(replicates: 0)
    #expect(try await sandbox.echelle("report", "fit.json", "-o", "out").exitCode == 0)
    #expect(!(try sandbox.read("out/figures/loss-against-compute.gp").contains("filledcurves")))
    #expect(try sandbox.read("out/index.html").contains("bootstrap disabled"))
  }

  @Test("A fit that was saved without its runs is reported without their figures.")
  func withoutRuns() async throws {
    try await save()
    let fit = try sandbox.read("fit.json")
    let start = try #require(fit.range(of: "  \"runs\" : {"))
    let end = try #require(fit.range(of: "\n  },\n", range: start.upperBound..<fit.endIndex))
    try sandbox.write(
      fit.replacingCharacters(in: start.lowerBound..<end.upperBound, with: ""), to: "old.json")
    let report = try await sandbox.echelle("report", "old.json", "-o", "out")
    #expect(report.exitCode == 0, "\(report.errors)")
    let page = try sandbox.read("out/index.html")
    #expect(page.contains("Residuals: not drawn because the saved fit does not contain its runs."))
    #expect(page.contains("id=\"figure-allocation\""))
  }

  @Test("A report is of one fit.")
  func several() async throws {
    try sandbox.write(SampleRuns(phase: 1).csv(), to: "more.csv")
    let run = try await sandbox.echelle(
      "fit", "runs.csv", "more.csv", "--bootstrap", "0", "--report", "out")
    #expect(run.exitCode == 64)
    #expect(run.errors.hasPrefix("error: --report: expected one fit, found 2\n"))
    #expect(try sandbox.names() == ["more.csv", "runs.csv"])
  }

  @Test("What is written in a dataset is text to gnuplot too, and published fits are shown.")
  func commandsInNames() async throws {
    try sandbox.write(SampleRuns().csv(), to: "mine/runs.csv")
    try sandbox.write(
      """
      title: Runs
      file: runs.csv
      columns: {parameters: N, tokens: D, loss: loss}
      published:
        - label: "`touch intruder` \\"; system('touch intruder')"
          law: chinchilla
          coefficients: {E: 1.7, A: 400, B: 2000, alpha: 0.34, beta: 0.36}
          source: nowhere
      """, to: "mine/dataset.yml")
    let fit = try await sandbox.echelle(
      "fit", "mine", "--bootstrap", "20", "--report", "out",
      environment: ["ECHELLE_DATASETS": "\(Command.datasets):\(sandbox.folder.path)"])
    #expect(fit.exitCode == 0, "\(fit.errors)")
    #expect(try sandbox.names() == ["mine", "out", "runs.csv"])
    #expect(!FileManager.default.fileExists(atPath: sandbox.url("out/figures/intruder").path))
    #expect(try sandbox.read("out/data/exponents.csv").contains("touch intruder"))
    #expect(try sandbox.read("out/figures/exponents.gp").contains("\n|`touch intruder` \"; "))
  }
}
