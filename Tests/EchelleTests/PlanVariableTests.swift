import Foundation
import Testing

@Suite("Plans by a law of one variable")
struct PlanVariableTests {
  let sandbox: Sandbox

  init() async throws {
    sandbox = try Sandbox()
    let runs = (0..<12).map { index -> String in
      let compute = 1e18 * pow(10, Double(index) / 3)
      let scatter = exp(0.004 * sin(Double(index * index) + 0.5))
      let loss = (1.8 + 3000 / pow(compute, 0.18)) * scatter
      return "\(compute),\(compute / 1e14),\(loss)\n"
    }
    try sandbox.write("C,steps,loss\n" + runs.joined(), to: "runs.csv")
    try sandbox.write("x,loss\n-3,4\n-2,3\n-1,2.4\n0,2\n1,2.5\n2,3.1\n3,4.2\n", to: "bowl.csv")
    for (name, law) in [("c.json", "E + A / C^alpha"), ("steps.json", "E + A / steps^alpha")] {
      let fit = try await sandbox.echelle(
        "fit", "runs.csv", "--law", law, "--bootstrap", "200", "--interval", "percentile", "-o",
        name)
      #expect(fit.exitCode == 0, "\(fit.errors)")
    }
  }

  private func plan(_ arguments: String...) async throws -> JSONDocument {
    let run = try await Command.run(
      ["plan"] + arguments + ["--format", "json"], in: sandbox.folder)
    #expect(run.exitCode == 0, "\(run.errors)")
    return try JSONDocument(run.output)
  }

  @Test("The C that reaches a loss has that loss, and the time and energy of a plan for that C.")
  func inverse() async throws {
    for loss in [2.6, 2.3, 2.0] {
      let there = try await plan("c.json", "--loss", "\(loss)")
      let compute = try there.number("plans.0.compute.estimate")
      let back = try await plan("c.json", "--compute", "\(compute)")
      #expect(try abs(back.number("plans.0.loss.estimate") - loss) < 1e-9)
      for figure in ["energy", "emissions", "acceleratorTime"] {
        let value = try there.number("plans.0.\(figure).estimate")
        #expect(try abs(value / back.number("plans.0.\(figure).estimate") - 1) < 1e-9)
      }
      #expect(try there.number("plans.0.variable.value.interval.lower") < compute)
      #expect(try there.number("plans.0.variable.value.interval.upper") > compute)
      #expect(try there.number("plans.0.variable.reached") == 200)
      #expect(there.isNull("plans.0.parameterCount.estimate"))
      #expect(try there.text("plans.0.parameterCount.reason") == "N is not in the law")
      #expect(back.isNull("plans.0.variable.reached"))
    }
  }

