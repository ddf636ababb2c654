import Foundation
import Testing

@Suite("The left side and the variables of a law")
struct LeftSideTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(
      "C,accuracy,loss\n1e18,0.30,3.1\n1e19,0.38,2.8\n1e20,0.47,2.55\n1e21,0.55,2.35\n"
        + "1e22,0.63,2.2\n1e23,0.70,2.08\n", to: "accuracy.csv")
    try sandbox.write(
      "loss,B_crit\n4.0,100000\n3.5,190000\n3.0,390000\n2.5,940000\n2.2,1800000\n",
      to: "batches.csv")
    try sandbox.write(Ladder.csv, to: "ladder.csv")
    try sandbox.write(Ladder.small, to: "small.csv")
  }

  private func json(_ words: String...) async throws -> JSONDocument {
    let run = try await Command.run(words + ["--format", "json"], in: sandbox.folder)
    try #require(run.exitCode == 0, "\(run.errors)")
    return try JSONDocument(run.output)
  }

  @Test(
    "A law of a logarithm of the loss predicts the loss.",
    arguments: [
      ("log(L) = a + b * log(C)", 2.024), ("A / C^b", 2.024),
      ("log10(L) = a + b * log10(C)", 2.023), ("-log(L) = a + b * log(C)", 2.024),
    ])
  func logarithm(law: String, expected: Double) async throws {
    let found = try await json(
      "predict", "hoffmann2022", "--law=\(law)", "--at", "C=1e22", "--bootstrap", "100")
    #expect(try found.text("predictions.0.quantity") == "loss")
    for figure in ["loss", "newRun"] {
      #expect(try abs(found.number("predictions.0.\(figure).estimate") - expected) < 1e-3)
      #expect(try found.text("predictions.0.\(figure).unit") == "nats per token")
      #expect(try found.number("predictions.0.\(figure).interval.lower") < expected)
      #expect(try found.number("predictions.0.\(figure).interval.upper") > expected)
    }
    let text = try await sandbox.echelle(
      "predict", "hoffmann2022", "--law=\(law)", "--at", "C=1e22", "--bootstrap", "0")
    #expect(text.output.contains("nats per token\n         C   loss  95 % confidence"))
  }

  @Test("A rollout of a law of log(L) counts the same hits as that of the power law it is.")
  func rollout() async throws {
    var tables: [String] = []
    for law in ["log(L) = a + b * log(C)", "A / C^b"] {
      let run = try await sandbox.echelle(
        "rollout", "hoffmann2022", "--law", law, "--bootstrap", "300")
      #expect(run.exitCode == 0)
      let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
      tables.append(lines.filter { $0.contains(" of 122") }.joined())
    }
    #expect(tables[0] == tables[1] && tables[0].contains("-0.0423"))
  }

  @Test("A law of a logit, or of 1 − x, predicts a share between 0 and 1, named and in its unit.")
  func share() async throws {
    for (law, expected) in [
      ("log(accuracy / (1 - accuracy)) = a + b * log(C)", 0.8693),
      ("1 - accuracy = b * C^alpha", 0.8129),
    ] {
      let words = [
        "predict", "accuracy.csv", "--law", law, "--at", "C=1e26", "--bootstrap", "200",
      ]
      let run = try await Command.run(words + ["--format", "json"], in: sandbox.folder)
      let found = try JSONDocument(run.output)
      #expect(try found.text("predictions.0.quantity") == "accuracy")
      #expect(try abs(found.number("predictions.0.loss.estimate") - expected) < 5e-4)
      for figure in ["loss", "newRun"] {
        #expect(try found.number("predictions.0.\(figure).interval.lower") > 0)
        #expect(try found.number("predictions.0.\(figure).interval.upper") < 1)
        #expect(try found.text("predictions.0.\(figure).unit") == "units of 'accuracy'")
      }
      let csv = try await Command.run(words + ["--format", "csv"], in: sandbox.folder)
      #expect(csv.output.contains(",accuracy,0.8") && !csv.output.contains("nats"))
      let text = try await Command.run(words, in: sandbox.folder)
      #expect(text.output.contains("C  accuracy  95 % confidence"))
      #expect(!text.output.contains("nats") && !text.output.contains("loss"))
    }
  }

  @Test("A left side that cannot be inverted is named as it is.")
  func opaque() async throws {
    let text = try await sandbox.echelle(
      "predict", "accuracy.csv", "--law", "sin(accuracy) = a + b * log(C)", "--at", "C=1e24",
      "--bootstrap", "20")
    #expect(text.output.contains("accuracy) = a + b * log(C), sin(accuracy)\n"))
    #expect(text.output.contains("C  sin(accuracy)  95 % confidence"))
    let found = try await json(
      "predict", "accuracy.csv", "--law", "sin(accuracy) = a + b * log(C)", "--at", "C=1e24",
      "--bootstrap", "20")
    #expect(try found.text("predictions.0.loss.unit") == "1")
  }

  @Test("L on the right side is the loss, not the left side.")
  func lossOnTheRight() async throws {
    let accuracy = try await json(
      "fit", "ladder.csv", "--law", "task-accuracy", "--objective", "squares", "--bootstrap", "0")
    // The sum of squares is half of the classical one.
    #expect(try abs(accuracy.number("classical.residualSumOfSquares") - 2 * 1.5781e-3) < 2e-7)
    // k may have either sign: the accuracy at a great loss is b, or a + b.
    let (a, b, k) = try (
      accuracy.number("coefficients.a.estimate"), accuracy.number("coefficients.b.estimate"),
      accuracy.number("coefficients.k.estimate")
    )
    #expect(abs((k < 0 ? b : a + b) - 0.1451) < 1e-4)
    let batches = try await json(
      "fit", "batches.csv", "--law", "B_crit = Bs / L^a", "--bootstrap", "0")
    #expect(try abs(batches.number("coefficients.Bs.estimate") - 7.4377e7) < 1e3)
    #expect(try abs(batches.number("coefficients.a.estimate") - 4.769) < 1e-3)
    #expect(try batches.text("dataset.metric") == "B_crit")
    let metric = try await json(
      "fit", "batches.csv", "--law", "Bs / L^a", "--metric", "B_crit", "--bootstrap", "0")
    let scales = try [metric, batches].map { try $0.number("coefficients.Bs.estimate") }
    #expect(abs(scales[0] / scales[1] - 1) < 1e-9)
    let bound = try await json(
      "predict", "batches.csv", "--law", "critical-batch", "--columns", "batch=B_crit", "--at",
      "L=3", "--bootstrap", "0")
    #expect(try bound.text("predictions.0.quantity") == "batch")
    #expect(try abs(bound.number("predictions.0.loss.estimate") - 3.945e5) < 1e3)
  }

  @Test("A law that predicts the loss from the loss is refused.")
  func lossByLoss() async throws {
    try await expectComplaint(
      """
      error: --law: 'a + b * L' predicts the loss from the loss
        why: L is on the right side, and no other fitted quantity is named
        fix: name the fitted quantity, as in 'accuracy = a + b * L', or with --metric
      """, exitCode: 64, from: ["fit", "batches.csv", "--law", "a + b * L"], in: sandbox)
    try sandbox.write("val_loss,C\n3,1e18\n2.5,1e19\n2.2,1e20\n", to: "val.csv")
    try await expectComplaint(
      """
      error: val.csv: no column for the loss L, which the law depends on
        why: the law is fitted to 'val_loss', so L must be another column; the columns are 'val_loss', 'C'
        fix: name it: --columns loss=HEADER
      """, exitCode: 65, from: ["fit", "val.csv", "--law", "val_loss = a + b * L"], in: sandbox)
  }

  @Test("A metric other than the left side is refused.")
  func contradiction() async throws {
    try await expectComplaint(
      """
      error: --metric: 'loss' contradicts the law, which is fitted to 'accuracy'
        why: both choose the fitted quantity
        fix: omit --metric, or write the law without a left side
      """, exitCode: 64,
      from: [
        "fit", "accuracy.csv", "--law", "accuracy = a + b * log(C)", "--metric", "loss",
      ], in: sandbox)
  }

  @Test("C is filled in from N and D, and each of these from the others, where a law needs it.")
  func filling() async throws {
    let fitting = ["--law", "over-training", "--objective", "squares", "--bootstrap", "0"]
    let run = try await Command.run(
      [
        "predict", "small.csv", "--params", "1439795200,6889410560", "--tokens",
        "921468928000,137788211200", "--format", "json",
      ] + fitting, in: sandbox.folder)
    let found = try JSONDocument(run.output)
    #expect(try abs(found.number("predictions.0.loss.estimate") - 2.520) < 1e-3)
    #expect(try abs(found.number("predictions.1.loss.estimate") - 2.443) < 1e-3)
    #expect(
      try found.number("predictions.0.variables.C") == 6 * 1_439_795_200 * 921_468_928_000)
    let byCompute = try await Command.run(
      [
        "predict", "small.csv", "--params", "1439795200", "--at", "C=7.960360949e21",
        "--format", "json",
      ] + fitting, in: sandbox.folder)
    #expect(
      try abs(JSONDocument(byCompute.output).number("predictions.0.loss.estimate") - 2.520) < 1e-3)
    let plan = try await Command.run(
      ["plan", "small.csv", "--compute", "1e22", "--format", "json"] + fitting, in: sandbox.folder)
    #expect(plan.exitCode == 0)
    let best = try JSONDocument(plan.output)
    let (size, tokens) = try (
      best.number("plans.0.parameterCount.estimate"), best.number("plans.0.tokenCount.estimate")
    )
    #expect(abs(6 * size * tokens - 1e22) < 1e-9 * 1e22)
    let near = try await Command.run(
      [
        "predict", "small.csv", "--params", "\(size * 0.95),\(size),\(size * 1.05)", "--tokens",
        "\(tokens / 0.95),\(tokens),\(tokens / 1.05)", "--format", "json",
      ] + fitting, in: sandbox.folder)
    let losses = try JSONDocument(near.output)
    let least = try losses.number("predictions.1.loss.estimate")
    #expect(try least < losses.number("predictions.0.loss.estimate"))
    #expect(try least < losses.number("predictions.2.loss.estimate"))
    #expect(try abs(least - best.number("plans.0.loss.estimate")) < 1e-9)
  }

  @Test("A variable that is neither given nor implied is reported as missing.")
  func missing() async throws {
    try await expectComplaint(
      """
      error: --tokens: the law depends on D, which is missing
        why: the variables of chinchilla are N, D
        fix: pass a value, as in --tokens 1.4T
      """, exitCode: 64,
      from: ["predict", "ladder.csv", "--params", "1B", "--bootstrap", "0"], in: sandbox)
  }

  @Test("A column is bound to a variable of a law by name, of the catalogue or typed.")
  func binding() async throws {
    let rows = SampleRuns().lines.enumerated().map {
      "\($0.element),\(1e9 * Double($0.offset + 1))\n"
    }
    try sandbox.write("N,D,loss,unique_tokens\n" + rows.joined(), to: "unique.csv")
    try sandbox.write("N,D,loss,U\n" + rows.joined(), to: "named.csv")
    for law in ["E + A / N^alpha + B / U^beta", "E + A / N^alpha + B / min(D, U)^beta"] {
      let bound = try await json(
        "fit", "unique.csv", "--law", law, "--columns", "U=unique_tokens", "--bootstrap", "0")
      let named = try await json("fit", "named.csv", "--law", law, "--bootstrap", "0")
      for symbol in ["E", "A", "alpha", "B", "beta"] {
        #expect(
          try bound.number("coefficients.\(symbol).estimate")
            == named.number("coefficients.\(symbol).estimate"))
      }
      #expect(
        try bound.list("dataset.notes").contains(.text("U is column 'unique_tokens'")))
    }
    let roles =
      "'parameters', 'tokens', 'compute', 'loss', 'weight', 'run', 'family', 'step', 'order'"
    try await expectComplaint(
      """
      error: --columns: unknown role 'V', and not a variable of the law
        why: the roles are \(roles); the variables are 'U'
        fix: did you mean 'U'?
      """, exitCode: 64,
      from: [
        "fit", "unique.csv", "--law", "data-constrained", "--columns", "V=unique_tokens",
      ], in: sandbox)
    try await expectComplaint(
      """
      error: --columns: unknown role 'U'
        why: the roles are \(roles)
        fix: name one of them
      """, exitCode: 64, from: ["isoflop", "unique.csv", "--columns", "U=unique_tokens"],
      in: sandbox)
    try await expectComplaint(
      """
      error: unique.csv: no column 'U', which is a variable of the law
        why: the columns of unique.csv are 'N', 'D', 'loss', 'unique_tokens'
        fix: name its column: --columns U=HEADER
      """, exitCode: 65, from: ["fit", "unique.csv", "--law", "data-constrained"], in: sandbox)
    try await expectComplaint(
      """
      error: accuracy.csv: no column 'error', which the law is fitted to
        why: the columns of accuracy.csv are 'C', 'accuracy', 'loss'
        fix: name its column: --columns error=HEADER
      """, exitCode: 65, from: ["fit", "accuracy.csv", "--law", "clip-error"], in: sandbox)
  }

  @Test("The domain of one coefficient leaves those of the others, and a and b.")
  func domain() async throws {
    let plain = try await json("fit", "hoffmann2022", "--bootstrap", "0")
    for declared in [["--domain", "alpha=positive"], ["--domain", "E=real"]] {
      let run = try await Command.run(
        ["fit", "hoffmann2022", "--law", "chinchilla", "--bootstrap", "0", "--format", "json"]
          + declared, in: sandbox.folder)
      let fit = try JSONDocument(run.output)
      #expect(try fit.text("law.name") == "chinchilla")
      #expect(try fit.text("law.domains.A") == "positive")
      #expect(try fit.text("law.domains.B") == "positive")
      for path in ["coefficients.A", "coefficients.alpha", "derived.a", "derived.b"] {
        let (own, other) = try (
          fit.number("\(path).estimate"), plain.number("\(path).estimate")
        )
        #expect(abs(own - other) < 1e-5 * abs(other), "\(path)")
      }
    }
  }
}
