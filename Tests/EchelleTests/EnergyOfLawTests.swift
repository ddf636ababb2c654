import Foundation
import Testing

@Suite("The energy of a run planned by a law")
struct EnergyOfLawTests {
  let sandbox: Sandbox

  init() async throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
    let fit = try await sandbox.echelle(
      "fit", "runs.csv", "--bootstrap", "200", "--format", "json", "-o", "fit.json")
    #expect(fit.exitCode == 0, "\(fit.errors)")
  }

  private func document(_ arguments: String...) async throws -> JSONDocument {
    let run = try await Command.run(arguments + ["--format", "json"], in: sandbox.folder)
    #expect(run.exitCode == 0, "\(run.errors)")
    return try JSONDocument(run.output)
  }

  private func figure(_ name: String, of document: JSONDocument) throws -> String {
    let names = try document.list("figures").indices.map {
      try document.text("figures.\($0).name")
    }
    return "figures.\(try #require(names.firstIndex(of: name))).value"
  }

  @Test("It equals a plan for the loss, bit for bit.")
  func agreesWithPlan() async throws {
    let plan = try await document("plan", "fit.json", "--loss", "2.2")
    let train = try await document(
      "energy", "train", "--fit", "fit.json", "--loss", "2.2")
    let energy = try figure("energy, facility", of: train)
    let compute = try figure("model compute", of: train)
    for end in ["estimate", "interval.lower", "interval.upper"] {
      for (mine, planned) in [(energy, "energy"), (compute, "compute")] {
        let expected = try plan.number("plans.0.\(planned).\(end)")
        #expect(try train.number("\(mine).\(end)") == expected)
      }
    }
    // The time, too, has the law's uncertainty.
    let time = try figure("accelerator time", of: train)
    #expect(
      try train.number("\(time).interval.upper")
        == plan.number("plans.0.acceleratorTime.interval.upper"))
  }

  @Test("The law is an assumption with a source, and has its share of the variance.")
  func lawIsAnAssumption() async throws {
    let train = try await document("energy", "train", "--fit", "fit.json", "--loss", "2.2")
    #expect(try train.text("assumptions.0.quantity") == "training-compute")
    #expect(
      try train.text("assumptions.0.source")
        .hasPrefix("the law 'chinchilla' fitted to runs.csv, ")
    )
    let shares = try train.list("varianceShares").indices.map {
      (
        try train.text("varianceShares.\($0).quantity"),
        try train.number("varianceShares.\($0).share")
      )
    }
    let own = try #require(shares.first { $0.0 == "training-compute" })
    #expect(own.1 > 0 && own.1 < 1)
    #expect(abs(shares.reduce(0) { $0 + $1.1 } - 1) < 1e-9)
    let exact = try await document("energy", "train", "--compute", "1e22")
    #expect(try exact.text("assumptions.0.quantity") == "utilization")
  }

  @Test("A model of another size than the optimum takes more energy to the same loss.")
  func givenSize() async throws {
    let best = try await document("energy", "train", "--fit", "fit.json", "--loss", "2.2")
    let small = try await document(
      "energy", "train", "--fit", "fit.json", "--loss", "2.2", "--params", "1B")
    let place = try figure("model compute", of: best)
    #expect(try small.number("\(place).estimate") > best.number("\(place).estimate"))
  }

  @Test(
    "Requests that a law cannot answer are refused.",
    arguments: [
      (
        ["--fit", "fit.json", "--loss", "2.2", "--compute", "1e22"],
        "error: --compute cannot be combined with --fit: the law gives the compute; leave out one of them\n"
      ),
      (
        ["--fit", "fit.json"],
        "error: --fit and --loss go together, as in --fit fit.json --loss 2.1\n"
      ),
      (["--at", "U=1"], "error: --at needs --fit\n"),
    ])
  func refused(_ arguments: [String], _ message: String) async throws {
    let run = try await Command.run(["energy", "train"] + arguments, in: sandbox.folder)
    #expect(run.exitCode == 64)
    #expect(run.errors.hasPrefix(message), "\(run.errors)")
  }

  @Test("An unreachable loss is reported with the law's minimum.")
  func unreachable() async throws {
    let run = try await sandbox.echelle("energy", "train", "--fit", "fit.json", "--loss", "0.5")
    #expect(run.exitCode != 0)
    #expect(
      run.errors.hasPrefix(
        "error: --loss: no compute reaches 0.5\n  why: according to the law, the loss of any model stays above "
      )
    )
    #expect(run.errors.hasSuffix("fix: give a higher loss\n"))
  }
}