  @Test("Each draw of the law is solved for the loss, as its closed form is.")
  func draws() async throws {
    let fit = try JSONDocument(sandbox.read("c.json"))
    let loss = 1.9
    let solutions = try fit.list("draws").indices.map { draw in
      let value = try (0..<3).map { try fit.number("draws.\(draw).\($0)") }
      let (floor, amplitude, exponent) = (value[0], value[1], value[2])
      return loss > floor ? pow(amplitude / (loss - floor), 1 / exponent) : .infinity
    }.sorted()
    let plan = try await plan("c.json", "--loss", "\(loss)")
    #expect(
      try plan.number("plans.0.variable.reached") == Double(solutions.count(where: \.isFinite)))
    // The 2.5 % quantile of 200 lies between the fifth and the sixth.
    let lower = try plan.number("plans.0.compute.interval.lower")
    #expect(solutions[4] * (1 - 1e-9) <= lower && lower <= solutions[5] * (1 + 1e-9))
  }

  @Test("A loss below the floor is reached by no C, and one that few draws miss has an open end.")
  func unreachable() async throws {
    let fit = try JSONDocument(sandbox.read("c.json"))
    let floor = try fit.number("coefficients.E.estimate")
    let never = try await plan("c.json", "--loss", "\(floor - 0.5)")
    let remark = try never.text("plans.0.remarks.0.text")
    #expect(remark.hasPrefix("no such C: a loss of \(floor - 0.5) lies at or below the floor E"))
    #expect(remark.hasSuffix("; 0 of 200 draws of the law reach it"))
    #expect(never.isNull("plans.0.compute.estimate"))
    let near = try await plan("c.json", "--loss", "\(floor + 0.002)")
    #expect(near.isNull("plans.0.compute.interval.upper"))
    #expect(try near.number("plans.0.variable.reached") < 195)
    let text = try await sandbox.echelle("plan", "c.json", "--loss", "\(floor + 0.002)")
    #expect(text.output.contains(", ∞)"), "\(text.output)")
  }

  @Test("A law of another variable gives its value, and no compute.")
  func column() async throws {
    let steps = try await plan("steps.json", "--loss", "2.3")
    let compute = try await plan("c.json", "--loss", "2.3")
    #expect(
      try abs(
        steps.number("plans.0.variable.value.estimate") * 1e14
          / compute.number("plans.0.compute.estimate") - 1) < 0.01)
    #expect(try steps.text("plans.0.variable.symbol") == "steps")
    #expect(steps.isNull("plans.0.energy.estimate"))
    let csv = try await sandbox.echelle("plan", "steps.json", "--loss", "2.3", "--format", "csv")
    #expect(
      csv.output.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[3] }
        == ["steps", "loss"])
  }

  static let refusals: [(words: [String], errors: String)] = [
    (
      ["steps.json", "--compute", "1e22"],
      """
      error: --compute: a budget needs C, and the law 'E + A / steps^alpha' depends on steps alone
        why: the law gives the steps that reaches a loss, and no compute
        fix: give --loss 2.1, or fit a law of C or of N and D
      """
    ),
    (
      ["c.json", "--compute", "1e22", "--inference-tokens", "2T"],
      """
      error: --inference-tokens: serving needs N, which is not in the law 'E + A / C^alpha'
        why: the law depends on C alone, and the energy of serving depends on N
        fix: leave it out, or fit a law of N and D
      """
    ),
    (
      ["steps.json", "--loss", "2.3", "--at", "steps=1e5"],
      """
      error: --at: nothing is left to find: every variable of the law has a value
        why: a plan finds N and D, or the only variable that is left
        fix: leave out steps
      """
    ),
  ]

  @Test("What a law of one variable cannot be asked.", arguments: refusals.indices)
  func refused(_ index: Int) async throws {
    let (words, errors) = Self.refusals[index]
    try await expectComplaint(errors, exitCode: 64, from: ["plan"] + words, in: sandbox)
  }

  @Test("Where a law is not monotone is said, and that options of energy are idle without C.")
  func notMonotone() async throws {
    let bowl = try await sandbox.echelle(
      "plan", "bowl.csv", "--law", "a + b * (x - c)^2", "--loss", "3", "--bootstrap", "0")
    #expect(bowl.exitCode == 64)
    #expect(bowl.errors.contains("is not monotone in x: it turns near"), "\(bowl.errors)")
    let idle = try await sandbox.echelle("plan", "steps.json", "--loss", "2.3", "--pue", "1.1")
    #expect(idle.exitCode == 64 && idle.errors.hasPrefix("error: --pue has no effect here"))
  }

  @Test("Values of --at for which the law is undefined are refused.")
  func undefined() async throws {
    let run = try await sandbox.echelle(
      "plan", "runs.csv", "--law", "E + A / C^alpha + b * log(steps)", "--at", "steps=-1", "--loss",
      "2.3", "--bootstrap", "0")
    #expect(run.exitCode == 64)
    #expect(
      run.errors.hasPrefix(
        "error: --at: the law 'E + A / C^alpha + b * log(steps)' has no value at steps = -1"),
      "\(run.errors)")
  }
}
