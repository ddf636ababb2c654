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

  @Test("Fewer bits cost loss, and at equal loss more tokens; FP8 saves energy all the same.")
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
    #expect(ratio > 0.5 && ratio < 0.9)
    #expect(document.isNull("outcomes.4.energy.estimate"))
    #expect(try document.text("outcomes.4.energy.reason").hasPrefix("no utilization is known"))
    let stated = try await self.document("--utilization", "0.4")
    #expect(try stated.number("outcomes.4.energy.estimate") > 0)
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
