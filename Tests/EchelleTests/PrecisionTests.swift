import Foundation
import Testing

@Suite("echelle precision")
struct PrecisionTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  private func document(_ arguments: String...) async throws -> JSONDocument {
    let run = try await Command.run(
      [
        "precision", "runs.csv", "--params", "7B", "--tokens", "2T", "--bootstrap", "50",
        "--format",
        "json",
      ] + arguments, in: sandbox.folder)
    #expect(run.exitCode == 0, "\(run.errors)")
    return try JSONDocument(run.output)
  }

  @Test("Fewer bits cost loss, or tokens at equal loss, which offsets most of FP8's saving.")
  func equalLoss() async throws {
    let document = try await document()
    // fp32, tf32, bf16, fp8, int8
    let names = try (0..<5).map { try document.text("outcomes.\($0).precision") }
    #expect(names == ["fp32", "tf32", "bf16", "fp8", "int8"])
    func figure(_ index: Int, _ name: String) throws -> Double {
      try document.number("outcomes.\(index).\(name)")
    }
    // Π (1 − exp(−8/γ)) for γ of 2.6745, 2.2102 and .9578.
    #expect(try abs(figure(3, "effectiveShare") - 0.924) < 0.001)
    #expect(try figure(3, "loss.estimate") > figure(2, "loss.estimate"))
    #expect(try abs(figure(2, "tokensForEqualLoss.estimate") - 2e12) < 1e6)
    #expect(try figure(3, "tokensForEqualLoss.estimate") > 2.1e12)
    #expect(try abs(figure(2, "ratioAtEqualLoss.estimate") - 1) < 1e-9)
    let ratio = try figure(3, "ratioAtEqualLoss.estimate")
    #expect(ratio > 0.7 && ratio < 1)
    #expect(document.isNull("outcomes.4.energy.estimate"))
    #expect(try document.text("outcomes.4.energy.reason").hasPrefix("no utilization is available"))
    let stated = try await self.document("--utilization", "0.4")
    #expect(try stated.number("outcomes.4.energy.estimate") > 0)
  }

  @Test("The FP8 speed-up has its own draws, which widen the interval of the saving.")
  func rateGain() async throws {
    let document = try await document()
    #expect(try abs(document.number("outcomes.3.rateGain.median") - 1.279) < 1e-9)
    let ratio = try document.number("outcomes.3.ratioAtEqualLoss.estimate")
    let lower = try document.number("outcomes.3.ratioAtEqualLoss.interval.lower")
    let upper = try document.number("outcomes.3.ratioAtEqualLoss.interval.upper")
    // 95 % of a gain of 1.279 [.936, 1.747] at 90 %, dampened by the power that follows the rate.
    #expect(upper / lower > 1.2 && lower < ratio && ratio < upper)
    // A utilization that is given holds for both, and leaves the ratio of the peaks.
    let stated = try await self.document("--utilization", "0.4")
    #expect(stated.isNull("outcomes.3.rateGain"))
    #expect(
      try stated.number("outcomes.3.ratioAtEqualLoss.interval.upper")
        / stated.number("outcomes.3.ratioAtEqualLoss.interval.lower") < upper / lower)
  }

  @Test(
    "Sparse models by the law of T5: the published multipliers, with zeros computed and skipped.")
  func sparsity() async throws {
    let document = try await document("--sparsity", ".5,.75")
    #expect(try document.text("sparsity.law") == "sparsity-t5")
    func figure(_ index: Int, _ name: String) throws -> Double {
      try document.number("sparsity.outcomes.\(index).\(name)")
    }
    // (1 − S) ((a_S (1 − S)^b_S + c_S)/(a_S + c_S))^(−1/b_N)
    let half =
      0.5 * pow((0.56779 * pow(0.5, 0.72161) + 1.52265) / (0.56779 + 1.52265), -1 / 0.24513)
    #expect(try abs(figure(0, "effectiveShare.estimate") - half) < 1e-9)
    #expect(try figure(1, "effectiveShare.estimate") < half)
    #expect(try figure(0, "loss.estimate") > document.number("outcomes.2.loss.estimate"))
    // Computed, the energy is that of the dense model; skipped, that of the mean density.
    let dense = try document.number("outcomes.2.energy.estimate")
    #expect(try abs(figure(0, "energy.computed.estimate") / dense - 1) < 1e-12)
    #expect(try abs(figure(0, "energy.skipped.estimate") / dense - 0.6875) < 1e-12)
    // By size: 1 / share of the dense compute.
    #expect(try abs(figure(0, "ratioBySize.computed.estimate") * half - 1) < 1e-9)
    #expect(document.isNull("sparsity.outcomes.0.parametersForEqualLoss.interval"))
    #expect(
      try figure(0, "servedToken.skipped.estimate") < figure(0, "servedToken.computed.estimate"))
  }

  @Test("Sparse experts are never computed, and worth less than as many dense parameters.")
  func experts() async throws {
    let document = try await document("--sparsity", ".9", "--sparsity-law", "sparse-experts")
    #expect(document.isNull("sparsity.outcomes.0.energy.computed.estimate"))
    let share = try document.number("sparsity.outcomes.0.effectiveShare.estimate")
    #expect(share > 0.1 && share < 1, "between the active share and all parameters")
  }

  @Test(
    "What cannot be compared is refused.",
    arguments: [
      (
        ["--sparsity", "1.5"],
        """
        error: --sparsity needs fractions between 0 and 1, found 1.5
        """
      ),
      (
        ["--sparsity-law", "sparsity-vit"],
        """
        error: --sparsity-law needs --sparsity, as in --sparsity 0.5
        """
      ),
      (
        ["--sparsity", ".5", "--sparsity-law", "chinchilla"],
        """
        error: chinchilla: the law is not a function of N and sparsity
          why: its variables are N, D
          fix: pass --sparsity-law sparsity-t5, or another law of sparse models from 'echelle laws list'
        """
      ),
    ])
  func refused(_ arguments: [String], _ message: String) async throws {
    let run = try await Command.run(
      ["precision", "runs.csv", "--params", "7B", "--tokens", "2T", "--bootstrap", "0"] + arguments,
      in: sandbox.folder)
    #expect(run.exitCode != 0)
    #expect(run.errors.hasPrefix(message), "\(run.errors)")
  }

  @Test("Served models for which fewer bits cost more are among those measured.")
  func served() async throws {
    let document = try await document()
    let ratios = try document.list("served").indices.map {
      try document.number("served.\($0).medianRatio")
    }
    #expect(ratios.contains { $0 > 2 } && ratios.contains { $0 < 0.7 })
  }
}
