import Foundation
import Testing

@Suite("Targets of plans")
struct PlanTargetTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  private func plan(_ arguments: String...) async throws -> JSONDocument {
    let run = try await Command.run(
      ["plan", "runs.csv", "--bootstrap", "200", "--format", "json"] + arguments,
      in: sandbox.folder)
    #expect(run.exitCode == 0, "\(run.errors)")
    return try JSONDocument(run.output)
  }

  @Test("A budget of energy, emissions or money is spent, and its other figures follow.")
  func budgets() async throws {
    let energy = try await plan("--energy", "500MWh,0.5GWh")
    #expect(try energy.number("plans.0.energy.estimate") == 500)
    #expect(energy.isNull("plans.0.energy.interval"))
    #expect(
      try energy.number("plans.0.compute.estimate") == energy.number("plans.1.compute.estimate"))
    // The compute is as uncertain as the energy of a FLOP.
    #expect(
      try energy.number("plans.0.compute.interval.upper")
        > 2 * energy.number("plans.0.compute.interval.lower"))
    let compute = try energy.number("plans.0.compute.estimate")
    let back = try await plan("--compute", "\(compute)")
    #expect(try abs(back.number("plans.0.energy.estimate") / 500 - 1) < 1e-9)

    let emissions = try await plan("--emissions", "100t", "--grid", "fra")
    #expect(try emissions.number("plans.0.emissions.estimate") == 100)
    // Rounding is no uncertainty.
    #expect(try emissions.text("plans.0.energy.reason") == "computed from inputs")
    #expect(emissions.isNull("plans.0.energy.interval"))
    let money = try await plan(
      "--money", "2M", "--price-per-hour", "2", "--price-per-kwh", "0.1")
    let hours = try money.number("plans.0.acceleratorTime.estimate")
    let megawattHours = try money.number("plans.0.energy.estimate")
    #expect(abs(2 * hours + 100 * megawattHours - 2e6) < 1)
  }

  @Test("A lifetime is planned for with less of both than a model that ignores its use.")
  func lifetime() async throws {
    let used = try await plan("--loss", "2.1", "--inference-tokens", "2T", "--kappa", "3")
    let unused = try await plan("--loss", "2.1")
    #expect(
      try used.number("plans.0.parameterCount.estimate")
        < unused.number("plans.0.parameterCount.estimate"))
    #expect(
      try used.number("plans.0.energy.estimate") > unused.number("plans.0.energy.estimate"))
    let serving = try used.number("plans.0.serving.energy.estimate")
    let whole = try used.number("plans.0.serving.lifetimeEnergy.estimate")
    #expect(try abs(serving + used.number("plans.0.energy.estimate") - whole) < 1e-6 * whole)
    #expect(try abs(used.number("plans.0.serving.share.estimate") - serving / whole) < 1e-9)
    // The same quality, with the model that training alone calls for, takes more in all.
    let perParameter = serving / (try used.number("plans.0.parameterCount.estimate"))
    let other =
      try unused.number("plans.0.energy.estimate") + perParameter
      * unused.number("plans.0.parameterCount.estimate")
    #expect(whole < other)
    let budget = try await plan(
      "--energy", "\(whole)MWh", "--inference-tokens", "2T", "--kappa", "3")
    #expect(try abs(budget.number("plans.0.loss.estimate") - 2.1) < 1e-6)
  }

  @Test("Served as measured models are, a model is smaller the more it is used and writes.")
  func modelledServing() async throws {
    func size(_ arguments: String...) async throws -> Double {
      let run = try await Command.run(
        ["plan", "runs.csv", "--bootstrap", "50", "--loss", "2.1", "--format", "json"] + arguments,
        in: sandbox.folder)
      #expect(run.exitCode == 0, "\(run.errors)")
      return try JSONDocument(run.output).number("plans.0.parameterCount.estimate")
    }
    let little = try await size("--inference-tokens", "100B")
    let much = try await size("--inference-tokens", "10T")
    let reading = try await size("--inference-tokens", "10T", "--output-share", "0")
    let alone = try await size("--inference-tokens", "10T", "--serving-batch", "1")
    #expect(much < little && much < reading && alone < much)
  }

  @Test(
    "Weights of fewer bits are served for less, on the accelerators of the cluster where one is named."
  )
  func servedPrecision() async throws {
    func serving(_ arguments: String...) async throws -> JSONDocument {
      let run = try await Command.run(
        ["plan", "runs.csv", "--bootstrap", "50", "--inference-tokens", "1T", "--format", "json"]
          + arguments, in: sandbox.folder)
      #expect(run.exitCode == 0, "\(run.errors)")
      return try JSONDocument(run.output)
    }
    let wide = try await serving("--loss", "2.1")
    let narrow = try await serving("--loss", "2.1", "--serving-precision", "fp8")
    #expect(try wide.text("plans.0.serving.precision") == "bf16")
    #expect(try narrow.text("plans.0.serving.precision") == "fp8")
    #expect(
      try narrow.number("plans.0.serving.lifetimeEnergy.estimate")
        < wide.number("plans.0.serving.lifetimeEnergy.estimate"))
    let cluster = try await serving("--gpus", "64xb200-sxm", "--days", "30")
    #expect(try cluster.text("plans.0.serving.hardware") == "b200-sxm")
  }

  @Test("A law of more than N and D is planned with at the values of the others.")
  func otherVariables() async throws {
    let law = "E + A / N^alpha + B / min(D, 4 * U)^beta"
    try sandbox.write(
      "N,D,U,loss\n"
        + SampleRuns().lines.map { line in
          let cells = line.split(separator: ",")
          return "\(cells[0]),\(cells[1]),1e12,\(cells[2])\n"
        }.joined(), to: "unique.csv")
    let options = ["unique.csv", "--law", law, "--bootstrap", "20", "--compute", "1e22"]
    let refused = try await Command.run(["plan"] + options, in: sandbox.folder)
    #expect(refused.exitCode == 64)
    #expect(
      refused.errors.hasSuffix(
        """
        also depends on U
          why: a plan optimises N and D; the other variables are inputs
          fix: give each of them a value, as in --at U=25e9

        """))
    let plan = try await Command.run(
      ["plan"] + options + ["--at", "U=1e15", "--format", "json"], in: sandbox.folder)
    #expect(plan.exitCode == 0, "\(plan.errors)")
    let found = try JSONDocument(plan.output).number("plans.0.parameterCount.estimate")
    let plain = try await self.plan("--compute", "1e22")
    let expected = try plain.number("plans.0.parameterCount.estimate")
    #expect(abs(found / expected - 1) < 0.05)
  }

  @Test(
    "What cannot be a target is refused, with the units that can.",
    arguments: [
      (
        ["--energy", "5MW"],
        "'5MW' is not a number with a unit, such as 500MWh; the units are kWh, MWh, GWh, TWh, kJ, "
          + "MJ, GJ, TJ, Wh, J"
      ),
      (["--energy", "-5MWh"], "'-5MWh' is not positive"),
      (["--emissions", "100"], "'100' is not a number with a unit, such as 100t"),
      (["--money", "5"], "--money goes with --price-per-hour or --price-per-kwh"),
      (["--loss", "2", "--kappa", "3"], "--kappa needs --inference-tokens"),
    ])
  func faults(arguments: [String], message: String) async throws {
    let run = try await Command.run(["plan", "runs.csv"] + arguments, in: sandbox.folder)
    #expect(run.exitCode == 64)
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  @Test("Rules of the literature waste more than the optimum, Kaplan's the most at a large budget.")
  func policies() async throws {
    let run = try await sandbox.echelle(
      "policies", "hoffmann2022", "--compute", "5.76e23", "--bootstrap", "200", "--format", "json")
    let document = try JSONDocument(run.output)
    func share(_ index: Int, _ figure: String = "estimate") throws -> Double {
      try document.number("comparisons.0.policies.\(index).wastedShare.\(figure)")
    }
    #expect(try share(0) < 1e-9)
    #expect(try share(1) < 0.01 && share(2) > 0.1 && share(3) > share(2))
    #expect(try share(3, "interval.lower") > 0.5)
    let size = try document.number("comparisons.0.policies.2.parameterCount")
    // N* of the rounded coefficients at the compute of Gopher and Chinchilla.
    #expect(abs(size / 32.2e9 - 1) < 0.01)
  }

  @Test("Along the frontier, the loss falls and the energy is what was asked for.")
  func frontier() async throws {
    let run = try await sandbox.echelle(
      "frontier", "runs.csv", "--from", "1MWh", "--to", "100MWh", "--points", "3", "--bootstrap",
      "50", "--format", "json")
    let document = try JSONDocument(run.output)
    let losses = try (0..<3).map {
      try document.number("frontiers.0.plans.\($0).loss.estimate")
    }
    #expect(losses[0] > losses[1] && losses[1] > losses[2])
    for (index, energy) in [1.0, 10, 100].enumerated() {
      let found = try document.number("frontiers.0.plans.\(index).energy.estimate")
      #expect(abs(found / energy - 1) < 1e-12)
    }
    let reversed = try await sandbox.echelle(
      "frontier", "runs.csv", "--from", "2GWh", "--to", "1GWh")
    #expect(reversed.exitCode == 64)
    #expect(reversed.errors.hasPrefix("error: --from must be less than --to\n"))
  }

  @Test("A budget that is too small for any model is said to be.")
  func outOfReach() async throws {
    let run = try await sandbox.echelle(
      "plan", "runs.csv", "--energy", "1Wh", "--inference-tokens", "2T", "--bootstrap", "20")
    #expect(run.exitCode == 64)
    let plain = try await sandbox.echelle(
      "plan", "runs.csv", "--compute", "1e7", "--bootstrap", "0")
    #expect(plain.exitCode == 64)
    #expect(plain.errors.hasPrefix("error: --compute: 10000000.0 is too little to plan a model\n"))
    #expect(
      run.errors == """
        error: --energy: 3600.0 J is too little to plan a model
          why: the optimal model would have fewer than a thousand parameters or tokens, where the law \
        does not apply
          fix: give a larger value, such as 500MWh

        """)
  }
}
